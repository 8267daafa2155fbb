import { californianPlaces } from './places-california.ts';
import { ambiguousPlaces, americanPlaces, foreignPlaces } from './places-elsewhere.ts';
import { createSpelling } from './spelling.ts';
import { respelt, type Text, type Token, textsOf } from './tokens.ts';
import { readingSpelling } from './vocabulary.ts';

/** Shorter words are an edit away from too many others. */
const shortestPlaceWord = 6;
const locating = new Set('in|near|at|from|around|outside|en|san|santa|los|las|el|la|palo|cerca'.split('|'));
/** Names that are also words: put right only with a capital, or where a place was asked for. */
const ambiguous = new Set(ambiguousPlaces.split('|'));
const spelling = placeSpelling();

/** The text with slips in the names of places put right, or null where there are none. Only words a place is expected at. */
export function respeltPlaces(text: Text, expected: boolean): Text | null {
  let found = false;
  const tokens = text.tokens.map((token, index): Token => {
    if (token.type !== 'word' || readingSpelling.knows(token.text)) return token;
    const isPlace =
      expected || /^\p{Lu}/u.test(token.raw) || locating.has(text.tokens[index - 1]?.text ?? '');
    const word = isPlace ? spelling.correct(token.text) : null;
    const isSure = expected || /^\p{Lu}/u.test(token.raw);
    if (word === null || (ambiguous.has(word) && !isSure)) return token;
    found = true;
    return respelt(token, word);
  });
  return found ? { ...text, tokens } : null;
}

function placeSpelling() {
  const spelling = createSpelling((word) => readingSpelling.knows(word));
  const tables = [californianPlaces, americanPlaces, foreignPlaces];
  const names = tables.flatMap((table) => Object.values(table)).flatMap((list) => list.split('|'));
  for (const name of names) {
    for (const text of textsOf(name)) {
      if (text.length >= shortestPlaceWord) spelling.add(text);
    }
  }
  return spelling;
}
