import { describe, expect, it } from 'vitest';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { marketOf, readProject } from '../../src/reference/reading.ts';
import { regionFactorFor } from '../../src/reference/region-factor.ts';

describe('places', () => {
  it.each([
    ['San Diego', 'SoCal - Coastal'],
    ['we are in LA', 'SoCal - Coastal'],
    ['our home in Rancho Cucamonga', 'SoCal - Inland'],
    ['Palm Springs', 'SoCal - Inland'],
    ['SF', 'NorCal'],
    ['the Bay Area', 'NorCal'],
    ['Carmel-by-the-Sea', 'Central Coast'],
    ['Orange', 'SoCal - Coastal'],
    ['near Corona', 'SoCal - Inland'],
    ['San José', 'NorCal'],
    ['Santa Barbara County', 'Central Coast'],
  ])('"%s" lies in %s', (text, region) => expect(details(text).region).toBe(region));

  it.each([
    ['we are in London', 'London'],
    ['Austin, Texas', 'Austin, Texas'],
    ['Portland, OR', 'Portland, OR'],
    ['we live in Rhode Island', 'Rhode Island'],
    ['Toronto', 'Toronto'],
  ])('"%s" is accepted and has no region', (text, place) => {
    expect(details(text)).toMatchObject({ place, region: null });
  });

  it.each([
    'orange tiles please',
    'a mobile app',
    'Spanish tile',
    'walnut cabinets',
    'may be',
    'OK',
    'build me something nice',
    'Oracle database',
  ])('"%s" names none', (text) => expect(details(text).place).toBeNull());

  it('someone else’s place is not the project’s', () => {
    expect(details('I work in Oakland, the house is in Temecula').region).toBe('SoCal - Inland');
    expect(details('we moved from Chicago to Ventura').region).toBe('SoCal - Coastal');
    expect(details('not in San Diego, in Fresno').region).toBe('NorCal');
  });
});

describe('software markets', () => {
  it.each([
    ['San Diego', 'US West'],
    ['Denver', 'US West'],
    ['Boston', 'US East'],
    ['Austin, Texas', 'US Central'],
    ['Bangalore', 'Offshore'],
    ['London', null],
  ])('%s → %s', (place, market) => expect(marketOf(details(place))).toBe(market));

  it('no place, no market', () => expect(marketOf({ region: null, place: null })).toBeNull());
});

describe('region factors', () => {
  it('come from the conversation, or from a region given explicitly', () => {
    const pool = figuresOf('residential-pool-midrange');
    expect(regionFactorFor(pool, details('Oakland'))).toEqual({
      region: 'NorCal',
      multiplier: 1.2,
      known: true,
    });
    expect(regionFactorFor(pool, details('Oakland'), 'central coast').multiplier).toBe(1.08);
    expect(regionFactorFor(pool, null, 'San Diego').multiplier).toBe(1.15);
    expect(regionFactorFor(pool, details('Chicago'))).toEqual({ region: null, multiplier: 1, known: false });
    expect(regionFactorFor(pool, details('hello'))).toEqual({ region: null, multiplier: 1, known: true });
    expect(regionFactorFor(pool, null, 'Atlantis')).toEqual({ region: null, multiplier: 1, known: false });
  });

  it('are those of the market for software', () => {
    const api = figuresOf('api-development-small');
    expect(regionFactorFor(api, details('Oakland'))).toEqual({
      region: 'US West',
      multiplier: 1.3,
      known: true,
    });
    expect(regionFactorFor(api, details('India')).multiplier).toBe(0.7);
    expect(regionFactorFor(api, null, 'SoCal - Inland').region).toBe('US West');
  });
});

function details(text: string) {
  return readProject([{ text }]).details;
}

function figuresOf(key: string) {
  const found = platformCatalogue.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`No class ${key}`);
  return found;
}
