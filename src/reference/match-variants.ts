import { bestOf } from './best-of.ts';
import type { Entry } from './match-index.ts';
import type { Query } from './match-query.ts';

/** A class, and what the words of the description add up to for it. */
export interface Candidate {
  entry: Entry;
  words: number;
  /** Meant when nothing tells the variants apart. */
  usual: boolean;
}

/** A class and how well it fits as a variant of its kind. */
export interface Fit {
  entry: Entry;
  score: number;
  usual: boolean;
}

/** A variant chosen among its siblings, and how sure the choice is. */
export interface Choice {
  /** The best, best first. */
  fits: Fit[];
  /** 0 when nothing was said that tells the variants apart, 1 when it is plain. */
  sureness: number;
}

/** The most that each kind of evidence weighs. A size outweighs vague adjectives (1) and a named tier (2). */
const sizeWeight = 4.4;
const usualBonus = 0.3;
/** Breaks ties: an owner's class over the platform's; a class for the region asked for. */
const ownBonus = 0.06;
const regionBonus = 0.03;
const strangeNamePenalty = 0.8;
/** Evidence below the first leaves the variant open; from the second on it is plain. */
const openBelow = 0.45;
const plainFrom = 1.2;
/** More of one kind are of no use to anyone. */
const mostFits = 64;
/** Reference sizes closer together than this factor do not tell variants apart. */
const sizeSpread = 1.5;
/** How far from a reference size, as a logarithm, still fits well. */
const sizeTolerance = 0.36;
/** Farther than any size. */
const outOfRange = 30;

/** Ranks the classes of one kind by what was said of size, quality and material. */
export function chooseVariant(candidates: readonly Candidate[], query: Query, region: string | null): Choice {
  const sizesTell = query.size !== null && spreadOf(candidates, query.size.unit) >= sizeSpread;
  const least = candidates.reduce((low, { words }) => Math.min(low, words), Number.POSITIVE_INFINITY);
  const nearest = sizesTell ? nearestOf(candidates, query) : 0;
  const said = new Set(query.terms.map(({ term }) => term));
  const fits = candidates.map(({ entry, words, usual }): Fit => {
    const evidence =
      Math.min(entry.words.most, entry.words.gain * (words - least)) +
      (entry.tier === null ? 0 : (query.tiers[entry.tier] ?? 0)) +
      (sizesTell ? sizeWeight * sizeFit(distanceOf(entry, query), nearest) : 0);
    const leaning =
      (usual ? usualBonus : 0) +
      (entry.class.tenantId === null ? 0 : ownBonus - strangeNamePenalty * strangeness(entry, said)) +
      (region !== null && entry.class.regions.includes(region) ? regionBonus : 0);
    return { entry, usual, score: evidence + leaning };
  });
  preferNamesakes(fits);
  const best = bestOf(fits, mostFits, byScore);
  return { fits: best, sureness: surenessOf(best[0], fits) };
}

/** An owner's class that bears the name of one of the platform's stands in its place, whatever words describe it. */
function preferNamesakes(fits: Fit[]): void {
  const platform = new Map<string, number>();
  for (const { entry, score } of fits)
    if (entry.class.tenantId === null) platform.set(entry.class.name, score);
  for (const fit of fits) {
    const namesake = fit.entry.class.tenantId === null ? undefined : platform.get(fit.entry.class.name);
    if (namesake !== undefined) fit.score = Math.max(fit.score, namesake + ownBonus);
  }
}

/** Best first; equal ones by owner, name and id, so that the order never depends on how they were loaded. */
export function byScore(a: Fit, b: Fit): number {
  if (a.score !== b.score) return b.score - a.score;
  const own = Number(b.entry.class.tenantId !== null) - Number(a.entry.class.tenantId !== null);
  if (own !== 0) return own;
  return compare(a.entry.class.name, b.entry.class.name) || compare(a.entry.class.id, b.entry.class.id);
}

/** How far the best stands before the next variant that is not the same one under another owner. */
function surenessOf(best: Fit | undefined, fits: readonly Fit[]): number {
  if (!best) return 0;
  let rival = Number.NEGATIVE_INFINITY;
  for (const { entry, score } of fits) if (score > rival && isRival(entry, best.entry)) rival = score;
  const lead = best.score - rival - (best.usual ? usualBonus : 0);
  return Math.max(0, Math.min(1, (lead - openBelow) / (plainFrom - openBelow)));
}

function isRival(entry: Entry, best: Entry): boolean {
  if (entry === best || entry.class.tenantId !== best.class.tenantId) return false;
  return entry.tier === null || entry.tier !== best.tier;
}

function nearestOf(candidates: readonly Candidate[], query: Query): number {
  let nearest = outOfRange;
  for (const { entry } of candidates) nearest = Math.min(nearest, distanceOf(entry, query) ?? outOfRange);
  return nearest;
}

/** How far a class's reference size lies from the one said, on a log scale; null if it cannot be told. */
function distanceOf(entry: Entry, query: Query): number | null {
  if (!query.size || entry.size === null || entry.sizeUnit !== query.size.unit) return null;
  const { value } = query.size;
  if (entry.sizeRange)
    return value >= entry.sizeRange.from && value < entry.sizeRange.to + 0.5 ? 0 : outOfRange;
  return Math.abs(Math.log(value / entry.size)) / sizeTolerance;
}

/** 1 for the nearest size, however far, and less for those farther away; half for one without a size. */
function sizeFit(distance: number | null, nearest: number): number {
  return distance === null ? 0.5 : Math.exp(-0.5 * (distance * distance - nearest * nearest));
}

function spreadOf(candidates: readonly Candidate[], unit: string): number {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { entry } of candidates) {
    const { size, sizeUnit } = entry;
    if (size === null || sizeUnit !== unit) continue;
    low = Math.min(low, size);
    high = Math.max(high, size);
  }
  return high / low;
}

/** The share of an own class's name that was not said: a resurfacing is not just any pool. */
function strangeness({ ownTerms, nameTerms }: Entry, said: ReadonlySet<string>): number {
  let strange = 0;
  for (const term of ownTerms) if (!said.has(term)) strange += 1;
  return strange === 0 ? 0 : strange / nameTerms.length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
