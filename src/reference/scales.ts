import { describedThings, scaleDecoys, scaleTiers, scaleWords } from './lexicon-scale.ts';
import { createPhraseBook, listed } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import { isStop, type Token } from './tokens.ts';

/** A word for the project's size or quality. */
export interface ScaleMention {
  word: keyof typeof scaleWords;
  tier: 0 | 1 | 2;
  /** 2 for words that name a tier, less for vague ones. */
  weight: number;
  from: number;
  to: number;
}

type Entry = keyof typeof scaleWords | 'decoy';

const book = createPhraseBook<Entry>(entries(), 'text');
const described = createPhraseBook(
  describedThings.split('|').map((thing) => [thing, true] as const),
  'text',
);
/** Words that may stand between an adjective and its noun. */
const reach = 3;
const projectNouns = new Set(['scope', 'project', 'job', 'effort', 'build', 'complexity']);
const nounStarts = new Set(
  'for|in|of|with|to|and|or|but|that|which|is|are|at|on|by|the|our|my|we|i|pero|para|con|en|y|de'.split('|'),
);

/** The scale words that describe the project, in order; denied ones and those of other things left out. */
export function scalesOf(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  kindAt: (index: number) => boolean,
): ScaleMention[] {
  return book.all(tokens).flatMap(({ from, to, value }) => {
    if (
      value === 'decoy' ||
      polarity[from] === 'denied' ||
      polarity[from] === 'removed' ||
      isOfAnother(tokens, to, kindAt)
    )
      return [];
    return [{ word: value, ...scaleTiers[value], from, to }];
  });
}

/** Whether the noun behind the adjective is not the project. */
function isOfAnother(tokens: readonly Token[], to: number, kindAt: (index: number) => boolean): boolean {
  for (let index = to; index < Math.min(tokens.length, to + reach); index += 1) {
    const token = tokens[index];
    if (!token || isStop(token) || token.type !== 'word' || nounStarts.has(token.text)) return false;
    const thing = described.at(tokens, index);
    if (thing) return !kindAt(index) && !kindAt(thing.to) && !isAlsoOfProject(tokens, thing.to);
    if (kindAt(index)) return false;
  }
  return false;
}

/** "Mid-sized budget and scope": the next noun of the pair is the project's. */
function isAlsoOfProject(tokens: readonly Token[], to: number): boolean {
  return tokens[to]?.text === 'and' && projectNouns.has(tokens[to + 1]?.text ?? '');
}

function* entries(): Generator<[string, Entry]> {
  for (const phrase of scaleDecoys.split('|')) yield [phrase, 'decoy'];
  yield* listed(scaleWords);
}
