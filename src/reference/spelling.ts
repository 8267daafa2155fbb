import { respelt, stemOf, type Text, type Token } from './tokens.ts';

/** Puts right small slips in words that a vocabulary lacks. */
export interface Spelling {
  knows(word: string): boolean;
  /** Takes a word in; unless it is worth it, no other word is corrected to it. */
  add(word: string, isTarget?: boolean): void;
  /** The one word of the vocabulary an edit away, or null. */
  correct(word: string): string | null;
}

const shortestCorrected = 4;
const longestCorrected = 24;
/** Shorter words sound like too many others. */
const shortestSounded = 5;
/** So many are entered within some 15 ms. */
const mostWaiting = 4_000;

/**
 * An empty vocabulary, that corrects one wrong, missing, extra or swapped letter after the first: people rarely
 * mistype that one, and it keeps "tool" from becoming "pool". `real` words are left as they are; `aliases` are what short forms
 * stand for.
 */
export function createSpelling(
  real: (word: string) => boolean,
  aliases: ReadonlyMap<string, string> = new Map(),
): Spelling {
  const known = new Map<string, number>();
  /** Words to correct to that the tables below lack: those are made when a word is first looked for, as most never is. */
  const waiting: string[] = [];
  const stems = new Set<string>();
  const byShorter = new Map<string, string[]>();
  const bySound = new Map<string, string>();

  function add(word: string, isTarget = true) {
    if (known.has(word)) return;
    known.set(word, known.size);
    stems.add(stemOf(word));
    if (isTarget && word.length >= shortestCorrected && word.length <= longestCorrected) waiting.push(word);
    if (waiting.length === mostWaiting) enterWaiting();
  }

  function enterWaiting() {
    for (const word of waiting.splice(0)) {
      if (word.length >= shortestSounded && !bySound.has(soundOf(word))) bySound.set(soundOf(word), word);
      for (const key of shorterForms(word)) {
        const words = byShorter.get(key);
        if (words) words.push(word);
        else byShorter.set(key, [word]);
      }
    }
  }

  /** Of two words an edit away: the longer, then the one listed first. */
  function isBetter(candidate: string, best: string): boolean {
    if (candidate.length !== best.length) return candidate.length > best.length;
    return (known.get(candidate) ?? 0) < (known.get(best) ?? 0);
  }

  function correct(word: string): string | null {
    const meant = aliases.get(word);
    if (meant !== undefined) return meant;
    if (word.length < shortestCorrected - 1 || word.length > longestCorrected) return null;
    if (known.has(word) || stems.has(stemOf(word)) || real(word)) return null;
    if (waiting.length > 0) enterWaiting();
    let best: string | null = null;
    for (const key of shorterForms(word)) {
      for (const candidate of byShorter.get(key) ?? []) {
        if (isOneEdit(word, candidate) && (best === null || isBetter(candidate, best))) best = candidate;
      }
    }
    return best ?? (word.length >= shortestSounded ? (bySound.get(soundOf(word)) ?? null) : null);
  }

  return { knows: (word) => known.has(word), add, correct };
}

/** The text with its slips put right; at most `limit` of them, so that gibberish costs little. */
export function corrected(text: Text, spelling: Spelling, limit = 40): Text {
  let left = limit;
  const tokens = text.tokens.map((token): Token => {
    if (token.type !== 'word' || left === 0 || spelling.knows(token.text)) return token;
    const word = spelling.correct(token.text);
    if (word === null) return token;
    left -= 1;
    return respelt(token, word);
  });
  return { ...text, tokens };
}

/** How a word sounds, roughly: "asfalt" like "asphalt", "kwartz" like "quartz". */
function soundOf(word: string): string {
  return word
    .replace(/ph/g, 'f')
    .replace(/qu|ck|c(?![eiyh])/g, (letters) => (letters === 'qu' ? 'kw' : 'k'))
    .replace(/c(?=[eiy])|z/g, 's')
    .replace(/x/g, 'ks')
    .replace(/y|ie|ei|ee|ea/g, 'i')
    .replace(/oo|ou/g, 'u')
    .replace(/tion|shun|cion/g, 'sn')
    .replace(/(.)\1+/g, '$1')
    .replace(/e$/, '');
}

/** The word and what is left of it without one letter; the first letter stays. */
function* shorterForms(word: string): Generator<string> {
  yield word;
  for (let index = 1; index < word.length; index += 1) yield word.slice(0, index) + word.slice(index + 1);
}

/** A wrong letter, one too many or too few, or two swapped. */
function isOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
