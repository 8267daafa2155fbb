import type { Span } from './phrases.ts';
import { californianAt, capitalBook, type Place, placeBook, stateBook } from './places-book.ts';
import { isMeant } from './places-meant.ts';
import { type PostalArea, postalArea } from './places-zip.ts';
import type { Market, Region } from './project-details.ts';
import type { Text, Token } from './tokens.ts';

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

type Found = Pick<PlaceMention, 'region' | 'market' | 'wide'> & { to: number };

const locating = new Set('in|near|at|from|around|outside|to|is|its|en|by|here|cerca'.split('|'));
const shortAnswer = 3;
/** Codes that by themselves are words. */
const wordCodes = new Set(['ok', 'hi', 'me', 'or', 'in', 'ma', 'pa', 'id', 'de', 'ms', 'mo', 'co', 'al']);
/** Words before a number that make it a postal code. */
const postalWords = new Set(['zip', 'zipcode', 'code', 'postal', 'postcode', 'ca', 'california', 'cp']);
/** A whole message of digits below this may as well be a size. */
const surelyPostal = 90_000;

/** All places of a text; "Austin, Texas" is one. Linear in the text's length. */
export function placesOf({ source, tokens }: Text): PlaceMention[] {
  const found: PlaceMention[] = [];
  for (let index = 0; index < tokens.length; ) {
    const span = completed(tokens, index) ?? spanAt(tokens, index);
    if (span && span.value !== 'decoy') {
      const { to, region, market, wide } = withPostalCode(tokens, whole(tokens, span.value, span.to));
      const name = source.slice(tokens[span.from]?.start, tokens[to - 1]?.end);
      found.push({ name, region, market, wide, from: span.from, to });
      index = to;
      continue;
    }
    const area = span ? null : postalAt(tokens, index, found.at(-1)?.to);
    if (area)
      found.push({ ...area, name: tokens[index]?.raw ?? '', wide: false, from: index, to: index + 1 });
    index = span?.to ?? index + 1;
  }
  return found;
}

/** "Richmond, CA" is not the better known one. */
function completed(tokens: readonly Token[], index: number): Span<Place> | null {
  const span = californianAt(tokens, index);
  return span && californiaBehind(tokens, span.to) !== null ? span : null;
}

/** The place with the state or country behind it, that overrules the name: "Pasadena, Texas". */
function whole(tokens: readonly Token[], place: Place, to: number): Found {
  const { region, market, wide } = place;
  const state = californiaBehind(tokens, to);
  if (state !== null) return { region, market, wide, to: state };
  const other = stateBehind(tokens, to);
  if (!other) return { region, market, wide, to };
  return { region: null, market: other.value.market, wide: false, to: other.to };
}

/** Behind "CA" or "California" that follows a name, with or without a comma; or null. */
function californiaBehind(tokens: readonly Token[], to: number): number | null {
  const at = tokens[to]?.text === ',' ? to + 1 : to;
  const token = tokens[at];
  if (token?.text === 'california' || token?.text === 'calif') return at + 1;
  return token?.text === 'ca' && (at > to || isUpper(token) || !tokens[at + 1]) ? at + 1 : null;
}

function stateBehind(tokens: readonly Token[], to: number): Span<Place> | null {
  const at = tokens[to]?.text === ',' ? to + 1 : to;
  const token = tokens[at];
  if (!token || (at === to && !/^\p{Lu}/u.test(token.raw))) return null;
  if (isUpper(token)) {
    const code = stateBook.at(tokens, at);
    if (code) return code;
  }
  const named = placeBook.at(tokens, at);
  return named && named.value !== 'decoy' && named.value.whole ? { ...named, value: named.value } : null;
}

/** The code belongs to the place before it. */
function withPostalCode(tokens: readonly Token[], found: Found): Found {
  const at = tokens[found.to]?.text === ',' ? found.to + 1 : found.to;
  return isPostal(tokens, at) ? { ...found, to: at + 1 } : found;
}

function postalAt(tokens: readonly Token[], index: number, previous: number | undefined): PostalArea | null {
  if (!isPostal(tokens, index)) return null;
  const token = tokens[index];
  const isLabelled =
    postalWords.has(tokens[index - 1]?.text ?? '') || postalWords.has(tokens[index - 2]?.text ?? '');
  const isSure = (token?.value ?? 0) >= surelyPostal && (token?.value ?? 0) % 1000 !== 0;
  const isAlone = (isSure || token?.raw[0] === '0') && isEdge(tokens[index - 1]) && isEdge(tokens[index + 1]);
  const isPlaced = locating.has(tokens[index - 1]?.text ?? '') && (isSure || isEdge(tokens[index + 1]));
  return isLabelled || isAlone || isPlaced || previous === index ? postalArea(token?.raw ?? '') : null;
}

function isPostal(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  return (
    token?.type === 'number' &&
    postalArea(token.raw) !== null &&
    (next?.type !== 'word' || !/^(sq|s?ft|m2|dollars|k)/.test(next.text))
  );
}

function isEdge(token: Token | undefined): boolean {
  return token === undefined || token.type === 'mark';
}

function spanAt(tokens: readonly Token[], index: number): Span<Place | 'decoy'> | null {
  const token = tokens[index];
  if (!token) return null;
  const code = isUpper(token) ? (capitalBook.at(tokens, index) ?? stateAt(tokens, index)) : null;
  const named = placeBook.at(tokens, index);
  if (!named || (code && code.to >= named.to)) return code;
  if (named.value === 'decoy') return named;
  const isSure = stateBehind(tokens, named.to) !== null || isMeant(tokens, index, named.to, named.value);
  return isSure ? named : null;
}

/** A state's postal code by itself, where a place is expected. */
function stateAt(tokens: readonly Token[], index: number): Span<Place> | null {
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
