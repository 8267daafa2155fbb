import { gadgets, playthings } from './lexicon-objects.ts';
import { bookOf, coverageOf, type Span } from './phrases.ts';
import type { Token } from './tokens.ts';

const playthingBook = bookOf(playthings, 'text');
const gadgetBook = bookOf(gadgets, 'text');
const places = new Set(['for', 'in', 'on', 'of', 'from', 'inside', 'para', 'de', 'en']);
const owners = new Set(['my', 'our', 'the', 'a', 'an', 'his', 'her', 'their', 'your', 'mi', 'un', 'una']);
const aged = new Set(['old', 'new', 'other']);
/** Words of an owner's between the preposition and the thing: "for my daughter's dollhouse". */
const reach = 3;

/** Which tokens stand before "for my dollhouse", "in Minecraft": work on a toy, a vehicle or an animal's home. */
export function playthingCoverage(tokens: readonly Token[]): boolean[] {
  const spans = playthingBook.all(tokens).flatMap((thing) => {
    const place = placeBefore(tokens, thing);
    return place === null ? [] : [{ from: Math.max(0, place - reach * 2), to: place }];
  });
  return coverageOf(spans, tokens.length);
}

function placeBefore(tokens: readonly Token[], { from, to }: Span<true>): number | null {
  const after = tokens[to];
  if (after?.type === 'word' && !places.has(after.text)) return null;
  for (let index = from - 1; index >= Math.max(0, from - reach); index -= 1) {
    const token = tokens[index];
    if (token?.type !== 'word') return null;
    if (places.has(token.text)) return index + 1 === from || hasOwner(tokens, index, from) ? index : null;
  }
  return null;
}

function hasOwner(tokens: readonly Token[], place: number, thing: number): boolean {
  return tokens.slice(place + 1, thing).some(({ text }) => owners.has(text));
}

/** "From my old iPhone to the new one", "sync my iPod": somebody's own things, and no business's data. */
export function isBetweenGadgets(tokens: readonly Token[]): boolean {
  return gadgetBook.all(tokens).some(({ from, to }) => {
    const before = tokens.slice(Math.max(0, from - reach), from).map(({ text }) => text);
    const isMoved = before.some((word) => word === 'from' || word === 'to');
    const isWares = /^apps?$/.test(tokens[to]?.text ?? '');
    return (
      !isWares &&
      (before.includes('my') || (isMoved && before.some((word) => owners.has(word) || aged.has(word))))
    );
  });
}
