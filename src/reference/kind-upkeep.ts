import { faultWords, upkeepWords } from './lexicon-work.ts';
import { bookOf } from './phrases.ts';
import type { Category } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

const upkeep = {
  construction: bookOf(upkeepWords.construction),
  software: bookOf(upkeepWords.software),
};
const faults = new Set(faultWords.split('|'));
const faultReach = 4;
const solving = new Set(['would', 'could', 'will', 'might', 'should']);
const pronouns = new Set(['it', 'that', 'this']);

/** Whether a thing is to be cleaned, repaired, bought or hired, or something is wrong with it: nothing the catalogue prices. */
export function isUpkeep(
  tokens: readonly Token[],
  span: { from: number; to: number },
  category: Category,
): boolean {
  const isAged = tokens.slice(Math.max(0, span.from - 4), span.from).some(({ type }) => type === 'number');
  for (let index = Math.max(0, span.from - (isAged ? 6 : 4)); index <= span.to + 1; index += 1) {
    const token = tokens[index];
    if (!token || (index >= span.to && token.type === 'mark')) break;
    const isSame = !tokens.slice(index, span.from).some(isStop);
    if (
      isSame &&
      upkeep[category].at(tokens, index) &&
      tokens[index - 1]?.text !== 'low' &&
      !isHarmless(tokens, index, span.to)
    )
      return true;
  }
  const behind = tokens.slice(span.to, span.to + faultReach);
  return behind.some(
    ({ text }, index) => faults.has(text) && !behind.slice(0, index).some(({ type }) => type === 'mark'),
  );
}

/** "Later rented out", behind the thing "to rent out" as well, "an app would fix that", "after repair", "a patch of sod". */
function isHarmless(tokens: readonly Token[], at: number, end: number): boolean {
  const [before, verb, behind] = [tokens[at - 1]?.text ?? '', tokens[at]?.stem, tokens[at + 1]?.text ?? ''];
  const isLetting = verb === 'rent' && behind === 'out' && (at >= end || tokens[at]?.text === 'rented');
  const isSolving = verb === 'fix' && solving.has(before) && pronouns.has(behind);
  return isLetting || isSolving || (verb === 'repair' && before === 'after') || isPatchOf(tokens, at);
}

/** "A patch of sod": so much of it, and no repair. */
export function isPatchOf(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === 'patch' && tokens[at + 1]?.text === 'of';
}
