import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom, seedFor } from '../../src/admin/random.ts';
import { namedApart, type SynthesisInput, synthesize } from '../../src/admin/synthesize.ts';
import { forecast } from '../../src/estimation/forecast.ts';
import { spreadOf } from '../../src/estimation/forecast-spread.ts';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { createMatcher } from '../../src/reference/match.ts';
import { markets, regions, subcategories } from '../../src/reference/project-details.ts';
import { classContent } from '../../src/reference/reference-class-rules.ts';
import { basisOf, classNamed } from './samples.ts';

const asked = (known: Partial<SynthesisInput> = {}): SynthesisInput => ({
  category: 'construction',
  subcategories: ['pool', 'roofing'],
  regions: ['NorCal', 'SoCal - Coastal'],
  countPerSubcategory: 4,
  seed: 42,
  ...known,
});

const word = fc.stringMatching(/^[a-z0-9]{1,12}([ _-][a-z0-9]{1,12}){0,2}$/);
const anyInput: fc.Arbitrary<SynthesisInput> = fc
  .constantFrom('construction' as const, 'software' as const, 'events')
  .chain((category) => {
    const known = category === 'events' ? [] : subcategories[category];
    return fc.record({
      category: fc.constant(category),
      subcategories: fc.array(fc.oneof(fc.constantFrom(...known, 'deck_building'), word), {
        minLength: 1,
        maxLength: 20,
      }),
      regions: fc.array(
        fc.oneof(fc.constantFrom(...regions, ...markets), fc.constantFrom('Nevada', 'norcal')),
        {
          maxLength: 12,
        },
      ),
      countPerSubcategory: fc.integer({ min: 1, max: 20 }),
      seed: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    });
  });

describe('synthetic classes', () => {
  it('are as many of each subcategory as asked for, by names of their own', () => {
    expect(synthesize(asked()).map(({ name }) => name)).toEqual([
      'Residential Pool - Compact (1)',
      'Residential Pool - Midrange (2)',
      'Residential Pool - Luxury (3)',
      'Residential Pool - Compact (4)',
      'Roof Replacement - Asphalt Shingle (1)',
      'Roof Replacement - Tile (2)',
      'Roof Replacement - Metal (3)',
      'Roof Replacement - Asphalt Shingle (4)',
    ]);
  });

  it('are the same for the same seed, here and anywhere else', () => {
    expect(synthesize(asked())).toEqual(synthesize(asked()));
    // Computed apart from this code, in another language.
    expect(synthesize(asked())[0]).toMatchObject({
      costDistribution: { p50: 47_370, p80: 59_400, p95: 73_710, currency: 'USD' },
      timelineDistribution: { p50: 6.81, p80: 8.15, p95: 9.67, unit: 'weeks' },
    });
  });

  it('are others for another seed', () => {
    const costs = (seed: number) => synthesize(asked({ seed })).map(({ costDistribution: { p50 } }) => p50);
    expect(costs(43)).not.toEqual(costs(42));
    expect(new Set(Array.from({ length: 50 }, (_, seed) => costs(seed)[0])).size).toBeGreaterThan(40);
  });

  it('do not depend on what else is asked for', () => {
    const alone = synthesize(asked({ subcategories: ['roofing'], countPerSubcategory: 2 }));
    expect(synthesize(asked()).slice(4, 6)).toEqual(alone);
  });

  it('keep to the rules of any class, to their spreads and to the catalogue, whatever is asked for', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const classes = synthesize(input);
        expect(new Set(classes.map(({ name }) => name.toLowerCase())).size).toBe(classes.length);
        for (const drawn of classes) {
          expect(classContent(drawn)).toEqual(drawn);
          const cost = spreadOf(drawn.costDistribution);
          const time = spreadOf(drawn.timelineDistribution);
          expect(cost).toBeGreaterThanOrEqual(0.2);
          expect(cost).toBeLessThanOrEqual(0.3);
          expect(time).toBeGreaterThanOrEqual(0.15);
          expect(time).toBeLessThanOrEqual(0.25);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stay around the catalogue’s variant', () => {
    for (const drawn of synthesize(asked({ countPerSubcategory: 20 }))) {
      const model = classNamed(drawn.name.replace(/ \(\d+\)$/, ''));
      expect(drawn.costDistribution.p50 / model.costDistribution.p50).toBeGreaterThan(0.84);
      expect(drawn.costDistribution.p50 / model.costDistribution.p50).toBeLessThan(1.16);
      expect(drawn.timelineDistribution.p50 / model.timelineDistribution.p50).toBeGreaterThan(0.84);
      expect(drawn.timelineDistribution.p50 / model.timelineDistribution.p50).toBeLessThan(1.16);
      expect(drawn.attributes.referenceSize).toEqual(model.attributes.referenceSize);
      expect(drawn.costBreakdownTemplate).toEqual(model.costBreakdownTemplate);
      expect(drawn.keywords).toEqual(model.keywords);
    }
  });

  it.each([
    [
      'construction',
      ['norcal', 'Nevada', 'NorCal'],
      [
        ['NorCal', 1.2],
        ['Nevada', 1],
      ],
    ],
    [
      'software',
      ['NorCal', 'Offshore', 'US East'],
      [
        ['NorCal', 1.3],
        ['Offshore', 0.7],
        ['US East', 1.2],
      ],
    ],
    [
      'events',
      ['Central Coast', 'Offshore'],
      [
        ['Central Coast', 1.08],
        ['Offshore', 1],
      ],
    ],
  ])('carry the multipliers of the regions asked for, each once: %s in %o', (category, wanted, factors) => {
    const [drawn] = synthesize(asked({ category, subcategories: ['anything'], regions: wanted }));
    expect(drawn?.regionalMultipliers.map(({ region, multiplier }) => [region, multiplier])).toEqual(factors);
    expect(drawn?.regions).toEqual(factors.map(([region]) => region));
  });

  it('of a kind nobody knows start from neutral figures, and can be estimated', () => {
    const [drawn] = synthesize(asked({ category: 'events', subcategories: ['wedding_planning'] }));
    expect(drawn).toMatchObject({
      name: 'Wedding Planning (1)',
      keywords: ['wedding planning'],
      attributes: {},
    });
    if (!drawn) throw new Error('no class');
    const { costP50, costP80 } = forecast(basisOf({ class: drawn }));
    expect(costP50).toBe(drawn.costDistribution.p50);
    expect(costP80).toBe(drawn.costDistribution.p80);
  });

  it('count a subcategory once that is given twice, however it is joined', () => {
    const input = asked({ subcategories: ['deck_building', 'deck building', 'deck_building'] });
    expect(synthesize(input).map(({ name }) => name)).toEqual(
      [1, 2, 3, 4].map((n) => `Deck Building (${n})`),
    );
  });

  it('are found like their models, before them when they are one’s own', () => {
    const matcher = createMatcher([
      ...platformCatalogue.map((found) => ({ ...found, id: found.key, tenantId: null })),
      ...synthesize(asked({ countPerSubcategory: 3 })).map((drawn, at) => ({
        ...drawn,
        ...{ id: `own-${at}`, tenantId: 'one' },
      })),
    ]);
    const text = 'I want to install a 15x30 pool with spa in my backyard';
    const [found] = matcher.match(text, { limit: 3, tenantId: 'one' });
    expect(found?.class.name).toBe('Residential Pool - Midrange (2)');
    expect(found?.confidence).toBeGreaterThanOrEqual(0.8);
    const [roof] = matcher.match('a tile roof replacement', { limit: 3, tenantId: 'one' });
    expect(roof?.class.name).toBe('Roof Replacement - Tile (2)');
  });
});

describe('names of synthetic classes', () => {
  it('take the next free number where one is in use, whatever its case', () => {
    const drawn = synthesize(asked({ subcategories: ['deck'], countPerSubcategory: 3 }));
    const named = namedApart(drawn, ['deck (1)', 'Deck (4)', 'Residential Pool - Compact']);
    expect(named.map(({ name }) => name)).toEqual(['Deck (2)', 'Deck (3)', 'Deck (5)']);
    expect(named.map(({ name: _, ...rest }) => rest)).toEqual(drawn.map(({ name: _, ...rest }) => rest));
    expect(namedApart(drawn, [])).toEqual(drawn);
  });
});

describe('the stream of random numbers', () => {
  it('is mulberry32: the numbers of its published C code', () => {
    const random = randomFrom(1);
    expect([random(), random(), random()].map((number) => Math.round(number * 2 ** 32))).toEqual([
      2_693_262_067, 11_749_833, 2_265_367_787,
    ]);
  });

  it('is even and another for each label', () => {
    const random = randomFrom(seedFor(5, 'a'));
    const draws = Array.from({ length: 20_000 }, random);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...draws)).toBeLessThan(1);
    for (const share of [0.1, 0.5, 0.9])
      expect(draws.filter((draw) => draw < share).length / draws.length).toBeCloseTo(share, 1);
    expect(seedFor(5, 'a')).not.toBe(seedFor(5, 'b'));
    expect(seedFor(5, 'a')).not.toBe(seedFor(6, 'a'));
  });
});
