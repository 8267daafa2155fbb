import { numberAt } from './measure-numbers.ts';
import { createPhraseBook } from './phrases.ts';
import type { Token } from './tokens.ts';

interface TierVote {
  tier: 0 | 1 | 2;
  weight: number;
}

/** How many of a thing still make a small, and still a medium software project. */
const countLimits = createPhraseBook<readonly [small: number, medium: number]>([
  ['endpoint', [10, 60]],
  ['route', [10, 60]],
  ['screen', [8, 30]],
  ['page', [8, 30]],
  ['view', [8, 30]],
  ['form', [4, 20]],
  ['system', [2, 5]],
  ['connector', [2, 5]],
  ['table', [25, 400]],
  ['stored procedure', [5, 100]],
  ['server', [3, 40]],
  ['module', [2, 7]],
  ['database', [1, 5]],
  ['gb', [50, 800]],
  ['tb', [0.1, 3]],
  ['terabyte', [0.1, 3]],
  ['gigabyte', [50, 800]],
  ['user', [60, 5000]],
  ['employee', [30, 1000]],
  ['customer', [200, 20_000]],
  ['record', [20_000, 5_000_000]],
  ['row', [20_000, 5_000_000]],
  ['microservice', [1, 6]],
  ['role', [1, 5]],
]);
/** One of these is where things go, not how many there are. */
const wholes = new Set(['system', 'database', 'server', 'table']);
const countWeight = 0.9;
/** Rooms name a variant of a dwelling, more firmly than any adjective. */
const bedroomWeight = 3.2;
const bedWords = new Set([
  'bedroom',
  'bed',
  'br',
  'bd',
  'bdrm',
  'bdr',
  'recamara',
  'habitacion',
  'dormitorio',
]);
const numberReach = 3;

/** "4 endpoints", "hundreds of tables": votes for a tier by how many there are. */
export function countTiers(tokens: readonly Token[]): TierVote[] {
  const votes: TierVote[] = [];
  tokens.forEach((_, index) => {
    const count = numberAt(tokens, index);
    if (!count || numberAt(tokens, index - 1)?.to === count.to) return;
    for (let at = count.to; at < Math.min(tokens.length, count.to + numberReach); at += 1) {
      const limits = countLimits.at(tokens, at)?.value;
      if (!limits) continue;
      if (count.value === 1 && wholes.has(tokens[at]?.text ?? '')) return;
      const tier = count.value <= limits[0] ? 0 : count.value <= limits[1] ? 1 : 2;
      votes.push({ tier, weight: countWeight });
      return;
    }
  });
  return votes;
}

/** Studio, one bedroom, two bedrooms and more. */
export function bedroomTier(tokens: readonly Token[]): TierVote[] {
  const votes: TierVote[] = [];
  tokens.forEach((token, index) => {
    if (token.text === 'studio' || token.text === 'estudio') votes.push({ tier: 0, weight: bedroomWeight });
    const count = numberAt(tokens, index);
    const bed = count ? tokens[count.to] : undefined;
    if (!count || !bed || !(bedWords.has(bed.stem) || bedWords.has(bed.text))) {
      if (token.text === 'single' && bedWords.has(tokens[index + 1]?.stem ?? ''))
        votes.push({ tier: 1, weight: bedroomWeight });
      return;
    }
    const before = tokens[index - 1]?.text;
    if (before === 'or' || before === 'to' || before === '-') return;
    votes.push({ tier: count.value >= 2 ? 2 : 1, weight: bedroomWeight });
  });
  return votes;
}
