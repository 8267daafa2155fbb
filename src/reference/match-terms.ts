import { scaleWords } from './lexicon-scale.ts';
import { plainWords, stopWords, synonyms } from './lexicon-synonyms.ts';
import { createPhraseBook } from './phrases.ts';
import { stemOf, type Token } from './tokens.ts';

/** A unit of matching: a stem, two stems in a row, or what a synonym stands for. */
export interface Term {
  term: string;
  /** The token it begins at. */
  at: number;
  /** A pair of words, counted on top of the words themselves. */
  pair: boolean;
}

const stops = new Set(stopWords.split('|'));
const plain = new Set(plainWords.split('|').map(stemOf));
/** Size and quality choose the variant by their meaning, not as words. */
const scales = new Set(
  Object.values(scaleWords).flatMap((list) => list.split('|').filter((phrase) => !phrase.includes(' '))),
);
const book = createPhraseBook(
  synonyms.flatMap((line) =>
    line.split('|').map((phrase) => [phrase, `~${line.slice(0, line.indexOf('|'))}`] as const),
  ),
);

/** The terms of a text, in order. */
export function termsOf(tokens: readonly Token[]): Term[] {
  const terms: Term[] = [];
  tokens.forEach((token, at) => {
    if (!isTelling(token)) return;
    terms.push({ term: token.stem, at, pair: false });
    const next = tokens[at + 1];
    if (next && isTelling(next)) terms.push({ term: `${token.stem}_${next.stem}`, at, pair: true });
  });
  for (const { from, value } of book.all(tokens)) terms.push({ term: value, at: from, pair: false });
  return terms;
}

/** Whether a term is of any project, and so says little of which. */
export function isPlain(term: string): boolean {
  return plain.has(term);
}

function isTelling(token: Token): boolean {
  return token.type === 'word' && token.text.length > 1 && !stops.has(token.text) && !scales.has(token.text);
}
