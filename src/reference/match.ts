import { createOwnerIndex, type OwnerIndex } from './match-index.ts';
import { type Query, readQuery } from './match-query.ts';
import { type Ranked, rankClasses } from './match-rank.ts';
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

const longestDescription = 4000;
/** Too many words are a letter away from so short a word to correct any to it. */
const shortWord = 4;

export function createMatcher(classes: readonly MatchableClass[]): Matcher {
  const platform = createOwner();
  const owners = new Map<string, Owner>();
  const ownerOf = new Map<string, Owner>();

  function upsert(added: MatchableClass): void {
    remove(added.id);
    const owner = ownerFor(added.tenantId);
    owner.index.upsert(added);
    for (const { text } of tokenize(`${added.name} ${added.keywords.join(' ')}`).tokens)
      owner.vocabulary.add(text, text.length > shortWord);
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
    const indexes = searched.map(({ index }) => index);
    const ranked = rankClasses(query, indexes, options.region ?? null);
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
