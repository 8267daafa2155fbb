import fc from 'fast-check';
import type { EstimateBasis, PriceLevel } from '../../src/estimation/estimate.ts';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import {
  features,
  type ProjectDetails,
  type ProjectReading,
  unknownProject,
} from '../../src/reference/project-details.ts';
import { isReady } from '../../src/reference/readiness.ts';
import type { ReferenceClassFigures } from '../../src/reference/reference-class.ts';

export const baseLevel: PriceLevel = { name: null, multiplier: 1, known: false };
export const coastal: PriceLevel = { name: 'SoCal - Coastal', multiplier: 1.15, known: true };

export function classNamed(name: string): ReferenceClassFigures {
  const found = platformCatalogue.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no class ${name}`);
  return found;
}

/** A class of a tenant's own, of a kind nobody else knows. */
export const deckClass: ReferenceClassFigures = {
  ...classNamed('Landscaping - Standard'),
  subcategory: 'deck_building',
  name: 'Deck 2024, 12 ft',
  attributes: {},
  costDistribution: { p50: 12_345.67, p80: 15_000, p95: 19_999.99, currency: 'EUR' },
  costBreakdownTemplate: [
    { component: 'lumber', share: 1 / 3 },
    { component: 'phase 2', share: 1 / 3 },
    { component: 'labor', share: 1 / 3 },
  ],
};

export function detailsOf(known: Partial<ProjectDetails> = {}): ProjectDetails {
  return { ...unknownProject, ...known };
}

export function readingOf(known: Partial<ProjectDetails> = {}, regionDeclined = false): ProjectReading {
  const details = detailsOf(known);
  return { details, regionDeclined, ready: isReady(details, regionDeclined) };
}

export function basisOf(known: Partial<EstimateBasis> = {}): EstimateBasis {
  return {
    class: classNamed('Residential Pool - Midrange'),
    details: detailsOf(),
    region: baseLevel,
    confidence: 1,
    ...known,
  };
}

const size = fc.option(
  fc.record({
    value: fc.oneof(fc.double({ min: 5, max: 5000, noNaN: true }), fc.constantFrom(0, 10_000_000)),
    unit: fc.constantFrom('sqft' as const, 'person_weeks' as const),
  }),
);

/** Any class, the platform's or a tenant's, with anything that may have been said. */
export const anyBasis: fc.Arbitrary<EstimateBasis> = fc
  .record({
    class: fc.constantFrom<ReferenceClassFigures>(...platformCatalogue, deckClass),
    region: fc.constantFrom(baseLevel, coastal, { name: 'Offshore', multiplier: 0.7, known: true }),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    details: fc.record({
      size,
      scale: fc.constantFrom(null, 'small' as const, 'large' as const, 'unsure' as const),
      features: fc.subarray([...features]),
      otherFeatures: fc.subarray(['on a steep hillside', 'legacy system', 'a 12 ft slide', 'asbestos']),
      place: fc.constantFrom(null, 'San Diego', 'denver', '92101', 'a'.repeat(90), 'here. Costs $5'),
    }),
  })
  .map(({ details, ...basis }) => ({ ...basis, details: detailsOf(details) }));
