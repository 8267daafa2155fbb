import { bestOf } from './best-of.ts';
import { byName } from './match-group.ts';
import type { Entry } from './match-index.ts';
import type { Query } from './match-query.ts';
import { type Candidates, ownBonus, type Scored, scoredBy, usualBonus } from './match-scores.ts';

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

/** Evidence below the first leaves the variant open; from the second on it is plain. */
const openBelow = 0.45;
const plainFrom = 1.2;
/** More of one kind are of no use to anyone. */
const mostFits = 64;

/** Ranks the classes of one kind by what was said of size, quality and material. */
export function chooseVariant(owners: readonly Candidates[], query: Query, region: string | null): Choice {
  const scored = scoredBy(owners, query, region);
  const best = preferNamesakes(bestFits(scored), scored);
  return { fits: best, sureness: surenessOf(best[0], scored) };
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
