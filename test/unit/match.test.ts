import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { createMatcher, type Match } from '../../src/reference/match.ts';
import type { MatchableClass } from '../../src/reference/reference-class.ts';
import matchingFixture from '../fixtures/matching.json' with { type: 'json' };

const platform: MatchableClass[] = platformCatalogue.map((found) => ({
  ...found,
  id: found.key,
  tenantId: null,
}));
const matcher = createMatcher(platform);
const midrange = platformClass('residential-pool-midrange');

describe('confidence', () => {
  it('is at least 0.8 for a 15x30 pool with spa, which is a midrange pool', () => {
    const best = first('I want to install a 15x30 pool with spa in my backyard');
    expect(best?.class.name).toBe('Residential Pool - Midrange');
    expect(best?.confidence).toBeGreaterThanOrEqual(0.8);
    expect(best?.matchedTerms).toContain('pool');
  });

  it.each(['a granny flat', 'kitchen remodel', 'we need a mobile app', 'new roof', 'a swimming pool'])(
    'stays between 0.70 and 0.80 while the variant of "%s" is open',
    (text) => {
      const best = first(text);
      expect(best?.confidence).toBeGreaterThanOrEqual(0.7);
      expect(best?.confidence).toBeLessThanOrEqual(0.8);
    },
  );

  it.each([
    ['a granny flat', 'ADU - One Bedroom'],
    ['new roof', 'Roof Replacement - Asphalt Shingle'],
    ['new floors please', 'Flooring - Laminate and Vinyl'],
    ['kitchen remodel', 'Kitchen Remodel - Midrange'],
  ])('takes the usual variant of "%s"', (text, name) => expect(first(text)?.class.name).toBe(name));

  it.each(['', '   ', '???', 'hello there', 'what is the meaning of life', '🏊', '12345', 'the of and'])(
    'is below 0.3, or there is no match, for "%s"',
    (text) => expect(first(text)?.confidence ?? 0).toBeLessThan(0.3),
  );

  it('falls from the first match to the last', () => {
    const found = matcher.match('midrange kitchen, 150 sq ft', { limit: 5, tenantId: null });
    const confidences = found.map(({ confidence }) => confidence);
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
    expect(found).toHaveLength(3);
  });
});

describe('what a conversation has gathered', () => {
  const details = {
    category: 'construction',
    subcategory: 'pool',
    region: null,
    place: null,
    size: { value: 300, unit: 'sqft' },
    scale: null,
    features: [],
    otherFeatures: [],
    timeline: null,
    budget: null,
  } as const;

  it('decides over the text', () => {
    const [best] = matcher.match('something for the garden', {
      details: { ...details, features: [], otherFeatures: [] },
      limit: 1,
      tenantId: null,
    });
    expect(best?.class.name).toBe('Residential Pool - Compact');
    expect(best?.confidence).toBeGreaterThanOrEqual(0.9);
  });

  it('brings its scale when no size is known', () => {
    const [best] = matcher.match('pool', {
      details: { ...details, size: null, scale: 'luxury', features: [], otherFeatures: [] },
      limit: 1,
      tenantId: null,
    });
    expect(best?.class.name).toBe('Residential Pool - Luxury');
  });
});

describe('own classes', () => {
  const own: MatchableClass = { ...midrange, id: 'own-1', tenantId: 'tenant-a' };

  it('win a tie with the platform', () => {
    const both = createMatcher([...platform, own]);
    expect(both.match('a 15x30 pool', { limit: 1, tenantId: 'tenant-a' })[0]?.class.id).toBe('own-1');
  });

  it('stand in the place of the platform’s of the same name, however they are described', () => {
    const described = { ...own, description: 'As we build them.', keywords: ['ours'], attributes: {} };
    const both = createMatcher([...platform, described]);
    const options = { limit: 2, tenantId: 'tenant-a' };
    expect(both.match('a 15x30 pool with spa', options).map(idOf)).toEqual(['own-1', midrange.id]);
  });

  it('are candidates for their tenant alone, and change nothing for others', () => {
    const both = createMatcher([...platform, own]);
    const options = { limit: 5, tenantId: 'tenant-b' };
    expect(both.match('a 15x30 pool', options)).toEqual(matcher.match('a 15x30 pool', options));
    expect(both.match('a 15x30 pool', { limit: 5, tenantId: null }).map(idOf)).not.toContain('own-1');
  });

  it('of any category and subcategory are found by their words, slips included', () => {
    const both = createMatcher([...platform, ownClass('windows-vinyl'), ownClass('hvac')]);
    const options = { limit: 3, tenantId: 'tenant-a' };
    const windows = both.match('replace 14 windows with double pane', options);
    expect(windows[0]?.class.id).toBe('windows-vinyl');
    expect(windows[0]?.confidence).toBeGreaterThanOrEqual(0.7);
    expect(both.match('new air conditionning and a heat pump', options)[0]?.class.id).toBe('hvac');
    expect(both.match('three tier wedding cake', options)[0]?.confidence ?? 0).toBeLessThan(0.3);
  });

  it('are not taken for a kind of project they only touch', () => {
    const both = createMatcher([...platform, ownClass('windows-vinyl')]);
    const best = both.match('kitchen remodel with one new window', { limit: 1, tenantId: 'tenant-a' })[0];
    expect(best?.class.subcategory).toBe('kitchen_remodel');
  });

  it('appear and go with upsert and remove', () => {
    const changing = createMatcher(platform);
    const options = { limit: 1, tenantId: 'tenant-a' };
    changing.upsert(ownClass('hvac'));
    expect(changing.match('central air conditioning', options)[0]?.class.id).toBe('hvac');
    changing.upsert({
      ...ownClass('hvac'),
      name: 'Sauna Build',
      subcategory: 'sauna',
      keywords: ['finnish sauna'],
    });
    expect(changing.match('central air conditioning', options)).toEqual([]);
    expect(changing.match('a finnish sauna', options)[0]?.class.name).toBe('Sauna Build');
    changing.remove('hvac');
    expect(changing.match('a finnish sauna', options)).toEqual([]);
    expect(changing.match('a 15x30 pool', options)).toEqual(matcher.match('a 15x30 pool', options));
  });
});

describe('properties', () => {
  const texts = matchingFixture.map(({ description }) => description);

  it('the same classes in any order and the same text give the same matches', () => {
    const reversed = createMatcher([...platform].reverse());
    for (const text of texts) {
      const options = { limit: 5, tenantId: null };
      expect(reversed.match(text, options)).toEqual(matcher.match(text, options));
    }
  });

  it('a region never outweighs the words', () => {
    for (const text of texts) {
      for (const region of ['NorCal', 'US East', 'Atlantis']) {
        expect(first(text, region)?.class.id).toBe(first(text)?.class.id);
      }
    }
  });

  it('any text gets confidences from 0 to 1, without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const { confidence } of matcher.match(text, { limit: 5, tenantId: 'x' })) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

function first(text: string, region: string | null = null): Match | undefined {
  return matcher.match(text, { region, limit: 1, tenantId: null })[0];
}

function idOf(match: Match): string {
  return match.class.id;
}

function platformClass(key: string): MatchableClass {
  const found = platform.find(({ id }) => id === key);
  if (!found) throw new Error(`No class ${key}`);
  return found;
}

function ownClass(id: 'windows-vinyl' | 'hvac'): MatchableClass {
  const words = {
    'windows-vinyl': {
      name: 'Window Replacement - Vinyl',
      subcategory: 'window_replacement',
      keywords: ['windows', 'double pane', 'vinyl windows'],
      description: 'Old windows out, vinyl double-pane windows in, trim and paint.',
    },
    hvac: {
      name: 'HVAC System',
      subcategory: 'heating-and-cooling',
      keywords: ['air conditioning', 'heat pump', 'furnace', 'ducts'],
      description: 'Heating and cooling for a whole house.',
    },
  };
  return { ...midrange, ...words[id], category: 'Trades', attributes: {}, id, tenantId: 'tenant-a' };
}
