import { roomVariants } from './catalogue-rooms.ts';
import { softwareVariants } from './catalogue-software.ts';
import { surfaceVariants } from './catalogue-surfaces.ts';
import type { ReferenceClassFigures, ShareOfCost } from './reference-class.ts';

/** One row of the catalogue. Cost in thousands of USD, time in weeks, each as P50, P80, P95. */
export interface CatalogueVariant {
  key: string;
  name: string;
  cost: Quantiles;
  weeks: Quantiles;
  /** Square feet, or person-weeks for software. */
  size: number;
  /** Sizes that mean this variant whatever is nearest, where the trade draws its own lines. */
  sizeRange?: { from: number; to: number };
  keywords: string;
  description: string;
}

export interface CatalogueSubcategory {
  category: 'construction' | 'software';
  subcategory: string;
  /** What an open variant means: the middle one, or the usual material. */
  usual: string;
  variants: readonly CatalogueVariant[];
}

/** A class of the platform, with what loading it needs. */
export interface CatalogueClass extends ReferenceClassFigures {
  /** Stable over releases: loading again updates the same class. */
  key: string;
  validationSource: string;
  isSynthetic: true;
}

type Quantiles = readonly [p50: number, p80: number, p95: number];

const poolShares = {
  materials: 0.4,
  labor: 0.3,
  equipment: 0.1,
  permits: 0.05,
  design: 0.05,
  contingency: 0.1,
};
const buildingShares = {
  materials: 0.42,
  labor: 0.36,
  equipment: 0.04,
  permits: 0.03,
  design: 0.05,
  contingency: 0.1,
};
const softwareShares = { development: 0.6, testing: 0.2, review: 0.1, documentation: 0.05, deployment: 0.05 };

const buildingMultipliers = {
  'SoCal - Coastal': 1.15,
  'SoCal - Inland': 1.05,
  NorCal: 1.2,
  'Central Coast': 1.08,
};
const softwareMultipliers = { 'US West': 1.3, 'US East': 1.2, 'US Central': 1.0, Offshore: 0.7 };

/** The classes every tenant can match: 36, in the order of the domain's table. */
export const platformCatalogue: readonly CatalogueClass[] = [
  ...roomVariants,
  ...surfaceVariants,
  ...softwareVariants,
].flatMap((kind) => kind.variants.map((variant) => toClass(kind, variant)));

function toClass(kind: CatalogueSubcategory, variant: CatalogueVariant): CatalogueClass {
  const software = kind.category === 'software';
  const multipliers = software ? softwareMultipliers : buildingMultipliers;
  const [costP50, costP80, costP95] = variant.cost;
  const [weeksP50, weeksP80, weeksP95] = variant.weeks;
  return {
    key: variant.key,
    category: kind.category,
    subcategory: kind.subcategory,
    name: variant.name,
    description: variant.description,
    keywords: variant.keywords.split(', '),
    regions: Object.keys(multipliers),
    attributes: {
      referenceSize: { value: variant.size, unit: software ? 'person_weeks' : 'sqft' },
      ...(variant.sizeRange && { sizeRange: variant.sizeRange }),
      ...(variant.key === kind.usual && { usual: true }),
    },
    costDistribution: { p50: costP50 * 1000, p80: costP80 * 1000, p95: costP95 * 1000, currency: 'USD' },
    timelineDistribution: { p50: weeksP50, p80: weeksP80, p95: weeksP95, unit: 'weeks' },
    costBreakdownTemplate: sharesOf(kind),
    regionalMultipliers: Object.entries(multipliers).map(([region, multiplier]) => ({ region, multiplier })),
    validationSource: 'industry averages 2024',
    isSynthetic: true,
  };
}

function sharesOf(kind: CatalogueSubcategory): ShareOfCost[] {
  const building = kind.subcategory === 'pool' ? poolShares : buildingShares;
  const shares = kind.category === 'software' ? softwareShares : building;
  return Object.entries(shares).map(([component, share]) => ({ component, share }));
}
