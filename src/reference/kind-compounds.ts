import { rooms } from './kind-parts.ts';
import { decoyBook, type Kind, kindBook, type Meaning, objectBook, weights } from './kind-phrases.ts';
import { stopWords } from './lexicon-synonyms.ts';
import { bookOf, type Span } from './phrases.ts';
import { subcategories } from './project-details.ts';
import type { Token } from './tokens.ts';

/** A phrase that ends in one of these leads on: "an app for pool cleaners". */
const leadingWords = new Set(['for', 'that', 'to', 'where', 'with', 'so', 'like', 'para', 'de']);
const functionWords = new Set(stopWords.split('|'));
/** A thing that a kind's name only tells the sort of. */
export const thing: Meaning = { kind: 'other', weight: weights.name, core: false };
const artworks = new Set(
  'lyrics|book|song|movie|film|meme|trivia|quiz|episode|episodes|poem|joke|jokes|recipe|recipes|cast|meaning|definition|soundtrack|trailer|salary|synonym|crossword'.split(
    '|',
  ),
);
const titleReach = 8;
const sales = bookOf('on sale|for sale|on clearance|clearance sale|on discount|half off', 'text');
const relatives = new Set(['that', 'which', 'who', 'with']);
const relativeReach = 7;
/** Whatever stands before one of these, it is of one. */
const apps = new Set(['app', 'apps', 'application']);
/** Where something stands, and no head of a compound: "an adu backyard". */
const grounds = new Set(['backyard', 'yard', 'frontyard', 'back', 'front', 'side', 'outdoor']);
const openEnds = new Set('for|that|to|where|with|so|like|which|called|from|off|of|into|for|para'.split('|'));

/** The last of several nouns in a row is what it is about: a pool deck, a kitchen floor. */
export function isModifier(
  tokens: readonly Token[],
  span: Span<Meaning>,
  next: Span<Meaning> | undefined,
): boolean {
  if (
    !next ||
    (next.from !== span.to && !isOtherBehind(tokens, span, next)) ||
    leadingWords.has(tokens[span.to - 1]?.text ?? '') ||
    isDone(tokens[next.from]) ||
    isLaidIn(span, next) ||
    grounds.has(tokens[next.from]?.text ?? '')
  )
    return false;
  return (
    tokens[next.from]?.type === 'word' && next.value.kind !== span.value.kind && next.value.weight >= 1.5
  );
}

/** "A backyard office shed": what is no kind of ours may have a word of its own before it. */
function isOtherBehind(tokens: readonly Token[], span: Span<Meaning>, next: Span<Meaning>): boolean {
  const between = tokens[span.to];
  const isPlainWord =
    between?.type === 'word' && !functionWords.has(between.text) && !leadingWords.has(between.text);
  return (
    next.value.kind !== span.value.kind &&
    (next.value.kind === 'other' || isProgram(next.value.kind)) &&
    next.value.weight >= weights.name &&
    next.from === span.to + 1 &&
    isPlainWord
  );
}

function isProgram(kind: Kind): boolean {
  return subcategories.software.some((known) => known === kind);
}

/** "Cabinets repainted": a participle is no head. */
function isDone(token: Token | undefined): boolean {
  return token !== undefined && !/^s?hed$|bed$/.test(token.text) && /(?:ed|done)$/.test(token.text);
}

/** "Vinyl plank kitchen": where it is to lie. */
function isLaidIn(span: Span<Meaning>, next: Span<Meaning>): boolean {
  return (
    span.value.kind === 'flooring' && span.value.weight >= weights.project && rooms.includes(next.value.kind)
  );
}

/** "A kitchen knife", "the rooftop bar": the thing behind the name is what is spoken of. */
export function thingNamedAfter(tokens: readonly Token[], span: Span<Meaning>): Span<Meaning> | null {
  const { kind, weight } = span.value;
  const end =
    objectBook.at(tokens, span.to)?.to ?? saleBehind(tokens, span.to) ?? workBehind(tokens, span.to, kind);
  if (end === null || kind === 'other' || weight === weights.hint || isOpenEnded(tokens[span.to - 1]))
    return null;
  const next = kindBook.at(tokens, span.to)?.value;
  return next && objectBook.at(tokens, span.to) && isOfIts(next, kind)
    ? null
    : { from: span.from, to: end, value: thing };
}

/** "Kitchen Confidential book", "the roof is on fire lyrics": few words, and the last says what they are. */
function workBehind(tokens: readonly Token[], from: number, kind: Kind): number | null {
  const last = tokens.at(-1)?.type === 'mark' ? tokens.length - 2 : tokens.length - 1;
  const between = tokens.slice(from, last);
  const isWork = last < titleReach && artworks.has(tokens[last]?.text ?? '') && !isProgram(kind);
  return isWork && !between.some(({ text, type }) => type === 'mark' || leadingWords.has(text))
    ? last + 1
    : null;
}

/** "Kitchen appliances on sale": wares, and no work. */
function saleBehind(tokens: readonly Token[], from: number): number | null {
  const at = tokens[from]?.type === 'word' ? [from, from + 1] : [from];
  return at.map((index) => sales.at(tokens, index)?.to).find((to) => to !== undefined) ?? null;
}

/** A name, or a detail of the same kind: a kitchen sink, a site's tickets. */
function isOfIts(next: Meaning, kind: Kind): boolean {
  return next.kind !== 'other' && (next.kind === kind || next.weight > weights.hint);
}

/** "An app for", "move from": no noun yet that another could follow. */
function isOpenEnded(last: Token | undefined): boolean {
  return last !== undefined && openEnds.has(last.text);
}

/** "A bathroom scale that syncs": what is said of another thing is no project. */
export function isOfThing(
  tokens: readonly Token[],
  span: Span<Meaning>,
  before: Span<Meaning> | undefined,
): boolean {
  if (before?.value !== thing || span.from > before.to + relativeReach) return false;
  return relatives.has(tokens[before.to]?.text ?? '');
}

/** A phrase within another that means something else, or no longer than one it overlaps. */
export function isDecoy({ from, to }: Span<Meaning>, lengths: readonly number[]): boolean {
  for (let index = from; index < to; index += 1) if ((lengths[index] ?? 0) >= to - from) return true;
  return false;
}

/** For each token how long the phrase that means something else is in which it stands. */
export function decoyLengths(tokens: readonly Token[]): number[] {
  const lengths = new Array<number>(tokens.length).fill(0);
  for (const { from, to } of decoyBook.all(tokens))
    if (!apps.has(tokens[to]?.text ?? '')) lengths.fill(to - from, from, to);
  return lengths;
}
