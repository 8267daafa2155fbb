import type { Group } from './match-group.ts';
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

/** The most that each kind of evidence weighs. A size outweighs vague adjectives (1) and a named tier (2). */
const sizeWeight = 4.4;
export const usualBonus = 0.3;
/** Breaks ties: an owner's class over the platform's; a class for the region asked for. */
export const ownBonus = 0.06;
const regionBonus = 0.03;
const strangeNamePenalty = 0.8;
/** Reference sizes closer together than this factor do not tell variants apart. */
const sizeSpread = 1.5;
/** How far from a reference size, as a logarithm, still fits well. */
const sizeTolerance = 0.36;
/** Farther than any size. */
const outOfRange = 30;

/** With how well each fits as a variant of its kind. */
export interface Scored extends Candidates {
  scores: Float64Array;
}

// Loops, here and below: a callback for each of a thousand classes costs more than what it does.
/** Scores each class by what was said of size, quality and material, and by its owner and region. */
export function scoredBy(owners: readonly Candidates[], query: Query, region: string | null): Scored[] {
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
