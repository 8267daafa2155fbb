import { capitalBook, placeBook, stateBook } from './places-book.ts';
import { ambiguousPlaces } from './places-elsewhere.ts';
import type { Market, Region } from './project-details.ts';
import { isStop, type Text, type Token } from './tokens.ts';

/** A place as it stands in a text. */
export interface PlaceMention {
  /** As it was written. */
  name: string;
  region: Region | null;
  /** Whose software rates hold there; null where none of the catalogue's do. */
  market: Market | null;
  /** Too wide to tell a region: California, SoCal. */
  wide: boolean;
  from: number;
  to: number;
}

const ambiguous = new Set(ambiguousPlaces.split('|'));
/** Colours and woods: places only with a capital. */
const capitalOnly = new Set([
  'orange',
  'walnut',
  'cypress',
  'alpine',
  'mobile',
  'peninsula',
  'vista',
  'oracle',
  'mesa',
]);
const locating = new Set([
  'in',
  'near',
  'at',
  'from',
  'around',
  'outside',
  'to',
  'is',
  'its',
  'en',
  'by',
  'here',
  'cerca',
]);
const shortAnswer = 3;
/** Codes that by themselves are words. */
const wordCodes = new Set(['ok', 'hi', 'me', 'or', 'in', 'ma', 'pa', 'id', 'de', 'ms', 'mo', 'co', 'al']);

/** All places of a text; "Austin, Texas" is one. Linear in the text's length. */
export function placesOf({ source, tokens }: Text): PlaceMention[] {
  const found: PlaceMention[] = [];
  for (let index = 0; index < tokens.length; ) {
    const span = spanAt(tokens, index);
    if (!span) {
      index += 1;
      continue;
    }
    index = span.to;
    if (span.value === 'decoy') continue;
    const to = endWithState(tokens, span.to);
    const name = source.slice(tokens[span.from]?.start, tokens[to - 1]?.end);
    const { region, market, wide } = span.value;
    found.push({ name, region, market, wide, from: span.from, to });
    index = to;
  }
  return found;
}

function spanAt(tokens: readonly Token[], index: number) {
  const token = tokens[index];
  if (!token) return null;
  const code = isUpper(token) ? (capitalBook.at(tokens, index) ?? stateAt(tokens, index)) : null;
  const named = placeBook.at(tokens, index);
  if (!named || (code && code.to >= named.to)) return code;
  if (named.value === 'decoy') return named;
  const text = tokens
    .slice(index, named.to)
    .map((part) => part.text)
    .join(' ');
  return ambiguous.has(text) && !isMeant(tokens, index, named.to, text) ? null : named;
}

/** Whether a name that is also a word is meant as a place. */
function isMeant(tokens: readonly Token[], from: number, to: number, text: string): boolean {
  const before = tokens[from - 1];
  const after = tokens[to];
  const isCapital = /^\p{Lu}/u.test(tokens[from]?.raw ?? '');
  if (after?.text === 'county' || after?.text === 'ca' || endWithState(tokens, to) > to) return true;
  const words = tokens.filter(({ type }) => type !== 'mark').length;
  if (from === 0 && words === to) return true;
  if (capitalOnly.has(text) && !isCapital) return false;
  if (from === 0 && words <= shortAnswer) return true;
  if (before && locating.has(before.text)) return true;
  const isOpening = !before || isStop(before);
  return isCapital && (!isOpening || !after || after.type === 'mark');
}

/** "Austin, Texas" and "Portland OR" end behind the state. */
function endWithState(tokens: readonly Token[], to: number): number {
  const at = tokens[to]?.text === ',' ? to + 1 : to;
  const token = tokens[at];
  if (!token || (at === to && !isUpper(token) && !/^\p{Lu}/u.test(token.raw))) return to;
  if (isUpper(token)) {
    const code = stateBook.at(tokens, at);
    if (code) return code.to;
    if (token.text === 'ca') return at + 1;
  }
  const whole = placeBook.at(tokens, at);
  if (!whole || whole.value === 'decoy') return token.text === 'ca' && at > to ? at + 1 : to;
  return whole.value.whole || whole.value.wide ? whole.to : to;
}

/** A state's postal code by itself, where a place is expected. */
function stateAt(tokens: readonly Token[], index: number) {
  const before = tokens[index - 1];
  const isAlone = tokens.length <= shortAnswer && !wordCodes.has(tokens[index]?.text ?? '');
  const expected = before ? locating.has(before.text) || before.text === ',' : isAlone;
  return expected ? stateBook.at(tokens, index) : null;
}

function isUpper(token: Token): boolean {
  return (
    token.type === 'word' &&
    token.raw.length > 1 &&
    /^\p{Lu}[\p{Lu}\p{Ll}]*$/u.test(token.raw) &&
    !/^\p{Lu}\p{Ll}+$/u.test(token.raw)
  );
}
