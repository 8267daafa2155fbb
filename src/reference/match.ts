import { bestOf } from './best-of.ts';
import { createOwnerIndex, type OwnerIndex, type Scores } from './match-index.ts';
import { type Query, type QueryTerm, readQuery } from './match-query.ts';
import { byScore, type Candidate, chooseVariant, type Fit } from './match-variants.ts';
import { wordConfidence } from './match-words.ts';
import type { ProjectDetails } from './project-details.ts';
import type { MatchableClass } from './reference-class.ts';
import type { Spelling } from './spelling.ts';
import { tokenize } from './tokens.ts';
import { createVocabulary, lexiconSpelling, withWordsOf } from './vocabulary.ts';

/** A class that fits a description. */
export interface Match {
  class: MatchableClass;
  /** 0–1: of the matches given 0.9, about nine in ten are right. From 0.7 an estimate is made. */
  confidence: number;
  /** Words of the description that speak for it. */
  matchedTerms: string[];
}

export interface MatchOptions {
  /** A region's name, or one of someone's own; it belongs to the score but never outweighs the words. */
  region?: string | null;
  /** What a conversation has gathered; it decides over the text. */
  details?: ProjectDetails;
  limit: number;
  /** Whose classes are candidates beside the platform's; null: nobody's. */
  tenantId: string | null;
}

/** Finds the reference classes that fit a description. Pure and deterministic; holds the classes in memory. */
export interface Matcher {
  /** Best first, at most `limit`; empty when nothing fits at all. */
  match(text: string, options: MatchOptions): Match[];
  /** Adds a class or replaces the one of the same id. */
  upsert(added: MatchableClass): void;
  remove(id: string): void;
}

interface Ranked extends Fit {
  confidence: number;
}

const longestDescription = 4000;
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

export function createMatcher(classes: readonly MatchableClass[]): Matcher {
  const platform = createOwner();
  const owners = new Map<string, Owner>();
  const ownerOf = new Map<string, Owner>();

  function upsert(added: MatchableClass): void {
    remove(added.id);
    const owner = ownerFor(added.tenantId);
    owner.index.upsert(added);
    for (const { text } of tokenize(`${added.name} ${added.keywords.join(' ')}`).tokens)
      owner.vocabulary.add(text);
    ownerOf.set(added.id, owner);
  }

  function ownerFor(tenantId: string | null): Owner {
    if (tenantId === null) return platform;
    const owner = owners.get(tenantId) ?? createOwner();
    owners.set(tenantId, owner);
    return owner;
  }

  function remove(id: string): void {
    ownerOf.get(id)?.index.remove(id);
    ownerOf.delete(id);
  }

  function match(text: string, options: MatchOptions): Match[] {
    const own = options.tenantId === null ? undefined : owners.get(options.tenantId);
    const searched = own ? [platform, own] : [platform];
    const spelling = withWordsOf(lexiconSpelling, ...searched.map(({ vocabulary }) => vocabulary));
    const query = readQuery(text.slice(0, longestDescription), spelling, options.details);
    const ranked = rank(query, searched, options.region ?? null);
    return ranked.slice(0, options.limit).map((found) => toMatch(found, query));
  }

  for (const added of classes) upsert(added);
  return { match, upsert, remove };
}

interface Owner {
  index: OwnerIndex;
  vocabulary: Spelling;
}

function createOwner(): Owner {
  return { index: createOwnerIndex(), vocabulary: createVocabulary() };
}

function rank(query: Query, searched: readonly Owner[], region: string | null): Ranked[] {
  const indexes = searched.map(({ index }) => index);
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

function candidatesOf(query: Query, indexes: readonly OwnerIndex[], scores: readonly Scores[]): Candidate[] {
  const { kind } = query;
  if (kind === null) return [];
  return indexes.flatMap((index, at) => {
    const usual = index.usual(kind);
    return index
      .group(kind)
      .map((entry) => ({ entry, usual: entry === usual, words: scores[at]?.of(entry.slot) ?? 0 }));
  });
}

function rankKind(query: Query, candidates: readonly Candidate[], region: string | null): Ranked[] {
  if (candidates.length === 0 || query.kindConfidence < worthNaming) return [];
  const { fits, sureness } = chooseVariant(candidates, query, region);
  return spread(fits, confidenceOf(query.kindConfidence, sureness));
}

/** The best of a group gets the confidence, its siblings less the further they are behind. */
function spread(fits: readonly Fit[], confidence: number): Ranked[] {
  const best = fits[0]?.score ?? 0;
  return fits.map((fit, at) => {
    const behind = at === 0 ? 1 : 0.9 * Math.exp(fit.score - best);
    return { ...fit, confidence: Math.max(faintest, confidence * behind) };
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
  const groups = new Map<string, Candidate[]>();
  indexes.forEach((index, at) => {
    const score = scores[at];
    for (const slot of score ? bestSlots(score) : []) {
      const entry = index.entry(slot);
      if (!entry || entry.kind !== null) continue;
      const candidate = { entry, usual: entry === index.usual(entry.group), words: score?.of(slot) ?? 0 };
      groups.set(entry.group, [...(groups.get(entry.group) ?? []), candidate]);
    }
  });
  return [...groups.values()].flatMap((candidates) => {
    const best = Math.max(...candidates.map(({ entry }) => wordConfidence(entry, terms)));
    const kindConfidence = query.kindConfidence >= kindIsPlain ? best * besideKind : best;
    if (kindConfidence < worthNaming) return [];
    const { fits, sureness } = chooseVariant(candidates, query, region);
    return spread(fits, confidenceOf(kindConfidence, sureness));
  });
}

function bestSlots(scores: Scores): readonly number[] {
  return bestOf(scores.slots, mostByWords, (a, b) => scores.of(b) - scores.of(a) || a - b);
}

function toMatch({ entry, confidence }: Ranked, query: Query): Match {
  const words = query.terms
    .filter(({ term, pair }) => !pair && entry.identity.has(term))
    .map(({ word }) => word);
  const kindWords = entry.kind === query.kind ? query.kindWords : [];
  return {
    class: entry.class,
    confidence: Math.round(confidence * 1000) / 1000,
    matchedTerms: [...new Set([...kindWords, ...words])],
  };
}
