import { platformCatalogue } from '../reference/catalogue.ts';
import type {
  CostQuantiles,
  ReferenceClassFigures,
  TimelineQuantiles,
} from '../reference/reference-class.ts';
import { randomFrom, seedFor } from './random.ts';
import { type ClassModel, neutralModel, titleOf } from './synthesize-neutral.ts';
import { factorsFor } from './synthesize-regions.ts';

/** What is asked for: `countPerSubcategory` classes of each subcategory. */
export interface SynthesisInput {
  category: string;
  subcategories: readonly string[];
  regions: readonly string[];
  countPerSubcategory: number;
  /** A whole number of 32 bits. */
  seed: number;
}

/** A class as drawn, with where it comes from. */
export interface SyntheticClass extends ReferenceClassFigures {
  validationSource: string;
}

interface Spread {
  from: number;
  to: number;
}

const z80 = 0.8416;
const z95 = 1.6449;
/** Of P50, around the model's. */
const medianFactor: Spread = { from: 0.85, to: 1.15 };
/** σ of cost 0.20–0.30 and of time 0.15–0.25, less what rounding may move them by. */
const costSigma: Spread = { from: 0.202, to: 0.298 };
const timeSigma: Spread = { from: 0.16, to: 0.24 };

/**
 * Classes drawn from a seed: the same seed gives the same classes, and a class does not depend on what else is asked for.
 * Regions given twice count once, and so do subcategories that read alike. Names are unique among the classes; whether one
 * is in use is the caller's to see.
 */
export function synthesize(input: SynthesisInput): SyntheticClass[] {
  const category = input.category.trim();
  return readingApart(input.subcategories).flatMap((subcategory) => {
    const models = modelsFor(category, subcategory);
    return Array.from({ length: input.countPerSubcategory }, (_, place) => {
      const model = models[place % models.length] ?? neutralModel(category, subcategory);
      return draw(model, place + 1, input);
    });
  });
}

/** `deck_building` and `deck building` would have the same names. */
function readingApart(subcategories: readonly string[]): string[] {
  const byTitle = new Map<string, string>();
  for (const given of subcategories.map((subcategory) => subcategory.trim())) {
    const title = titleOf(given).toLowerCase();
    if (!byTitle.has(title)) byTitle.set(title, given);
  }
  return [...byTitle.values()];
}

/**
 * The same classes by names that are not in use: a name that is gets the next number that is free. `inUse` are compared in
 * lower case, as names are kept unique.
 */
export function namedApart(classes: readonly SyntheticClass[], inUse: Iterable<string>): SyntheticClass[] {
  const taken = new Set([...inUse].map((name) => name.toLowerCase()));
  return classes.map((drawn) => {
    const [, base = drawn.name, first = '1'] = /^(.*) \((\d+)\)$/s.exec(drawn.name) ?? [];
    let number = Number(first);
    while (taken.has(numbered(base, number).toLowerCase())) number += 1;
    const name = numbered(base, number);
    taken.add(name.toLowerCase());
    return { ...drawn, name };
  });
}

/** In brackets: matching reads a bare number at the end as one of bedrooms, and a word more as a trait nobody asked for. */
const numbered = (name: string, number: number): string => `${name} (${number})`;

function modelsFor(category: string, subcategory: string): ClassModel[] {
  const known = platformCatalogue.filter(
    (model) => model.category === category && model.subcategory === subcategory,
  );
  return known.length > 0 ? known : [neutralModel(category, subcategory)];
}

function draw(model: ClassModel, number: number, { regions, seed }: SynthesisInput): SyntheticClass {
  const label = `${model.category}/${model.subcategory}/${number}`;
  const random = randomFrom(seedFor(seed, label));
  const regionalMultipliers = factorsFor(model.category, regions);
  return {
    category: model.category,
    subcategory: model.subcategory,
    name: numbered(model.name, number),
    description: model.description,
    keywords: [...model.keywords],
    regions: regionalMultipliers.map(({ region }) => region),
    attributes: attributesFrom(model.attributes),
    costDistribution: costAround(model.costDistribution, random),
    timelineDistribution: timeAround(model.timelineDistribution, random),
    costBreakdownTemplate: model.costBreakdownTemplate.map((part) => ({ ...part })),
    regionalMultipliers,
    validationSource: `synthetic, seed ${seed}`,
  };
}

/** The size the figures stand for; which variant is the usual one stays the catalogue's word. */
function attributesFrom({ referenceSize, sizeRange }: Record<string, unknown>): Record<string, unknown> {
  return structuredClone({
    ...(referenceSize !== undefined && { referenceSize }),
    ...(sizeRange !== undefined && { sizeRange }),
  });
}

/** Cost to ten of the currency's major unit. */
function costAround({ p50, currency }: CostQuantiles, random: () => number): CostQuantiles {
  return { ...quantilesAround(p50, costSigma, 10, random), currency };
}

/** Time to hundredths of a week. */
function timeAround({ p50, unit }: TimelineQuantiles, random: () => number): TimelineQuantiles {
  return { ...quantilesAround(p50, timeSigma, 0.01, random), unit };
}

function quantilesAround(center: number, sigma: Spread, grain: number, random: () => number) {
  const p50 = toGrain(center * between(medianFactor, random), grain);
  const drawn = between(sigma, random);
  return {
    p50,
    p80: toGrain(p50 * Math.exp(z80 * drawn), grain),
    p95: toGrain(p50 * Math.exp(z95 * drawn), grain),
  };
}

const between = ({ from, to }: Spread, random: () => number): number => from + (to - from) * random();

/** Divided where the grain is a fraction: multiplying by 0.01 would leave stray digits. */
function toGrain(value: number, grain: number): number {
  return grain < 1 ? Math.round(value / grain) / Math.round(1 / grain) : Math.round(value / grain) * grain;
}
