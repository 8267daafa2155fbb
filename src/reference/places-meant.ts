import type { Place } from './places-book.ts';
import { ambiguousPlaces } from './places-elsewhere.ts';
import { isStop, type Token } from './tokens.ts';

const ambiguous = new Set(ambiguousPlaces.split('|'));
/** Colours and woods: places only with a capital. */
const capitalOnly = new Set(
  'orange|walnut|cypress|alpine|mobile|peninsula|vista|oracle|mesa|almaden|imperial|sparks'.split('|'),
);
const locating = new Set('in|near|at|from|around|outside|to|is|its|en|by|here|cerca|re|m|were|of'.split('|'));
/** Behind these a name without a capital is a place, too. */
const placing = new Set('in|near|from|outside|en|cerca|around'.split('|'));
const shortAnswer = 3;

/** Whether a name that begins at `from` is meant as a place, and not as the word it also is. */
export function isMeant(tokens: readonly Token[], from: number, to: number, place: Place): boolean {
  const text = tokens
    .slice(from, to)
    .map((part) => part.text)
    .join(' ');
  if (!place.lesser && !ambiguous.has(text)) return true;
  const after = tokens[to];
  if (after?.text === 'county') return true;
  const words = tokens.filter(({ type }) => type !== 'mark').length;
  if (from === 0 && words === to) return true;
  const isCapital = startsCapital(tokens[from]);
  if (capitalOnly.has(text) && !isCapital) return false;
  return place.lesser ? isLesserMeant(tokens, from, to, isCapital) : isNamed(tokens, from, to, isCapital);
}

function isNamed(tokens: readonly Token[], from: number, to: number, isCapital: boolean): boolean {
  const [before, after] = [tokens[from - 1], tokens[to]];
  const words = tokens.filter(({ type }) => type !== 'mark').length;
  if (from === 0 && words <= shortAnswer) return true;
  if (before && locating.has(before.text)) return true;
  const isOpening = !before || isStop(before);
  return isCapital && (!isOpening || !after || after.type === 'mark');
}

/** "in Weaverville", "…, Weaverville, …". */
function isLesserMeant(tokens: readonly Token[], from: number, to: number, isCapital: boolean): boolean {
  const isArticle = tokens[from - 1]?.text === 'the';
  const [before, after] = [tokens[isArticle ? from - 2 : from - 1], tokens[to]];
  if (before && placing.has(before.text) && (isCapital || to - from > 1 || !after || isStop(after)))
    return true;
  if (!isCapital) return false;
  if (before && locating.has(before.text)) return true;
  return (!before || before.type === 'mark') && (!after || after.type === 'mark');
}

function startsCapital(token: Token | undefined): boolean {
  return /^\p{Lu}/u.test(token?.raw ?? '');
}
