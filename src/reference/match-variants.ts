import { bestOf } from './best-of.ts';
import { byName, type Group } from './match-group.ts';
import type { Entry } from './match-index.ts';
import type { Query } from './match-query.ts';
import type { ProjectSize } from './project-details.ts';

/** The classes of an owner that are variants of one kind. */
export interface Candidates {
  group: Group;
  /** What the words of the description add up to for the class in a slot. */
  wordsOf(slot: number): number;
  /** Meant when nothing tells the variants apart. */
  usual: Entry | null;
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
export function chooseVariant(owners: readonly Candidates[], query: Query, region: string | null): Choice {
  const scored = scoredBy(owners, query, region);
  const best = preferNamesakes(bestFits(scored), scored);
  return { fits: best, sureness: surenessOf(best[0], scored) };
}

interface Scored extends Candidates {
  scores: Float64Array;
}

function scoredBy(owners: readonly Candidates[], query: Query, region: string | null): Scored[] {
  const { size } = query;
  const sizesTell = size !== null && spreadOf(owners, size.unit) >= sizeSpread;
  const distances = owners.map(({ group }) => (sizesTell ? distancesIn(group, size) : null));
  const nearest = sizesTell ? nearestOf(distances) : 0;
  const words = owners.map(({ group, wordsOf }) => Float64Array.from(group.slots, wordsOf));
  const least = words.reduce((low, all) => all.reduce((lower, one) => Math.min(lower, one), low), Infinity);
  const said = query.terms.map(({ term }) => term);
  return owners.map((owner, place) => {
    const { group, usual } = owner;
    const distance = distances[place];
    const strange = group.strangeness(said);
    const isThere = region === null ? null : group.inRegion(region);
    const scores = (words[place] ?? new Float64Array()).map((sum, at) => {
      const tier = group.tiers[at] ?? -1;
      const gain = (group.gainByWords[at] ?? 0) * (sum - least);
      return (
        Math.min(group.mostByWords[at] ?? 0, gain) +
        (tier < 0 ? 0 : (query.tiers[tier] ?? 0)) +
        (distance ? sizeWeight * sizeFit(distance[at] ?? Number.NaN, nearest) : 0) +
        (isThere?.[at] ? regionBonus : 0)
      );
    });
    for (let at = 0; at < scores.length; at += 1) {
      const entry = group.entries[at];
      if (entry && entry === usual) scores[at] = (scores[at] ?? 0) + usualBonus;
      if (entry && group.isOwn[at] === 1)
        scores[at] = (scores[at] ?? 0) + ownBonus - strangeNamePenalty * (strange[at] ?? 0);
    }
    return { ...owner, scores };
  });
}

/** Of many, only what may be among the best is compared in full: of those with the least score that still is, no more than could be. */
function bestFits(owners: readonly Scored[]): Fit[] {
  const floor = floorOf(owners);
  const fits: Fit[] = [];
  const add = ({ group, scores, usual }: Scored, at: number) => {
    const entry = group.entries[at];
    if (entry) fits.push({ entry, score: scores[at] ?? 0, usual: entry === usual });
  };
  for (const owner of owners)
    for (let at = 0; at < owner.scores.length; at += 1) if ((owner.scores[at] ?? 0) > floor) add(owner, at);
  for (const owner of owners) {
    let left = mostFits;
    for (const at of owner.group.inOrder()) {
      if (left === 0) break;
      if (owner.scores[at] !== floor) continue;
      add(owner, at);
      left -= 1;
    }
  }
  return bestOf(fits, mostFits, byScore);
}

/** The least score that is still among the best. */
function floorOf(owners: readonly Scored[]): number {
  const best = new Float64Array(4 * mostFits);
  let count = 0;
  let floor = Number.NEGATIVE_INFINITY;
  const keepBest = () => {
    const kept = best.subarray(0, count).sort().subarray(-mostFits);
    if (kept.length === mostFits) floor = kept[0] ?? floor;
    best.set(kept);
    count = kept.length;
  };
  for (const { scores } of owners)
    for (const score of scores) {
      if (score <= floor) continue;
      best[count] = score;
      count += 1;
      if (count === best.length) keepBest();
    }
  keepBest();
  return floor;
}

/** An owner's class that bears the name of one of the platform's stands in its place, whatever words describe it. */
function preferNamesakes(best: Fit[], owners: readonly Scored[]): Fit[] {
  const raised = new Map<Entry, Fit>();
  for (const { entry: named, score: least } of best) {
    if (named.class.tenantId !== null) continue;
    for (const { group, scores, usual } of owners)
      for (const at of group.ownByName.get(named.class.name) ?? []) {
        const entry = group.entries[at];
        const score = Math.max(scores[at] ?? 0, least + ownBonus);
        scores[at] = score;
        if (entry) raised.set(entry, { entry, score, usual: entry === usual });
      }
  }
  if (raised.size === 0) return best;
  return bestOf([...best.filter(({ entry }) => !raised.has(entry)), ...raised.values()], mostFits, byScore);
}

/** Best first; equal ones by owner, name and id, so that the order never depends on how they were loaded. */
export function byScore(a: Fit, b: Fit): number {
  if (a.score !== b.score) return b.score - a.score;
  return byName(a.entry, b.entry);
}

/** How far the best stands before the next variant that is not the same one under another owner. */
function surenessOf(best: Fit | undefined, owners: readonly Scored[]): number {
  if (!best) return 0;
  let rival = Number.NEGATIVE_INFINITY;
  for (const { group, scores } of owners)
    for (let at = 0; at < scores.length; at += 1) {
      const [entry, score = 0] = [group.entries[at], scores[at]];
      if (score > rival && entry && isRival(entry, best.entry)) rival = score;
    }
  const lead = best.score - rival - (best.usual ? usualBonus : 0);
  return Math.max(0, Math.min(1, (lead - openBelow) / (plainFrom - openBelow)));
}

function isRival(entry: Entry, best: Entry): boolean {
  if (entry === best || entry.class.tenantId !== best.class.tenantId) return false;
  return entry.tier === null || entry.tier !== best.tier;
}

/** How far each reference size lies from the one said, on a log scale; NaN where it cannot be told. */
function distancesIn({ sizes, from, to, units }: Group, { value, unit }: ProjectSize): Float64Array {
  return sizes.map((size, at) => {
    if (Number.isNaN(size) || units[at] !== unit) return Number.NaN;
    const [low = Number.NaN, high = Number.NaN] = [from[at], to[at]];
    if (!Number.isNaN(low)) return value >= low && value < high + 0.5 ? 0 : outOfRange;
    return Math.abs(Math.log(value / size)) / sizeTolerance;
  });
}

function nearestOf(distances: readonly (Float64Array | null)[]): number {
  let nearest = outOfRange;
  for (const all of distances)
    for (const one of all ?? []) if (!Number.isNaN(one)) nearest = Math.min(nearest, one);
  return nearest;
}

/** 1 for the nearest size, however far, and less for those farther away; half for one without a size. */
function sizeFit(distance: number, nearest: number): number {
  return Number.isNaN(distance) ? 0.5 : Math.exp(-0.5 * (distance * distance - nearest * nearest));
}

function spreadOf(owners: readonly Candidates[], unit: string): number {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { group } of owners)
    for (let at = 0; at < group.sizes.length; at += 1) {
      const size = group.sizes[at] ?? Number.NaN;
      if (Number.isNaN(size) || group.units[at] !== unit) continue;
      low = Math.min(low, size);
      high = Math.max(high, size);
    }
  return high / low;
}
