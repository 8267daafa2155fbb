import { abbreviations } from './lexicon-abbreviations.ts';
import { decoyCompounds, otherTrades } from './lexicon-decoys.ts';
import { featureDecoys, featurePhrases, otherWishes } from './lexicon-features.ts';
import { buildingPhrases, softwarePhrases } from './lexicon-kinds.ts';
import { spokenKinds } from './lexicon-kinds-spoken.ts';
import { areaWords, ownedThings } from './lexicon-measures.ts';
import { pastWords } from './lexicon-past.ts';
import { oftenMistyped, productNames, storeNames } from './lexicon-products.ts';
import { scaleWords } from './lexicon-scale.ts';
import { realWords } from './lexicon-spelling.ts';
import { plainWords, stopWords } from './lexicon-synonyms.ts';
import { moments } from './lexicon-timeline.ts';
import { placingWords, workNouns, workVerbs } from './lexicon-work.ts';
import { californianPlaces } from './places-california.ts';
import { lesserCalifornian } from './places-california-lesser.ts';
import { americanPlaces, foreignPlaces, placeDecoys } from './places-elsewhere.ts';
import { lesserAmerican, lesserForeign } from './places-elsewhere-lesser.ts';
import { createSpelling, type Spelling } from './spelling.ts';
import { textsOf } from './tokens.ts';

const real = new Set(realWords.split(' '));
/** Shorter words are an edit away from too many others to correct to, save the commonest names. */
const shortWord = 4;
const mediumWord = 5;
const targets = new Set(['pool', 'roof', 'tile', 'bath', 'yard', 'fence', 'solar']);

/** The words of the project's own tables: what slips are put right to. */
export const lexiconSpelling: Spelling = lexicon();

/** For conversations: the same, and place names are no slips. */
export const readingSpelling: Spelling = withKnown(lexiconSpelling, placeWords());

/** An empty vocabulary for the words of someone's classes. */
export function createVocabulary(): Spelling {
  return createSpelling((word) => real.has(word) || lexiconSpelling.knows(word));
}

/** Several vocabularies as one; the first that knows how to correct a word does. */
export function withWordsOf(...vocabularies: readonly Spelling[]): Spelling {
  const knows = (word: string) => vocabularies.some((vocabulary) => vocabulary.knows(word));
  return {
    knows,
    add: (word) => vocabularies[0]?.add(word),
    correct(word) {
      if (knows(word)) return null;
      for (const vocabulary of vocabularies) {
        const better = vocabulary.correct(word);
        if (better !== null) return better;
      }
      return null;
    },
  };
}

function withKnown(spelling: Spelling, words: ReadonlySet<string>): Spelling {
  const knows = (word: string) => words.has(word) || spelling.knows(word);
  return { ...spelling, knows, correct: (word) => (knows(word) ? null : spelling.correct(word)) };
}

function placeWords(): Set<string> {
  const tables = [
    ...Object.values(californianPlaces),
    ...Object.values(americanPlaces),
    ...Object.values(foreignPlaces),
    ...Object.values(lesserCalifornian),
    ...Object.values(lesserAmerican),
    ...Object.values(lesserForeign),
  ];
  return new Set([...tables, placeDecoys].flatMap(textsIn));
}

function lexicon(): Spelling {
  const spelling = createSpelling((word) => real.has(word), aliases());
  const mistyped = new Set(oftenMistyped.split('|'));
  for (const name of `${productNames}|${storeNames}`.split('|'))
    if (!mistyped.has(name)) spelling.add(name, false);
  for (const word of wordsOf([placingWords, ...Object.values(pastWords)])) spelling.add(word, false);
  const stops = new Set(stopWords.split('|'));
  for (const word of wordsOf(Object.values(areaWords))) spelling.add(word, word.length > mediumWord);
  const kinds = [buildingPhrases, softwarePhrases, spokenKinds].flatMap((table) => Object.values(table));
  for (const word of wordsOf(kinds.flatMap((phrases): string[] => Object.values({ ...phrases })))) {
    spelling.add(word, !stops.has(word) && (word.length > shortWord || targets.has(word)));
  }
  const others = [...Object.values(featurePhrases), ...Object.values(scaleWords), workNouns];
  for (const word of wordsOf(others))
    spelling.add(word, (word.length > mediumWord || targets.has(word)) && !stops.has(word));
  const known = [...Object.values(otherTrades), ...Object.values(ownedThings), ...Object.values(moments)];
  const decoys = decoyCompounds.flatMap(({ word, before = '', after = '' }) => [word, before, after]);
  for (const word of wordsOf([
    ...known,
    ...decoys,
    featureDecoys,
    otherWishes,
    workVerbs,
    plainWords,
    stopWords,
  ])) {
    spelling.add(word, false);
  }
  return spelling;
}

function aliases(): Map<string, string> {
  const words = Object.entries(abbreviations);
  return new Map(words.flatMap(([word, short]) => short.split('|').map((form) => [form, word] as const)));
}

function* wordsOf(tables: readonly string[]): Generator<string> {
  for (const table of tables) for (const text of textsIn(table)) if (/^\p{L}/u.test(text)) yield text;
}

/** Of a table's phrases. */
function textsIn(table: string): string[] {
  return table.split('|').flatMap(textsOf);
}
