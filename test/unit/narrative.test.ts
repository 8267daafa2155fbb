import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumptionsFor } from '../../src/estimation/assumptions.ts';
import type { Audience, EstimateBasis } from '../../src/estimation/estimate.ts';
import { forecast } from '../../src/estimation/forecast.ts';
import { hasNarrativeLength, narrativeFor } from '../../src/estimation/narrative.ts';
import { checkFigures } from '../../src/estimation/narrative-check.ts';
import { wordCount } from '../../src/estimation/narrative-figures.ts';
import { risksFor } from '../../src/estimation/risks.ts';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { anyBasis, baseLevel, basisOf, coastal, deckClass, detailsOf } from './samples.ts';

const audiences: readonly Audience[] = ['CUSTOMER', 'CONTRACTOR'];

function tell(basis: EstimateBasis, audience: Audience): string {
  const estimate = forecast(basis);
  const risks = risksFor(basis, estimate);
  const { class: reference, details } = basis;
  return narrativeFor({
    estimate,
    class: reference,
    details,
    assumptions: assumptionsFor(basis),
    risks,
    audience,
  });
}

describe('the template narrative', () => {
  it('has 150 to 300 words and no figure but the estimate’s, for every class, region and wish', () => {
    for (const reference of [...platformCatalogue, deckClass]) {
      for (const region of [baseLevel, coastal]) {
        for (const confidence of [0.7, 1]) {
          const basis = basisOf({ class: reference, region, confidence });
          for (const audience of audiences) expectSound(basis, tell(basis, audience));
        }
      }
    }
  });

  it('keeps to that whatever was said', () => {
    fc.assert(
      fc.property(anyBasis, fc.constantFrom(...audiences), (basis, audience) => {
        expectSound(basis, tell(basis, audience));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps to that with nothing to tell but the figures', () => {
    const basis = basisOf({ class: { ...deckClass, costBreakdownTemplate: [] } });
    const estimate = forecast(basis);
    for (const audience of audiences) {
      const bare = {
        estimate,
        class: basis.class,
        details: basis.details,
        assumptions: [],
        risks: [],
        audience,
      };
      expectSound(basis, narrativeFor(bare));
    }
  });

  it('speaks differently to the customer and to the contractor', () => {
    const basis = basisOf({ region: coastal, details: detailsOf({ place: 'san diego', features: ['spa'] }) });
    const [customer = '', contractor = ''] = audiences.map((audience) => tell(basis, audience));
    expect(customer).toContain('your pool in San Diego');
    expect(customer).toMatch(/you can set a budget/);
    expect(customer).not.toMatch(/median|×/);
    expect(contractor).toMatch(/Median cost \$96,600/);
    expect(contractor).toContain('region × 1.15');
    expect(contractor).not.toMatch(/\byour pool\b/);
  });
});

function expectSound(basis: EstimateBasis, text: string): void {
  const note = `${basis.class.name}: ${wordCount(text)} words\n${text}`;
  expect(hasNarrativeLength(text), note).toBe(true);
  expect(checkFigures(text, forecast(basis), basis.details), note).toBe(true);
}

describe('the check of figures', () => {
  const details = detailsOf({
    size: { value: 450, unit: 'sqft' },
    place: 'San Diego 92101',
    timeline: '6 months',
    budget: '$90k',
  });
  const estimate = forecast(basisOf({ details, region: coastal, confidence: 0.9 }));
  const isSound = (text: string) => checkFigures(text, estimate, details);
  const { costP50, costP80, timelineWeeksP50, timelineWeeksP80, costBreakdown } = estimate;
  const dollars = (amount: number) => `$${amount.toLocaleString('en-US', { maximumFractionDigits: 0 })}`;

  it.each([
    `Plan with ${dollars(costP50)} to ${dollars(costP80)}.`,
    `The P50 is $${costP50} and the 80th percentile $${costP80.toFixed(2)}.`,
    `About $${Math.round(costP50 / 1000)}k.`,
    `About ${Math.round(costP50)} USD, or ${costP80.toLocaleString('en-US')} dollars.`,
    `Between ${timelineWeeksP50} and ${timelineWeeksP80} weeks, say ${timelineWeeksP50.toFixed(1)} weeks.`,
    `Labor takes 30 % of it (${dollars(costBreakdown[1]?.amount ?? 0)}), with an 80% chance.`,
    'Prices are 15 percent higher there (× 1.15).',
    'A pool of 450 sq ft in San Diego 92101.',
    'You said your budget is $90k. You want it in 6 months.',
    'Eight in ten stay within it, and one in twenty goes beyond.',
    'No figures at all.',
  ])('accepts what the estimate backs: %s', (text) => {
    expect(isSound(text)).toBe(true);
  });

  it('is not talked round by what was said', () => {
    const planted = { ...details, place: '5', timeline: '3', budget: '4' };
    for (const text of ['You want it for $5.', 'You plan 3 weeks.', 'The budget is $4.']) {
      expect(checkFigures(text, estimate, planted), text).toBe(false);
    }
  });

  it.each([
    'It costs $1,000.',
    `It costs ${dollars(costP50 + 1)}.`,
    `It costs €${Math.round(costP50)}.`,
    `It costs $${Math.round(costP50 / 1000)},00.`,
    `It costs ${dollars(costP80 - costP50)} more.`,
    `It takes ${Math.round(costP50)} weeks.`,
    `It costs $${timelineWeeksP50}.`,
    'It takes 6 months.',
    'It costs $90k.',
    'It takes three weeks.',
    'It costs fifty thousand dollars.',
    'That is half the cost.',
    'A discount of 12 %.',
    'Call 555-1234.',
    'It costs ٥٠٠ dollars.',
    'It costs ½ as much.',
    'Finished by 2027.',
    'It takes 30 days.',
    'A pool of 900 sq ft.',
  ])('rejects what it does not: %s', (text) => {
    expect(isSound(text)).toBe(false);
  });
});
