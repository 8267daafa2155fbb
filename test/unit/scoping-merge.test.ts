import { describe, expect, it } from 'vitest';
import { mergeReadings } from '../../src/chat/scoping-merge.ts';
import type { ModelReading } from '../../src/chat/scoping-schema.ts';
import { unknownProject } from '../../src/reference/project-details.ts';
import { readingOf } from './samples.ts';

const silent: ModelReading = { ...unknownProject, regionDeclined: false };
const pool = { category: 'construction', subcategory: 'pool' } as const;

describe('merging a model’s reading into the rules’', () => {
  it('fills what the rules left open and judges readiness anew', () => {
    const model: ModelReading = {
      ...silent,
      ...pool,
      size: { value: 450, unit: 'sqft' },
      place: 'San  Diego',
      region: 'SoCal - Coastal',
      features: ['spa'],
      timeline: 'Spring',
      budget: '$90k',
    };
    const { details, ready } = mergeReadings(readingOf(), model);
    expect(ready).toBe(true);
    expect(details).toEqual({
      ...pool,
      size: { value: 450, unit: 'sqft' },
      scale: null,
      place: 'San Diego',
      region: 'SoCal - Coastal',
      features: ['spa'],
      otherFeatures: [],
      timeline: 'spring',
      budget: '$90k',
    });
  });

  it('lets the rules win wherever they found something', () => {
    const rules = readingOf({
      ...pool,
      size: { value: 450, unit: 'sqft' },
      place: 'Denver',
      timeline: 'spring',
    });
    const model: ModelReading = {
      ...silent,
      ...pool,
      size: { value: 900, unit: 'sqft' },
      scale: 'luxury',
      place: 'San Diego',
      region: 'SoCal - Coastal',
      timeline: 'fall',
      regionDeclined: true,
    };
    expect(mergeReadings(rules, model)).toEqual(rules);
  });

  it('takes nothing about another kind of project than the rules found', () => {
    const rules = readingOf(pool);
    const model: ModelReading = {
      ...silent,
      category: 'software',
      subcategory: 'web_app',
      features: ['sso'],
      scale: 'large',
    };
    expect(mergeReadings(rules, model)).toEqual(rules);
  });

  it.each([
    { value: 0, unit: 'sqft' as const },
    { value: -450, unit: 'sqft' as const },
    { value: 10_000_000, unit: 'sqft' as const },
    { value: 20, unit: 'person_weeks' as const },
  ])('leaves out a size out of bounds or in the wrong unit: %o', (size) => {
    expect(mergeReadings(readingOf(pool), { ...silent, ...pool, size }).details.size).toBeNull();
  });

  it('puts tokens it does not know among the other features, in bounds', () => {
    const model = {
      ...silent,
      ...pool,
      features: ['spa', 'slide', ' '],
      otherFeatures: ['grotto', 'x'.repeat(500)],
    };
    const { details } = mergeReadings(readingOf(pool), model);
    expect(details.features).toEqual(['spa']);
    expect(details.otherFeatures).toEqual(['grotto', 'slide']);
  });

  it('does not bring back what the person ruled out', () => {
    const model = { ...silent, ...pool, features: ['spa', 'automatic_cover', 'waterfall'] };
    const { details } = mergeReadings(readingOf(pool), model, ['a pool, no spa', 'and no automated covers']);
    expect(details.features).toEqual(['waterfall']);
    expect(mergeReadings(readingOf({ ...pool, features: ['heated'] }), model).details.features).toEqual([
      'heated',
    ]);
  });

  it('takes a declined place as declined', () => {
    const rules = readingOf({ ...pool, scale: 'small' });
    expect(mergeReadings(rules, { ...silent, regionDeclined: true })).toMatchObject({
      regionDeclined: true,
      ready: true,
    });
  });

  it.each([null, 'text', {}, { ...silent, size: 'large' }, { ...silent, subcategory: 'castle' }])(
    'keeps the rules’ reading where the shape is wrong: %o',
    (extracted) => {
      const rules = readingOf(pool);
      expect(mergeReadings(rules, extracted)).toBe(rules);
    },
  );
});
