import { grouped } from '../grouped.ts';
import { bestOf } from './best-of.ts';
import { groupOf } from './match-group.ts';
import type { Entry, OwnerIndex } from './match-index.ts';
import type { Scores } from './match-postings.ts';
import type { Query, QueryTerm } from './match-query.ts';
import type { Candidates } from './match-scores.ts';
import { byScore, chooseVariant, type Fit } from './match-variants.ts';
import { wordConfidence } from './match-words.ts';

/** A class that was found, with how sure it is. */
export interface Ranked extends Fit {
  confidence: number;
}

/** Classes outside the kind that was read are looked at only if their words are among the best. */
const mostByWords = 48;
/** Kind plain but variant open: confidence stays in this range. */
const openRange = { from: 0.7, to: 0.8 };
const kindIsPlain = 0.72;
/** Where a kind of the catalogue is plainly meant, what else is named is a part of it. */
const besideKind = 0.75;
/** Below this a class is not named at all. */
const worthNaming = 0.1;
const faintest = 0.02;

/** Ranks the classes of the platform and an owner for a query, the surest first. */
export function rankClasses(query: Query, indexes: readonly OwnerIndex[], region: string | null): Ranked[] {
  const terms = weighTerms(query.terms, indexes);
  const scores = indexes.map((index) => index.score(terms));
  const kind = rankKind(query, candidatesOf(query, indexes, scores), region);
  const others = rankByWords(query, terms, indexes, scores, region);
  return [...kind, ...others].sort((a, b) => b.confidence - a.confidence || byScore(a, b));
}

/** Terms with their weight in this search: rare ones count more. The scale does not depend on how many classes there are. */
function weighTerms(terms: readonly QueryTerm[], indexes: readonly OwnerIndex[]): QueryTerm[] {
  const total = indexes.reduce((sum, index) => sum + index.size(), 0);
  const most = Math.log(1 + total);
  return terms.map((term) => {
    const frequency = indexes.reduce((sum, index) => sum + index.frequency(term.term), 0);
    const rarity = Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5)) / Math.max(most, 1);
    return { ...term, weight: term.weight * Math.min(1, rarity) };
  });
}

function candidatesOf(query: Query, indexes: readonly OwnerIndex[], scores: readonly Scores[]): Candidates[] {
  const { kind } = query;
  if (kind === null) return [];
  return indexes.map((index, at) => ({
    group: index.group(kind),
    usual: index.usual(kind),
    wordsOf: (slot) => scores[at]?.of(slot) ?? 0,
  }));
}

function rankKind(query: Query, candidates: readonly Candidates[], region: string | null): Ranked[] {
  if (candidates.every(({ group }) => group.entries.length === 0) || query.kindConfidence < worthNaming)
    return [];
  const { fits, sureness } = chooseVariant(candidates, query, region);
  return spread(fits, confidenceOf(query.kindConfidence, sureness));
}

/** The best of a group gets the confidence, its siblings less the further they are behind. */
function spread(fits: readonly Fit[], confidence: number): Ranked[] {
  const best = fits[0]?.score ?? 0;
  return fits.map(({ entry, score, usual }, at) => {
    const behind = at === 0 ? 1 : 0.9 * Math.exp(score - best);
    return { entry, score, usual, confidence: Math.max(faintest, confidence * behind) };
  });
}

/** From how sure the kind is and how sure the variant. */
function confidenceOf(kind: number, variant: number): number {
  const open = kind * 0.812;
  const settled = open + (kind - open) * variant;
  if (kind < kindIsPlain) return settled;
  return variant === 0
    ? Math.min(openRange.to, Math.max(openRange.from, open))
    : Math.max(openRange.from, settled);
}

/** Classes of other kinds and of owners' own subcategories, found by their words alone. */
function rankByWords(
  query: Query,
  terms: readonly QueryTerm[],
  indexes: readonly OwnerIndex[],
  scores: readonly Scores[],
  region: string | null,
): Ranked[] {
  const groups = new Map<string, Candidates[]>();
  for (const [at, index] of indexes.entries()) {
    const score = scores[at];
    if (!score) continue;
    for (const [name, entries] of entriesByGroup(index, bestSlots(score))) {
      const found = { group: groupOf(entries), usual: index.usual(name), wordsOf: score.of };
      groups.set(name, [...(groups.get(name) ?? []), found]);
    }
  }
  return [...groups.values()].flatMap((owners) => {
    const confidences = owners.flatMap(({ group }) =>
      group.entries.map((entry) => wordConfidence(entry, terms)),
    );
    const best = Math.max(...confidences);
    const kindConfidence = query.kindConfidence >= kindIsPlain ? best * besideKind : best;
    if (kindConfidence < worthNaming) return [];
    const { fits, sureness } = chooseVariant(owners, query, region);
    return spread(fits, confidenceOf(kindConfidence, sureness));
  });
}

/** Those outside the catalogue's kinds, by the subcategory that their owner has put them in. */
function entriesByGroup(index: OwnerIndex, slots: readonly number[]): ReadonlyMap<string, Entry[]> {
  const entries: Entry[] = [];
  for (const slot of slots) {
    const entry = index.entry(slot);
    if (entry && entry.kind === null) entries.push(entry);
  }
  return grouped(entries, ({ group }) => group);
}

function bestSlots(scores: Scores): readonly number[] {
  return bestOf(scores.slots, mostByWords, (a, b) => scores.of(b) - scores.of(a) || a - b);
}
