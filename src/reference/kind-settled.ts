import { pastWords } from './lexicon-past.ts';
import { createTags, tagged } from './sentence-tags.ts';
import type { Token } from './tokens.ts';

/** Behind the thing (K): "was done last year", "is fine", "has tile already". */
const behind =
  /^[Aa][AaY]{0,3}F(?=$|[,BWY.])|^AW+(?=$|[,B])|^(A[AaY]{0,2}|a[Aa]?Y{1,3})D(?=$|[,BWY.])|^[AaY]{0,2}H[^,NB]{0,3}[YW](?=$|,)|^Y?H[AaY]{0,2}[FD]|^[.Y]?Z|^Q+(?=$|[,B])|^[Aa]?,?X|^P[Y.]?D[^,N]{0,4}W/;
/** Before and behind it: "we did the bathrooms in 2019", "they just replaced the roof". */
const didBefore = /P[Y.]{0,2}D[^,DNB]{0,3}$/;
const justDid = /PY{1,2}D[^,DNB]{0,3}$/;
const whenBehind = /^[^,N]{0,5}W/;
/** Work done longer ago than this is due again; a kitchen of 2015 is not. */
const recentYear = 2012;
const yearReach = 6;

const book = createTags(pastWords, 'text');

/** Tells of a thing, tokens `from` up to `to`, whether the work on it is over. */
export type SettledTest = (span: { from: number; to: number }) => boolean;

export function settledTest(tokens: readonly Token[]): SettledTest {
  const sentences = tagged(book, tokens);
  return ({ from, to }) => {
    const sentence = sentences.find((one) => from >= one.from && from < one.to);
    if (!sentence) return false;
    const year = yearBehind(tokens, to);
    if (year !== null && year < recentYear) return false;
    const after = sentence.tags.slice(Math.max(0, to - sentence.from), to - sentence.from + 12);
    if (/['’]s$/.test(tokens[to - 1]?.raw ?? '') && /^[AaY]{0,2}F(?=$|[,BW])/.test(after)) return true;
    if (behind.test(after) && !/^[Aa]?O/.test(after)) return true;
    const before = sentence.tags.slice(Math.max(0, from - sentence.from - 10), from - sentence.from);
    if (/^[^,N]{0,6}V/.test(after) && !isPartOf(tokens, from)) return true;
    const isDated = year !== null || whenBehind.test(after);
    if (/S[^,]{0,2}$/.test(before) && /^[^,N]{0,2}[Aa]?[^,N]?[FD]/.test(after)) return true;
    if (/YH[^,NB]{0,3}$/.test(before) || (/H[^,NBD]{0,2}$/.test(before) && /^Y/.test(after))) return true;
    return justDid.test(before) || (isDated && didBefore.test(before));
  };
}

/** "Of the ADU": what stands before it is spoken of. */
function isPartOf(tokens: readonly Token[], from: number): boolean {
  return tokens.slice(Math.max(0, from - 2), from).some(({ text }) => text === 'of');
}

/** A year told shortly behind a place: 2019, 1985, "the 80s". */
function yearBehind(tokens: readonly Token[], from: number): number | null {
  for (let index = from; index < Math.min(tokens.length, from + yearReach); index += 1) {
    const token = tokens[index];
    if (token?.type !== 'number') continue;
    if (token.value >= 1900 && token.value < 2100) return token.value;
    if (token.value >= 40 && token.value < 100 && tokens[index + 1]?.text === 's') return 1900 + token.value;
  }
  return null;
}
