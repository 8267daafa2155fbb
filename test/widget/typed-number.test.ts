import { describe, expect, it } from 'vitest';
import { csvOf } from '../../client-widget/src/calibration/csv.ts';
import { typedNumber } from '../../client-widget/src/feedback/typed-number.ts';

describe('a typed amount of money', () => {
  it.each([
    ['48,500', 'en-US', 48_500],
    ['$48 500.00', 'en-US', 48_500],
    ['USD 1,250,000', 'en-US', 1_250_000],
    ['1 250 000,50', 'es-ES', 1_250_000.5],
    ['48.500,00 €', 'es-ES', 48_500],
    ['48.500', 'en-US', 48_500],
    ['48’500.25', 'de-CH', 48_500.25],
    ['1,00,000', 'en-IN', 100_000],
    ['  48500 ', 'en-US', 48_500],
    ['0', 'en-US', 0],
    ['', 'en-US', 'missing'],
    ['about 50', 'en-US', 'number'],
    ['1e9', 'en-US', 'number'],
    ['48 5', 'en-US', 'number'],
    ['1.2.3', 'en-US', 'number'],
    ['1,234.567,8', 'en-US', 'number'],
    ['-500', 'en-US', 'negative'],
    ['Infinity', 'en-US', 'number'],
  ])('%s (%s) is read as %s', (typed, locale, value) => {
    expect(typedNumber(typed, locale, true)).toBe(value);
  });
});

describe('a typed duration', () => {
  it.each([
    ['6,5', 'es-ES', 6.5],
    ['6.5', 'es-ES', 6.5],
    ['6,5', 'en-US', 6.5],
    ['6.125', 'en-US', 6.125],
    ['1,000', 'en-US', 1_000],
    ['.5', 'en-US', 0.5],
    ['6 weeks', 'en-US', 'number'],
  ])('%s (%s) is read as %s', (typed, locale, value) => {
    expect(typedNumber(typed, locale, false)).toBe(value);
  });
});

describe('the CSV', () => {
  it('quotes what needs it, and marks what a spreadsheet would take for a formula', () => {
    const metrics = { avgCostVariancePct: -3, avgTimelineVariancePct: 1, within20Pct: 1 };
    const names = ['=HYPERLINK("https://x")', '-1+1', 'Pool, "large"'];
    const csv = csvOf({
      ...{ totalEstimates: 3, feedbackSubmissions: 3, feedbackRate: 1, trend: [] },
      accuracyMetrics: { ...metrics, costP50Coverage: 0.5, costP80Coverage: 0.8 },
      byReferenceClass: names.map((name) => ({
        ...{ referenceClass: { id: name, name }, count: 1, avgVariancePct: -3, within20Pct: 1 },
      })),
    });
    expect(csv.split('\r\n').slice(3)).toEqual([
      'variance of class,"\'=HYPERLINK(""https://x"")",1,-3,1',
      "variance of class,'-1+1,1,-3,1",
      'variance of class,"Pool, ""large""",1,-3,1',
      '',
    ]);
  });
});
