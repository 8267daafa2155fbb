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

// Loops, here and below: a callback for each of a thousand classes costs more than what it does.
function scoredBy(owners: readonly Candidates[], query: Query, region: string | null): Scored[] {
  const scored = owners.map((owner) => ({ ...owner, scores: wordsSaid(owner) }));
  const least = scored.reduce((low, { scores }) => leastOf(scores, low), Number.POSITIVE_INFINITY);
  for (const { group, scores } of scored) {
    weighWords(scores, group, least);
    addTiers(scores, group, query);
  }
  addSizes(scored, query);
  for (const one of scored) {
    if (region !== null) addRegion(one, region);
    addOwnership(one, query);
  }
  return scored;
}

function wordsSaid({ group: { slots }, wordsOf }: Candidates): Float64Array {
  const sums = new Float64Array(slots.length);
  for (let at = 0; at < slots.length; at += 1) sums[at] = wordsOf(slots[at] ?? 0);
  return sums;
}

function leastOf(values: Float64Array, beside: number): number {
  let least = beside;
  for (const value of values) if (value < least) least = value;
  return least;
}

/** From what the words said add up to, to what that is worth. */
function weighWords(scores: Float64Array, { gainByWords, mostByWords }: Group, least: number): void {
  for (let at = 0; at < scores.length; at += 1) {
    const gain = (gainByWords[at] ?? 0) * ((scores[at] ?? 0) - least);
    scores[at] = Math.min(mostByWords[at] ?? 0, gain);
  }
}

function addTiers(scores: Float64Array, group: Group, query: Query): void {
  for (let at = 0; at < scores.length; at += 1) {
    const tier = group.tiers[at] ?? -1;
    if (tier >= 0) scores[at] = (scores[at] ?? 0) + (query.tiers[tier] ?? 0);
  }
}

function addSizes(owners: readonly Scored[], { size }: Query): void {
  if (size === null || spreadOf(owners, size.unit) < sizeSpread) return;
  const distances = owners.map(({ group }) => distancesIn(group, size));
  const nearest = distances.reduce((low, all) => leastOf(all, low), outOfRange);
  for (const [place, { scores }] of owners.entries()) {
    const distance = distances[place] ?? new Float64Array();
    for (let at = 0; at < scores.length; at += 1)
      scores[at] = (scores[at] ?? 0) + sizeWeight * sizeFit(distance[at] ?? Number.NaN, nearest);
  }
}

function addRegion({ group, scores }: Scored, region: string): void {
  const isThere = group.inRegion(region);
  for (let at = 0; at < scores.length; at += 1)
    if (isThere[at] === 1) scores[at] = (scores[at] ?? 0) + regionBonus;
}

function addOwnership({ group, scores, usual }: Scored, query: Query): void {
  if (usual) {
    const at = group.entries.indexOf(usual);
    if (at >= 0) scores[at] = (scores[at] ?? 0) + usualBonus;
  }
  if (!group.isOwn.includes(1)) return;
  const strange = group.strangeness(query.terms.map(({ term }) => term));
  for (let at = 0; at < scores.length; at += 1) {
    if (group.isOwn[at] === 1)
      scores[at] = (scores[at] ?? 0) + ownBonus - strangeNamePenalty * (strange[at] ?? 0);
  }
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
  for (const owner of owners) rival = Math.max(rival, bestRival(owner, best.entry));
  const lead = best.score - rival - (best.usual ? usualBonus : 0);
  return Math.max(0, Math.min(1, (lead - openBelow) / (plainFrom - openBelow)));
}

/** Of the same owner, and of another tier or of none. */
function bestRival({ group, scores }: Scored, best: Entry): number {
  const { isOwn, tiers, entries } = group;
  const [own, tier] = [Number(best.class.tenantId !== null), best.tier ?? -1];
  let rival = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at += 1) {
    const score = scores[at] ?? 0;
    if (score <= rival || isOwn[at] !== own || (tier >= 0 && tiers[at] === tier)) continue;
    if (entries[at] !== best) rival = score;
  }
  return rival;
}

/** How far each reference size lies from the one said, on a log scale; NaN where it cannot be told. */
function distancesIn({ sizes, from, to, units }: Group, { value, unit }: ProjectSize): Float64Array {
  const distances = new Float64Array(sizes.length).fill(Number.NaN);
  for (let at = 0; at < sizes.length; at += 1) {
    const size = sizes[at] ?? Number.NaN;
    if (Number.isNaN(size) || units[at] !== unit) continue;
    const low = from[at] ?? Number.NaN;
    if (Number.isNaN(low)) distances[at] = Math.abs(Math.log(value / size)) / sizeTolerance;
    else distances[at] = value >= low && value < (to[at] ?? Number.NaN) + 0.5 ? 0 : outOfRange;
  }
  return distances;
}

/** 1 for the nearest size, however far, and less for those farther away; half for one without a size. */
function sizeFit(distance: number, nearest: number): number {
  return Number.isNaN(distance) ? 0.5 : Math.exp(-0.5 * (distance * distance - nearest * nearest));
}

/** How many times the least reference size the largest is. */
function spreadOf(owners: readonly Candidates[], unit: string): number {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { group } of owners) {
    const span = group.spanOf(unit);
    low = Math.min(low, span.low);
    high = Math.max(high, span.high);
  }
  return high / low;
}
