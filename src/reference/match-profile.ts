import { categoryOf, readKind } from './kinds.ts';
import { isPlain, termsOf } from './match-terms.ts';
import { polarities } from './polarity.ts';
import type { Subcategory } from './project-details.ts';
import type { MatchableClass } from './reference-class.ts';
import { scalesOf } from './scales.ts';
import { tokenize } from './tokens.ts';

/** What a class says about itself, worked out once when it is added. */
export interface VariantProfile {
  /** The kind of the catalogue it is of, by its subcategory or by its words. */
  kind: Subcategory | null;
  group: string;
  /** 0 small or plain, 1 middle, 2 large or fine; null when its name says nothing. */
  tier: number | null;
  size: number | null;
  sizeUnit: string | null;
  sizeRange: { from: number; to: number } | null;
  /** The one meant when the variant stays open. */
  usual: boolean;
  cost: number;
  /** BM25 impact of each of its terms. */
  impacts: ReadonlyMap<string, number>;
  /** Terms of its name and of its subcategory that tell it from others. */
  nameTerms: readonly string[];
  subcategoryTerms: readonly string[];
  /** Terms of its name beyond its subcategory's. */
  ownTerms: readonly string[];
  /** What words add to its evidence for each point of their score, and at most; software rests on scale words. */
  words: { gain: number; most: number };
  /** Terms of name, subcategory and keywords: what it is called, not what is said of it. */
  identity: ReadonlySet<string>;
}

/** How much a field's words count. */
const fieldWeights = { name: 3, subcategory: 2.5, keywords: 2, description: 0.5 };
/** BM25: saturation, and how much length counts against a mean class of that many terms. */
const k1 = 1.2;
const b = 0.3;
const meanLength = 90;
const wordEvidence = { building: { gain: 1.1, most: 4 }, software: { gain: 0.4, most: 0.4 } };
/** Only an unmistakable name puts an owner's own subcategory among the known kinds. */
const kindByWords = 0.94;

export function profileOf(added: MatchableClass): VariantProfile {
  const subcategory = added.subcategory.replaceAll(/[_-]+/g, ' ');
  const texts = {
    name: added.name,
    subcategory,
    keywords: added.keywords.join('. '),
    description: added.description,
  };
  const terms = {
    name: termsIn(texts.name),
    subcategory: termsIn(texts.subcategory),
    keywords: termsIn(texts.keywords),
    description: termsIn(texts.description).filter((term) => !term.includes('_')),
  };
  const kind = kindOf(added, `${subcategory}. ${added.name}`);
  const nameTerms = tellingTerms(terms.name);
  const subcategoryTerms = tellingTerms(terms.subcategory);
  return {
    kind,
    group: kind ?? `${added.category}/${added.subcategory}`.toLowerCase(),
    ...sizeOf(added.attributes),
    tier: tierOf(added.name),
    usual: added.attributes.usual === true,
    cost: added.costDistribution.p50,
    impacts: impactsOf(terms),
    nameTerms,
    subcategoryTerms,
    ownTerms: nameTerms.filter((term) => !subcategoryTerms.includes(term)),
    words: kind !== null && categoryOf(kind) === 'software' ? wordEvidence.software : wordEvidence.building,
    identity: new Set([...terms.name, ...terms.subcategory, ...terms.keywords]),
  };
}

function kindOf(added: MatchableClass, words: string): Subcategory | null {
  if (categoryOf(added.subcategory)) return added.subcategory as Subcategory;
  const { tokens } = tokenize(words);
  const { kind, confidence } = readKind(tokens, polarities(tokens));
  return kind !== null && kind !== 'other' && confidence >= kindByWords ? kind : null;
}

function tierOf(name: string): number | null {
  const { tokens } = tokenize(name);
  const scale = scalesOf(tokens, polarities(tokens), () => true).at(-1);
  if (scale) return scale.tier;
  const bedrooms = /\b(studio|one|1|two|2|three|3)[ -]?(?:bed|br\b|$)/i.exec(name)?.[1]?.toLowerCase();
  if (!bedrooms) return null;
  return bedrooms === 'studio' ? 0 : bedrooms === 'one' || bedrooms === '1' ? 1 : 2;
}

function sizeOf(
  attributes: Record<string, unknown>,
): Pick<VariantProfile, 'size' | 'sizeUnit' | 'sizeRange'> {
  const { value, unit } = recordOf(attributes.referenceSize);
  const { from, to } = recordOf(attributes.sizeRange);
  const size = typeof value === 'number' && value > 0 ? value : null;
  return {
    size,
    sizeUnit: typeof unit === 'string' ? unit : null,
    sizeRange: typeof from === 'number' && typeof to === 'number' ? { from, to } : null,
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function impactsOf(terms: Record<keyof typeof fieldWeights, string[]>): Map<string, number> {
  const counts = new Map<string, number>();
  let length = 0;
  for (const field of ['name', 'subcategory', 'keywords', 'description'] as const) {
    for (const term of terms[field]) counts.set(term, (counts.get(term) ?? 0) + fieldWeights[field]);
    length += terms[field].length;
  }
  const norm = k1 * (1 - b + (b * length) / meanLength);
  for (const [term, count] of counts) counts.set(term, (count * (k1 + 1)) / (count + norm));
  return counts;
}

function termsIn(text: string): string[] {
  return termsOf(tokenize(text).tokens).map(({ term }) => term);
}

function tellingTerms(terms: readonly string[]): string[] {
  return [...new Set(terms.filter((term) => !term.includes('_') && !isPlain(term)))];
}
