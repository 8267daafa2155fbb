import { categoryOf } from './kinds.ts';
import type { Entry } from './match-index.ts';
import type { Query } from './match-query.ts';

/** A class and how well it fits as a variant of its kind. */
export interface Fit {
  entry: Entry;
  score: number;
}

/** A variant chosen among its siblings, and how sure the choice is. */
export interface Choice {
  fits: Fit[];
  /** 0 when nothing was said that tells the variants apart, 1 when it is plain. */
  sureness: number;
}

/** The most that each kind of evidence weighs. A size outweighs vague adjectives (1) and a named tier (2). */
const sizeWeight = 3;
const wordWeight = 2.6;
/** What words add to a class's evidence for each point of their score; software rests on scale words. */
const wordGain = { construction: 1.1, software: 0.4 };
const usualBonus = 0.3;
/** Breaks ties: an owner's class over the platform's; a class for the region asked for. */
const ownBonus = 0.06;
const regionBonus = 0.03;
const strangeNamePenalty = 0.8;
/** Evidence below the first leaves the variant open; from the second on it is plain. */
const openBelow = 0.45;
const plainFrom = 1.2;
/** Reference sizes closer together than this factor do not tell variants apart. */
const sizeSpread = 1.5;
/** How far from a reference size, as a logarithm, still fits well. */
const sizeTolerance = 0.36;

/** Ranks the classes of one kind by what was said of size, quality and material. */
export function chooseVariant(
  entries: readonly Entry[],
  words: (entry: Entry) => number,
  query: Query,
  region: string | null,
): Choice {
  const sizesTell = query.size !== null && spreadOf(entries, query.size.unit) >= sizeSpread;
  const least = entries.reduce((low, entry) => Math.min(low, words(entry)), Number.POSITIVE_INFINITY);
  const usual = usualOnes(entries);
  const fits = entries.map((entry): Fit => {
    const evidence =
      Math.min(wordWeight, gainOf(entry) * (words(entry) - least)) +
      (entry.tier === null ? 0 : (query.tiers[entry.tier] ?? 0)) +
      (sizesTell ? sizeWeight * sizeFit(entry, query) : 0);
    const leaning =
      (usual.has(entry) ? usualBonus : 0) +
      (entry.class.tenantId === null ? 0 : ownBonus - strangeNamePenalty * strangeness(entry, query)) +
      (region !== null && entry.class.regions.includes(region) ? regionBonus : 0);
    return { entry, score: evidence + leaning };
  });
  fits.sort(byScore);
  return { fits, sureness: surenessOf(fits, usual) };
}

/** Best first; equal ones by owner, name and id, so that the order never depends on how they were loaded. */
export function byScore(a: Fit, b: Fit): number {
  if (a.score !== b.score) return b.score - a.score;
  const own = Number(b.entry.class.tenantId !== null) - Number(a.entry.class.tenantId !== null);
  if (own !== 0) return own;
  return compare(a.entry.class.name, b.entry.class.name) || compare(a.entry.class.id, b.entry.class.id);
}

/** How far the best stands before the next variant that is not the same one under another owner. */
function surenessOf(fits: readonly Fit[], usual: ReadonlySet<Entry>): number {
  const [best] = fits;
  if (!best) return 0;
  const rival = fits.find(({ entry }) => isRival(entry, best.entry));
  if (!rival) return 1;
  const bonus = usual.has(best.entry) ? usualBonus : 0;
  const lead = best.score - rival.score - bonus;
  return Math.max(0, Math.min(1, (lead - openBelow) / (plainFrom - openBelow)));
}

function isRival(entry: Entry, best: Entry): boolean {
  if (entry === best || entry.class.tenantId !== best.class.tenantId) return false;
  return entry.tier === null || entry.tier !== best.tier;
}

/** Of each owner the class meant when nothing tells: marked so, else the middle one by cost. */
function usualOnes(entries: readonly Entry[]): Set<Entry> {
  const usual = new Set(entries.filter((entry) => entry.usual));
  const own = entries
    .filter((entry) => entry.class.tenantId !== null && !entry.usual)
    .sort((a, b) => a.cost - b.cost);
  const middle = own[(own.length - 1) >> 1];
  if (middle) usual.add(middle);
  return usual;
}

function gainOf(entry: Entry): number {
  return entry.kind !== null && categoryOf(entry.kind) === 'software'
    ? wordGain.software
    : wordGain.construction;
}

function sizeFit(entry: Entry, query: Query): number {
  if (!query.size || entry.size === null || entry.sizeUnit !== query.size.unit) return 0.5;
  const { value } = query.size;
  if (entry.sizeRange) return value >= entry.sizeRange.from && value < entry.sizeRange.to + 0.5 ? 1 : 0;
  const distance = Math.log(value / entry.size) / sizeTolerance;
  return Math.exp(-0.5 * distance * distance);
}

function spreadOf(entries: readonly Entry[], unit: string): number {
  const sizes = entries.flatMap(({ size, sizeUnit }) => (size !== null && sizeUnit === unit ? [size] : []));
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const size of sizes) {
    low = Math.min(low, size);
    high = Math.max(high, size);
  }
  return high / low;
}

/** The share of an own class's name that was not said: a resurfacing is not just any pool. */
function strangeness(entry: Entry, query: Query): number {
  if (entry.nameTerms.length === 0) return 0;
  const said = new Set(query.terms.map(({ term }) => term));
  const strange = entry.nameTerms.filter((term) => !said.has(term) && !entry.subcategoryTerms.includes(term));
  return strange.length / entry.nameTerms.length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
