import { describe, expect, it } from 'vitest';
import type { ModelReading } from '../../src/estimation/model-reading.ts';
import { mergeReadings } from '../../src/estimation/reading-merge.ts';
import { unknownProject } from '../../src/reference/project-details.ts';
import { readingOf } from './samples.ts';

const silent: ModelReading = {
  ...unknownProject,
  size: null,
  scale: null,
  features: [],
  regionDeclined: false,
};
const pool = { category: 'construction', subcategory: 'pool' } as const;

describe('merging a model’s reading into the rules’', () => {
  it('fills what the rules left open and judges readiness anew', () => {
    const said = 'A pool, 15 by 30, with a bubbling tub, in San Diego in Spring for $90k';
    const model: ModelReading = {
      ...silent,
      ...pool,
      size: { value: 450, unit: 'sqft', words: '15 by 30' },
      place: 'San  Diego',
      region: 'SoCal - Coastal',
      features: [{ name: 'spa', words: 'a bubbling tub' }],
      timeline: 'Spring',
      budget: '$90k',
    };
    const { details, ready } = mergeReadings(readingOf(), model, [said]);
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
      size: { value: 900, unit: 'sqft', words: '900 sq ft' },
      scale: { value: 'luxury', words: 'luxury' },
      place: 'San Diego',
      region: 'SoCal - Coastal',
      timeline: 'fall',
      regionDeclined: true,
    };
    const said = ['not 900 sq ft', 'a luxury pool in San Diego in fall'];
    expect(mergeReadings(rules, model, said)).toEqual(rules);
  });

  it('takes nothing about another kind of project than the rules found', () => {
    const rules = readingOf(pool);
    const model: ModelReading = {
      ...silent,
      category: 'software',
      subcategory: 'web_app',
      features: [{ name: 'sso', words: 'log in' }],
      scale: { value: 'large', words: 'large' },
    };
    expect(mergeReadings(rules, model, ['a large pool where I can log in'])).toEqual(rules);
  });

  it.each([
    { value: 0, unit: 'sqft' as const, words: '450' },
    { value: -450, unit: 'sqft' as const, words: '450' },
    { value: 10_000_000, unit: 'sqft' as const, words: '450' },
    { value: 20, unit: 'person_weeks' as const, words: '450' },
    { value: 450, unit: 'sqft' as const, words: '460' },
    { value: 450, unit: 'sqft' as const, words: 'a pool' },
  ])('leaves out a size out of bounds, in the wrong unit or of other words: %o', (size) => {
    const model = { ...silent, ...pool, size };
    expect(mergeReadings(readingOf(pool), model, ['a pool of 450']).details.size).toBeNull();
  });

  it('takes nothing that was not said in such words', () => {
    const model: ModelReading = {
      ...silent,
      ...pool,
      place: 'San Diego',
      region: 'SoCal - Coastal',
      scale: { value: 'luxury', words: 'luxurious' },
      features: [{ name: 'spa', words: 'jacuzzi' }],
      otherFeatures: ['grotto', 'asbestos'],
      timeline: 'spring',
      budget: '$1',
    };
    const { details } = mergeReadings(readingOf(pool), model, ['a pool, there is no asbestos']);
    expect(details).toEqual(readingOf(pool).details);
  });

  it('puts tokens it does not know among the other features, in bounds', () => {
    const long = 'x'.repeat(500);
    const model: ModelReading = {
      ...silent,
      ...pool,
      features: [
        { name: 'tub', words: 'bubbling tub' },
        { name: 'sso', words: 'log in' },
        { name: ' ', words: ' ' },
      ],
      otherFeatures: ['grotto', long],
    };
    const said = [`A bubbling tub, a Grotto, ${long}, where I log in`];
    const { details } = mergeReadings(readingOf(pool), model, said);
    expect(details.features).toEqual([]);
    expect(details.otherFeatures).toEqual(['grotto', 'bubbling tub']);
  });

  it('does not bring back what the person ruled out', () => {
    const named = (name: string, words: string) => ({ name, words });
    const features = [named('spa', 'spa'), named('automatic_cover', 'covers'), named('waterfall', 'cascade')];
    const said = ['a pool, no spa', 'and no automated covers but a cascade'];
    const { details } = mergeReadings(readingOf(pool), { ...silent, ...pool, features }, said);
    expect(details.features).toEqual(['waterfall']);
  });

  it('takes a declined place as declined', () => {
    const rules = readingOf({ ...pool, scale: 'small' });
    expect(mergeReadings(rules, { ...silent, regionDeclined: true }, [])).toMatchObject({
      regionDeclined: true,
      ready: true,
    });
  });

  it.each([null, 'text', {}, { ...silent, size: 'large' }, { ...silent, subcategory: 'castle' }])(
    'keeps the rules’ reading where the shape is wrong: %o',
    (extracted) => {
      const rules = readingOf(pool);
      expect(mergeReadings(rules, extracted, [])).toBe(rules);
    },
  );
});
