import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOfMany, platformTuningOf, type TenantOutcome } from '../../src/admin/platform-tuning.ts';
import { type Outcome, outcomeOf, tuningOf, usableCosts } from '../../src/admin/tuning.ts';
import { forecast } from '../../src/estimation/forecast.ts';
import { calibrated, type Quantiles } from '../../src/estimation/forecast-spread.ts';
import { basisOf } from './samples.ts';

/** The quantiles of Residential Pool - Midrange. σ: 0.25631 of cost, 0.32464 of time. */
const pool = { cost: { p50: 75_000, p80: 92_000, p95: 115_000 }, time: { p50: 8, p80: 10, p95: 14 } };

/** Outcomes by what they came to as multiples of the quote. */
function outcomes(costs: readonly number[], weeks: readonly number[] = costs.map(() => 1)): Outcome[] {
  return costs.map((cost, place) => ({ logCost: Math.log(cost), logTime: Math.log(weeks[place] ?? 1) }));
}

const log = fc.double({ min: -0.7, max: 0.7, noNaN: true });
const anyOutcome = fc.record({ logCost: log, logTime: log });
const step = fc.double({ min: 1.2, max: 2, noNaN: true });
const anyQuantiles = fc
  .record({ p50: fc.double({ min: 1, max: 1e6, noNaN: true }), rise: step, tail: step })
  .map(({ p50, rise, tail }): Quantiles => ({ p50, p80: p50 * rise, p95: p50 * rise * tail }));
const anySpread = fc.record({ cost: anyQuantiles, time: anyQuantiles });

// The figures of the first three were computed apart from this code, in another language.
describe('tuning by outcomes', () => {
  it('takes the middle of five and their largest, each drawn towards the class', () => {
    const tuning = tuningOf(outcomes([0.9, 1.3, 1.0, 1.25, 1.1], [0.5, 2, 1, 1.5, 1.25]), pool);
    expect(tuning?.costFactorP50).toBeCloseTo(1.0488088481701516, 12);
    expect(tuning?.costFactorP80).toBeCloseTo(1.0358679043826602, 12);
    expect(tuning?.timelineFactorP50).toBeCloseTo(1.118033988749895, 12);
    expect(tuning?.timelineFactorP80).toBeCloseTo(1.2139244620058345, 12);
    expect(tuning?.basedOnOutcomes).toBe(5);
  });

  it('leaves out what is too far from the median, in cost or in time by itself', () => {
    const costs = [0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 10];
    const weeks = [0.8, 1.0, 1.0, 1.25, 1.5, 1.5, 1.75];
    const tuning = tuningOf(outcomes(costs, weeks), pool);
    expect(tuning?.costFactorP50).toBeCloseTo(1.0786580760019842, 12);
    expect(tuning?.costFactorP80).toBeCloseTo(1.075973906142376, 12);
    expect(tuning?.timelineFactorP50).toBeCloseTo(1.1390186650995966, 12);
    expect(tuning?.timelineFactorP80).toBeCloseTo(1.1934303703489684, 12);
    expect(tuning?.basedOnOutcomes).toBe(6);
  });

  it('takes the twelfth of fourteen for P80', () => {
    const tuning = tuningOf(outcomes(Array.from({ length: 14 }, (_, place) => 0.8 + 0.05 * place)), pool);
    expect(tuning?.costFactorP50).toBeCloseTo(1.0904664262444475, 12);
    expect(tuning?.costFactorP80).toBeCloseTo(1.0767298793091207, 12);
  });

  it('proposes nothing from fewer than five that can be used, of cost or of time', () => {
    expect(tuningOf([], pool)).toBeNull();
    expect(tuningOf(outcomes([1, 1, 1, 1]), pool)).toBeNull();
    expect(tuningOf(outcomes([1, 1, 1, 1, 9]), pool)).toBeNull();
    expect(tuningOf(outcomes([1, 1, 1, 1, 1], [1, 1, 1, 1, 9]), pool)).toBeNull();
    expect(tuningOf(outcomes([1, 1, 1, 1, 1, 9]), pool)).toMatchObject({ basedOnOutcomes: 5 });
  });

  it('never uses what is not a number', () => {
    const odd = [0, Number.NaN, Number.POSITIVE_INFINITY];
    expect(tuningOf(outcomes([1, 1, 1, 1, ...odd]), pool)).toBeNull();
    const sound = [1.2, 1.2, 1.2, 1.2, 1.2];
    expect(tuningOf(outcomes([...sound, ...odd], [...sound, ...odd]), pool)).toEqual(
      tuningOf(outcomes(sound, sound), pool),
    );
  });

  it('keeps an outcome at 3 σ of the class and drops one beyond', () => {
    const at = (times: number) =>
      [0, 0, 0, 0, times * 0.2563108882063196].map((logCost) => ({ logCost, logTime: 0 }));
    expect(usableCosts(at(2.999), pool.cost)).toHaveLength(5);
    expect(usableCosts(at(3.001), pool.cost)).toHaveLength(4);
    expect(usableCosts(at(-3.001), pool.cost)).toHaveLength(4);
  });

  it('is the same whatever the order of the outcomes', () => {
    fc.assert(
      fc.property(fc.array(anyOutcome, { maxLength: 30 }), anySpread, (given, spread) => {
        expect(tuningOf([...given].reverse(), spread)).toEqual(tuningOf(given, spread));
      }),
    );
  });

  it('goes no further than the outcomes and keeps P80 above P50', () => {
    const many = fc.array(anyOutcome, { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(many, anySpread, (given, spread) => {
        const tuning = tuningOf(given, spread);
        if (!tuning) return;
        const furthest = Math.max(...given.map(({ logCost }) => Math.abs(logCost)));
        expect(Math.abs(Math.log(tuning.costFactorP50))).toBeLessThanOrEqual(furthest + 1e-12);
        const { cost, time } = spread;
        expect(cost.p80 * tuning.costFactorP80).toBeGreaterThan(cost.p50 * tuning.costFactorP50);
        expect(time.p80 * tuning.timelineFactorP80).toBeGreaterThan(time.p50 * tuning.timelineFactorP50);
      }),
    );
  });

  it('carries P95 along: its place beyond P80 stays the class’s, in log units', () => {
    const many = fc.array(anyOutcome, { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(many, anySpread, (given, spread) => {
        const tuning = tuningOf(given, spread);
        if (!tuning) return;
        const { p50, p80, p95 } = calibrated(spread.cost, tuning.costFactorP50, tuning.costFactorP80);
        const ratio =
          Math.log(spread.cost.p95 / spread.cost.p50) / Math.log(spread.cost.p80 / spread.cost.p50);
        expect(Math.log(p95 / p50) / Math.log(p80 / p50)).toBeCloseTo(ratio, 6);
      }),
    );
  });

  it('comes to the middle of countless outcomes that are alike, and to their narrowness', () => {
    const tuning = tuningOf(outcomes(Array.from({ length: 100_000 }, () => 1.3)), pool);
    expect(tuning?.costFactorP50).toBeCloseTo(1.3, 3);
    expect((tuning?.costFactorP80 ?? 0) * 92_000).toBeCloseTo(75_000 * 1.3, -2);
  });
});

describe('the outcome of a project', () => {
  it('is the same whether it was quoted before a tuning or after', () => {
    const calibration = {
      ...{ costFactorP50: 1.1, costFactorP80: 1.2, timelineFactorP50: 0.9, timelineFactorP80: 0.95 },
      reason: 'seven outcomes',
    };
    const quotes = [forecast(basisOf()), forecast({ ...basisOf(), calibration })];
    const [before, after] = quotes.map(({ costP50, timelineWeeksP50 }, place) =>
      outcomeOf(
        { cost: 90_000, weeks: 9 },
        { cost: costP50, weeks: timelineWeeksP50 },
        place === 0 ? null : calibration,
      ),
    );
    expect(before).toEqual({ logCost: Math.log(1.2), logTime: Math.log(9 / 8) });
    expect(after?.logCost).toBeCloseTo(Math.log(1.2), 12);
    expect(after?.logTime).toBeCloseTo(Math.log(9 / 8), 12);
  });
});

describe('tuning a class of the platform', () => {
  const of = (owners: string, ratio = 1.2): TenantOutcome[] =>
    [...owners].map((tenantId) => ({ tenantId, logCost: Math.log(ratio), logTime: 0 }));

  it.each([
    ['aabbcc', true],
    ['aaabbc', true],
    ['aaaabbc', false],
    ['aaabbb', false],
    ['', false],
  ])('is decided by no one alone: %s → %s', (owners, isEnough) => {
    expect(isOfMany(of(owners))).toBe(isEnough);
    expect(platformTuningOf(of(owners), pool)).toEqual(isEnough ? tuningOf(of(owners), pool) : null);
  });

  it('needs five outcomes all the same', () => {
    expect(platformTuningOf(of('abc'), pool)).toBeNull();
  });

  it('does not count the outcomes that are left out', () => {
    expect(platformTuningOf([...of('aaaa'), ...of('bc'), ...of('bbcc', 30)], pool)).toBeNull();
    expect(platformTuningOf([...of('aaabb'), ...of('c', 30)], pool)).toBeNull();
  });
});
