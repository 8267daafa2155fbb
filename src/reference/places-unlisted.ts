import type { PlaceMention } from './places.ts';
import { postalArea } from './places-zip.ts';
import type { Text, Token } from './tokens.ts';
import { readingSpelling } from './vocabulary.ts';

type Whereabouts = Pick<PlaceMention, 'name' | 'region' | 'wide'>;

/** Verbs and nouns that go before "in" and a place. */
const livingIn = new Set(
  'live|lives|living|based|located|situated|are|were|im|is|its|re|home|house|property|vivo|vivimos|estamos|estoy|office|from|company'.split(
    '|',
  ),
);
const placing = new Set(['in', 'near', 'outside', 'en', 'from']);
/** Words inside a name: Rio de la Plata. */
const inner = new Set(['de', 'la', 'del', 'of', 'the', 'los', 'las', 'el', 'upon']);
/** An answer of more words than this says something of its own. */
const shortAnswer = 6;
const longestName = 4;

/** What speaks for a place: it was asked for, it would be asked for next, or what is to be built stands somewhere. */
interface Expectation {
  asked: boolean;
  expected: boolean;
  built: boolean;
}

/** A place no table knows: "we live in Xanadu"; asked where, a short answer or a postal code. */
export function unlistedPlace(text: Text, { asked, expected, built }: Expectation): Whereabouts | null {
  const answer = asked ? (postalAnswer(text) ?? shortName(text)) : null;
  return answer ?? (expected && isBareName(text) ? shortName(text) : null) ?? livedIn(text, built);
}

/** Nothing but a name nobody knows: "Marbella, Spain". */
function isBareName({ tokens }: Text): boolean {
  const words = tokens.filter(({ text }) => text !== ',' && text !== '.' && !inner.has(text));
  return words.length > 0 && words.length <= longestName && words.every(isUnknownName);
}

/** A short answer to "where" is taken as it stands. */
function shortName({ source, tokens }: Text): Whereabouts | null {
  const words = tokens.filter(({ type }) => type === 'word');
  const isName = words.length > 0 && words.length <= shortAnswer && /\p{Lu}\p{L}{2}/u.test(source);
  return isName ? { name: source.trim(), region: null, wide: false } : null;
}

function postalAnswer({ tokens }: Text): Whereabouts | null {
  const numbers = tokens.filter(({ type }) => type === 'number');
  const code = numbers.length === 1 && tokens.length <= shortAnswer ? numbers[0]?.raw : undefined;
  const area = code === undefined ? null : postalArea(code);
  return area && code !== undefined ? { name: code, region: area.region, wide: false } : null;
}

function livedIn({ source, tokens }: Text, built: boolean): Whereabouts | null {
  const at = tokens.findIndex(
    ({ text }, index) =>
      placing.has(text) &&
      isUnknownName(tokens[index + 1]) &&
      (livingIn.has(tokens[index - 1]?.text ?? '') || (built && isClosing(tokens, index))),
  );
  if (at < 0) return null;
  let end = at + 1;
  while (
    end < at + 1 + longestName &&
    (isName(tokens[end]) || (inner.has(tokens[end]?.text ?? '') && isName(tokens[end + 1])))
  ) {
    end += 1;
  }
  const name = source.slice(tokens[at + 1]?.start, tokens[end - 1]?.end);
  return { name, region: null, wide: false };
}

/** "A pool in Marbella.": the name ends a clause. */
function isClosing(tokens: readonly Token[], at: number): boolean {
  const isIn = tokens[at]?.text === 'in' || tokens[at]?.text === 'en';
  const after = tokens[at + 2];
  return isIn && /\p{Ll}/u.test(tokens[at + 1]?.raw ?? '') && (!after || after.type === 'mark');
}

function isName(token: Token | undefined): boolean {
  return token?.type === 'word' && /^\p{Lu}/u.test(token.raw);
}

function isUnknownName(token: Token | undefined): boolean {
  return token !== undefined && isName(token) && !readingSpelling.knows(token.text);
}
