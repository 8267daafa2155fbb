import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../src/estimation/estimate.ts';
import { forecast } from '../../src/estimation/forecast.ts';
import { plausibleSizes } from '../../src/estimation/size.ts';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { features } from '../../src/reference/project-details.ts';
import { anyBasis, basisOf, classNamed, coastal, deckClass, detailsOf } from './samples.ts';

const neutral = { costFactorP50: 1, costFactorP80: 1, timelineFactorP50: 1, timelineFactorP80: 1 };

function ladder(estimate: Estimate): number[][] {
  const { costP50, costP80, costP95, timelineWeeksP50, timelineWeeksP80, timelineWeeksP95 } = estimate;
  return [
    [costP50, costP80, costP95],
    [timelineWeeksP50, timelineWeeksP80, timelineWeeksP95],
  ];
}

describe('a forecast', () => {
  it('returns the stored figures of an unadjusted class at confidence 1', () => {
    for (const reference of [...platformCatalogue, deckClass]) {
      const { costDistribution: cost, timelineDistribution: time } = reference;
      const estimate = forecast(basisOf({ class: reference }));
      expect(ladder(estimate)).toEqual([
        [cost.p50, cost.p80, cost.p95],
        [time.p50, time.p80, time.p95],
      ]);
      expect(estimate.adjustments).toEqual([]);
      expect(estimate.currency).toBe(cost.currency);
    }
  });

  it('multiplies region, size and complexity, and time by less', () => {
    const details = detailsOf({ size: { value: 450, unit: 'sqft' }, features: ['spa', 'heated'] });
    const estimate = forecast(basisOf({ details, region: coastal }));
    const size = (450 / 600) ** 0.6;
    expect(estimate.costP50).toBeCloseTo(75_000 * 1.15 * size * 1.16, 2);
    expect(estimate.costP95).toBeCloseTo(115_000 * 1.15 * size * 1.16, 2);
    expect(estimate.timelineWeeksP50).toBeCloseTo(8 * Math.sqrt(0.75) * 1.16, 2);
    expect(estimate.adjustments.map(({ name, factor }) => [name, factor])).toEqual([
      ['region', 1.15],
      ['size', size],
      ['complexity', 1.16],
    ]);
  });

  it('counts risk in cost and not in time', () => {
    const details = detailsOf({ features: ['demolition'], otherFeatures: ['on a hillside'] });
    const estimate = forecast(basisOf({ details }));
    expect(estimate.costP50).toBe(87_000);
    expect(estimate.timelineWeeksP50).toBe(8);
    expect(estimate.adjustments).toMatchObject([{ name: 'risk', factor: 1.16 }]);
  });

  it.each([
    [{ value: 450, unit: 'person_weeks' as const }],
    [{ value: 0, unit: 'sqft' as const }],
    [{ value: 10_000_000, unit: 'sqft' as const }],
    [{ value: Number.NaN, unit: 'sqft' as const }],
  ])('ignores a size that cannot be: %o', (size) => {
    expect(forecast(basisOf({ details: detailsOf({ size }) })).costP50).toBe(75_000);
  });

  it('holds the factor of size within 0.5 and 2', () => {
    const at = (value: number) =>
      forecast(basisOf({ details: detailsOf({ size: { value, unit: 'sqft' } }) }));
    expect(at(6).costP50).toBe(37_500);
    expect(at(6).timelineWeeksP50).toBe(4);
    expect(at(60_000).costP50).toBe(150_000);
    expect(at(60_000).timelineWeeksP50).toBe(16);
  });

  it('widens cost and time each by its own spread when confidence falls', () => {
    const estimate = forecast(basisOf({ confidence: 0.7 }));
    const widened = (p50: number, p80: number, p95: number) => {
      const sigma =
        (0.8416 * Math.log(p80 / p50) + 1.6449 * Math.log(p95 / p50)) / (0.8416 ** 2 + 1.6449 ** 2);
      return p50 * (p80 / p50) ** (Math.sqrt(sigma ** 2 + (0.35 * 0.3) ** 2) / sigma);
    };
    expect(estimate.costP50).toBe(75_000);
    expect(estimate.costP80).toBeCloseTo(widened(75_000, 92_000, 115_000), 2);
    expect(estimate.timelineWeeksP80).toBeCloseTo(widened(8, 10, 14), 2);
  });

  it('applies a calibration to each quantile and names it', () => {
    const calibration = { ...neutral, costFactorP50: 1.1, costFactorP80: 1.2, reason: 'seven outcomes' };
    const { costP50, costP80, costP95, timelineWeeksP50, adjustments } = forecast({
      ...basisOf(),
      calibration,
    });
    expect([costP50, costP80, timelineWeeksP50]).toEqual([82_500, 110_400, 8]);
    const tail = Math.log(115 / 75) / Math.log(92 / 75);
    expect(costP95).toBeCloseTo(82_500 * (110_400 / 82_500) ** tail, 2);
    expect(adjustments).toEqual([
      { name: 'calibration', factor: 1.1, factorP80: 1.2, reason: 'seven outcomes' },
    ]);
  });

  it('leaves a neutral calibration unsaid and survives one that would turn P50 and P80 round', () => {
    expect(forecast({ ...basisOf(), calibration: { ...neutral, reason: 'none' } }).adjustments).toEqual([]);
    const turned = { ...neutral, costFactorP50: 2, costFactorP80: 0.5, reason: 'odd' };
    const { costP50, costP80, costP95 } = forecast({ ...basisOf(), calibration: turned });
    expect([costP50, costP80, costP95]).toEqual([150_000, 184_000, 230_000]);
  });

  it('rises from P50 to P95 whatever was said, even in hundredths', () => {
    const tiny = { ...deckClass, costDistribution: { p50: 0.011, p80: 0.012, p95: 0.013, currency: 'USD' } };
    fc.assert(
      fc.property(anyBasis, fc.boolean(), (basis, isTiny) => {
        for (const [p50 = 0, p80 = 0, p95 = 0] of ladder(
          forecast(isTiny ? { ...basis, class: tiny } : basis),
        )) {
          expect(p50).toBeGreaterThan(0);
          expect(p80).toBeGreaterThan(p50);
          expect(p95).toBeGreaterThan(p80);
        }
      }),
    );
  });

  it('splits P50 so that the parts sum to it to the cent', () => {
    fc.assert(
      fc.property(anyBasis, (basis) => {
        const { costBreakdown, costP50 } = forecast(basis);
        const cents = costBreakdown.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0);
        expect(cents).toBe(Math.round(costP50 * 100));
        for (const { amount, share } of costBreakdown)
          expect(Math.abs(amount - share * costP50)).toBeLessThan(0.0101);
      }),
    );
  });

  it('never falls as size grows', () => {
    const { from, to } = plausibleSizes.sqft;
    const value = fc.double({ min: from, max: to, noNaN: true });
    fc.assert(
      fc.property(anyBasis, value, value, (basis, one, other) => {
        const at = (feet: number) =>
          forecast({ ...basis, details: { ...basis.details, size: { value: feet, unit: 'sqft' as const } } });
        const [less, more] = [at(Math.min(one, other)), at(Math.max(one, other))];
        expect(more.costP50).toBeGreaterThanOrEqual(less.costP50);
        expect(more.timelineWeeksP95).toBeGreaterThanOrEqual(less.timelineWeeksP95);
      }),
    );
  });

  it('never falls as features are added', () => {
    fc.assert(
      fc.property(anyBasis, fc.constantFrom(...features), (basis, feature) => {
        const wanted = [...new Set([...basis.details.features, feature])];
        const more = forecast({ ...basis, details: { ...basis.details, features: wanted } });
        expect(more.costP50).toBeGreaterThanOrEqual(forecast(basis).costP50);
        expect(more.timelineWeeksP50).toBeGreaterThanOrEqual(forecast(basis).timelineWeeksP50);
      }),
    );
  });

  it('never narrows as confidence falls', () => {
    const step = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyBasis, step, step, (basis, one, other) => {
        const sure = forecast({ ...basis, confidence: Math.max(one, other) });
        const doubtful = forecast({ ...basis, confidence: Math.min(one, other) });
        expect(doubtful.costP50).toBe(sure.costP50);
        expect(doubtful.costP80).toBeGreaterThanOrEqual(sure.costP80);
        expect(doubtful.costP95).toBeGreaterThanOrEqual(sure.costP95);
        expect(doubtful.timelineWeeksP80).toBeGreaterThanOrEqual(sure.timelineWeeksP80);
      }),
    );
  });

  it('is the same for the same input', () => {
    fc.assert(
      fc.property(anyBasis, (basis) => {
        expect(forecast(structuredClone(basis))).toEqual(forecast(basis));
      }),
    );
  });

  it('reads a reference size in common spellings and none where there is none', () => {
    const pool = classNamed('Residential Pool - Midrange');
    const size = { value: 300, unit: 'sqft' as const };
    const withReference = (referenceSize: unknown) =>
      forecast(basisOf({ class: { ...pool, attributes: { referenceSize } }, details: detailsOf({ size }) }))
        .costP50;
    expect(withReference({ value: 300, unit: 'Square Feet' })).toBe(75_000);
    expect(withReference({ value: 600, unit: 'sq ft' })).toBeCloseTo(75_000 * 0.5 ** 0.6, 2);
    for (const odd of [undefined, null, 'large', { value: -1, unit: 'sqft' }, { value: 5, unit: 'rooms' }]) {
      expect(withReference(odd)).toBe(75_000);
    }
  });
});
