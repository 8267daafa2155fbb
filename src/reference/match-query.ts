import { isNaming } from './kind-mentions.ts';
import { readKind } from './kinds.ts';
import { bedroomTier, countTiers } from './match-counts.ts';
import { isPlain, termsOf } from './match-terms.ts';
import { projectSizeOf } from './measure-owner.ts';
import { stemsOf } from './phrases.ts';
import { type Polarity, polarities } from './polarity.ts';
import { type ProjectDetails, type ProjectSize, type Subcategory, subcategories } from './project-details.ts';
import { scalesOf } from './scales.ts';
import { corrected, type Spelling } from './spelling.ts';
import { type Token, tokenize } from './tokens.ts';

/** What a description asks for, as far as matching goes. */
export interface Query {
  tokens: readonly Token[];
  kind: Subcategory | null;
  /** How sure the kind is, 0–1. */
  kindConfidence: number;
  /** The next best kinds are not worth naming; these words spoke for the best. */
  kindWords: readonly string[];
  size: ProjectSize | null;
  /** What speaks for a small, middle or large variant. */
  tiers: readonly [number, number, number];
  terms: readonly QueryTerm[];
}

export interface QueryTerm {
  term: string;
  weight: number;
  word: string;
  pair: boolean;
}

/** Rarer words decide; a longer text adds none that would. */
const mostTerms = 100;
const certain = 0.985;
/** Kinds whose names tell variants apart: a plunge pool, a metal roof. Other kinds' names are in every variant. */
const tellingKinds: ReadonlySet<Subcategory> = new Set(['pool', 'landscaping', 'roofing', 'flooring']);
const roomKinds: ReadonlySet<Subcategory> = new Set(['kitchen_remodel', 'bathroom_remodel']);
const bareNames = stemsOf('kitchen|cocina|bathroom|bath|bano|remodel');
const worn = new Set(['old', 'existing', 'current', 'previous', 'viejo', 'vieja']);
/** Behind a material, these say what another one looks like: "vinyl, grey oak look". */
const looks = new Set([
  'look',
  'looking',
  'lookalike',
  'effect',
  'style',
  'color',
  'colored',
  'colour',
  'tone',
  'stain',
  'grain',
  'imitation',
]);
const weightOf: Record<Polarity, number> = { plain: 1, open: 0.6, had: 0.6, removed: 0.25, denied: 0 };

export function readQuery(text: string, spelling: Spelling, details?: ProjectDetails): Query {
  const { tokens } = corrected(tokenize(text), spelling);
  const polarity = polarities(tokens);
  const reading = readKind(tokens, polarity);
  const known = details?.subcategory ?? null;
  const read = reading.kind === 'other' ? null : reading.kind;
  const kind = known ?? read;
  const mentions = reading.mentions.filter((mention) => mention.kind === kind && !mention.denied);
  const kindAt = (index: number) =>
    mentions.some(({ from, to, told }) => !told && index >= from && index < to);
  const named = mentions.filter(isNaming);
  const isNamedAt = (index: number) => named.some(({ from, to }) => index >= from && index < to);
  return {
    tokens,
    kind,
    kindConfidence: known ? certain : read ? reading.confidence : 0,
    kindWords: mentions.map(({ from, to }) => wordsOf(tokens, from, to)),
    size: sizeFor(kind, details?.size ?? projectSizeOf(tokens, kind, isNamedAt)),
    tiers: tiersOf(tokens, polarity, kindAt, kind, details),
    terms: queryTerms(tokens, polarity, (index) => isBareName(tokens, index, kind) && isNamedAt(index)),
  };
}

/** Whether a word of a name tells nothing more than the kind: the kitchen, not the chef's. */
function isBareName(tokens: readonly Token[], index: number, kind: Subcategory | null): boolean {
  if (kind === null || tellingKinds.has(kind)) return false;
  return !roomKinds.has(kind) || bareNames.has(tokens[index]?.stem ?? '');
}

/** Software is sized in effort, buildings in area: the other unit tells nothing. */
function sizeFor(kind: Subcategory | null, size: ProjectSize | null): ProjectSize | null {
  if (!size || !kind) return size;
  const software = subcategories.software.some((known) => known === kind);
  return software === (size.unit === 'person_weeks') ? size : null;
}

function tiersOf(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  kindAt: (index: number) => boolean,
  kind: Subcategory | null,
  details?: ProjectDetails,
): [number, number, number] {
  const tiers: [number, number, number] = [0, 0, 0];
  const add = (tier: 0 | 1 | 2, weight: number) => {
    tiers[tier] = Math.max(tiers[tier], weight) + Math.min(tiers[tier], weight) * 0.4;
  };
  for (const { tier, weight } of scalesOf(tokens, polarity, kindAt)) add(tier, weight);
  if (kind === 'adu') for (const { tier, weight } of bedroomTier(tokens)) add(tier, weight);
  for (const { tier, weight } of countTiers(tokens)) add(tier, weight);
  const scaleTiers = { small: 0, midrange: 1, large: 2, luxury: 2 } as const;
  const scale = details?.scale;
  if (scale && scale !== 'unsure') add(scaleTiers[scale], 2);
  return tiers;
}

/** Each term once, weighed by whether it is wanted; what is denied is left out. */
function queryTerms(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  isKind: (index: number) => boolean,
): QueryTerm[] {
  const terms = new Map<string, QueryTerm>();
  for (const { term, at, pair } of termsOf(tokens)) {
    const isWorn = worn.has(tokens[at - 1]?.text ?? '') || worn.has(tokens[at - 2]?.text ?? '');
    const weight =
      weightOf[polarity[at] ?? 'plain'] * (isWorn ? 0.3 : 1) * (isPlain(term) ? 0.3 : 1) * (pair ? 0.8 : 1);
    const known = terms.get(term);
    if (
      weight === 0 ||
      looks.has(tokens[at + 1]?.text ?? '') ||
      isKind(at) ||
      (known && known.weight >= weight)
    )
      continue;
    terms.set(term, { term, weight, pair, word: tokens[at]?.text ?? term });
    if (terms.size >= mostTerms) break;
  }
  return [...terms.values()];
}

function wordsOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');
}
