import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumptionsFor } from '../../src/estimation/assumptions.ts';
import { clarifyingQuestionsFor } from '../../src/estimation/clarifying.ts';
import type { EstimateBasis, Risk } from '../../src/estimation/estimate.ts';
import { forecast } from '../../src/estimation/forecast.ts';
import { risksFor } from '../../src/estimation/risks.ts';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { subcategories } from '../../src/reference/project-details.ts';
import { anyBasis, basisOf, classNamed, coastal, deckClass, detailsOf } from './samples.ts';

const kinds = [...subcategories.construction, ...subcategories.software];

function risksOf(basis: EstimateBasis): Risk[] {
  return risksFor(basis, forecast(basis));
}

function ofKind<T>(tell: (basis: EstimateBasis) => T): T[] {
  return kinds.map((kind) => {
    const reference = platformCatalogue.find(({ subcategory }) => subcategory === kind);
    if (!reference) throw new Error(`no class for ${kind}`);
    return tell(basisOf({ class: reference }));
  });
}

describe('assumptions', () => {
  it('number at least three, all different, whatever was said', () => {
    fc.assert(
      fc.property(anyBasis, (basis) => {
        const assumptions = assumptionsFor(basis);
        expect(new Set(assumptions).size).toBe(assumptions.length);
        expect(assumptions.length).toBeGreaterThanOrEqual(3);
        for (const assumption of assumptions) expect(assumption).toMatch(/^[\p{Lu}].{10,300}\.$/su);
      }),
    );
  });

  it('differ between all twelve kinds of project', () => {
    const own = ofKind((basis) => assumptionsFor(basis).slice(4));
    expect(new Set(own.flat()).size).toBe(own.flat().length);
    for (const assumptions of own) expect(assumptions.length).toBeGreaterThanOrEqual(2);
  });

  it('say that the middle variant was taken where the variant is open', () => {
    const adu = classNamed('ADU - One Bedroom');
    expect(assumptionsFor(basisOf({ class: adu, confidence: 0.75 }))[0]).toMatch(
      /still open.*ADU - One Bedroom/,
    );
    expect(assumptionsFor(basisOf({ class: adu, confidence: 0.75, variantOpen: false }))[0]).not.toMatch(
      /open/,
    );
    expect(assumptionsFor(basisOf({ class: adu, confidence: 0.95, variantOpen: true }))[0]).toMatch(/open/);
  });

  it('tell a size that was given from one that is assumed', () => {
    const size = (value: number) =>
      assumptionsFor(basisOf({ details: detailsOf({ size: { value, unit: 'sqft' } }) }))[1];
    expect(size(450)).toContain('450 sq ft, as you said');
    expect(size(10_000_000)).toContain('could not be right');
    expect(assumptionsFor(basisOf())[1]).toContain('600 sq ft is assumed');
    const large = basisOf({
      class: classNamed('Web Application - Large'),
      details: detailsOf({ scale: 'large' }),
    });
    expect(assumptionsFor(large)[1]).toContain('55 person-weeks is assumed for large');
  });

  it('name the price level, or say that the average one is assumed', () => {
    expect(assumptionsFor(basisOf({ region: coastal }))[2]).toContain('SoCal - Coastal');
    expect(assumptionsFor(basisOf({ details: detailsOf({ place: 'denver' }) }))[2]).toMatch(
      /^Denver .* average/,
    );
    expect(assumptionsFor(basisOf())[2]).toContain('No location');
    expect(assumptionsFor(basisOf({ details: detailsOf({ place: 'x <b> $5' }) }))[2]).toContain(
      'No location',
    );
  });

  it('list the extras that count', () => {
    const details = detailsOf({ features: ['spa', 'heated', 'sso'] });
    expect(assumptionsFor(basisOf({ details }))[3]).toContain('spa and heating;');
  });
});

describe('risks', () => {
  it('number two to six, each with a range in money or weeks', () => {
    fc.assert(
      fc.property(anyBasis, (basis) => {
        const risks = risksOf(basis);
        expect(risks.length).toBeGreaterThanOrEqual(2);
        expect(risks.length).toBeLessThanOrEqual(6);
        for (const risk of risks) {
          const { costImpactLow, costImpactHigh, weeksImpactLow, weeksImpactHigh } = risk;
          expect(costImpactLow === null).toBe(costImpactHigh === null);
          expect(weeksImpactLow === null).toBe(weeksImpactHigh === null);
          expect(costImpactLow ?? weeksImpactLow).toBeGreaterThan(0);
          expect(costImpactHigh ?? weeksImpactHigh).toBeGreaterThan(costImpactLow ?? weeksImpactLow ?? 0);
        }
      }),
    );
  });

  it('differ between all twelve kinds of project', () => {
    const own = ofKind((basis) => risksOf(basis).slice(0, 2)).flat();
    expect(new Set(own.map(({ description }) => description)).size).toBe(own.length);
  });

  it('grow out of what was said and what was not', () => {
    const told = (basis: EstimateBasis) =>
      risksOf(basis)
        .map(({ description }) => description)
        .join(' ');
    expect(told(basisOf())).toMatch(/average level assumed/);
    expect(told(basisOf())).toMatch(/larger than the one assumed/);
    expect(told(basisOf({ confidence: 0.75 }))).toMatch(/different variant/);
    const details = detailsOf({ size: { value: 450, unit: 'sqft' }, features: ['spa'] });
    const known = told(basisOf({ region: coastal, details }));
    expect(known).toMatch(/spa needs/);
    expect(known).not.toMatch(/assumed/);
  });

  it('know the kinds of a tenant’s own too', () => {
    expect(risksOf(basisOf({ class: deckClass })).length).toBeGreaterThanOrEqual(2);
  });
});

describe('clarifying questions', () => {
  it('start with the kind of project where that is unknown', () => {
    expect(clarifyingQuestionsFor(detailsOf())[0]).toMatch(/kind of project/);
    expect(clarifyingQuestionsFor(detailsOf({ category: 'software' }))[0]).toMatch(/API/);
  });

  it('are one to four, and of its own for each kind', () => {
    const first = kinds.map((subcategory) => {
      const questions = clarifyingQuestionsFor(detailsOf({ subcategory }));
      expect(questions.length).toBeGreaterThanOrEqual(1);
      expect(questions.length).toBeLessThanOrEqual(4);
      return questions[0];
    });
    expect(new Set(first).size).toBe(kinds.length);
    const known = detailsOf({ subcategory: 'pool', size: { value: 450, unit: 'sqft' }, place: 'San Diego' });
    expect(clarifyingQuestionsFor(known)).toHaveLength(1);
  });

  it('ask again for a size that cannot be', () => {
    const odd = detailsOf({
      subcategory: 'pool',
      place: 'San Diego',
      size: { value: 10_000_000, unit: 'sqft' },
    });
    expect(clarifyingQuestionsFor(odd)[0]).toMatch(/how long and how wide/i);
  });
});
