import { createPhraseBook, listed } from './phrases.ts';
import { californianCapitals, californianPlaces, wideCalifornia } from './places-california.ts';
import {
  americanPlaces,
  foreignPlaces,
  placeDecoys,
  stateCodes,
  statesAndCountries,
} from './places-elsewhere.ts';
import type { Market, Region } from './project-details.ts';

/** What the gazetteer knows of a name. */
export interface Place {
  region: Region | null;
  market: Market | null;
  wide: boolean;
  /** A state or country, that completes a city's name. */
  whole?: boolean;
}

const wholes = new Set(statesAndCountries.split('|'));
/** Places by name; things named after places are decoys. */
export const placeBook = createPhraseBook<Place | 'decoy'>(places(), 'text');
/** Names that count only in capitals: LA, SF. */
export const capitalBook = createPhraseBook<Place>(capitalPlaces(), 'text');
/** Postal codes of states. */
export const stateBook = createPhraseBook<Place>(statePlaces(), 'text');

function* places(): Generator<[string, Place | 'decoy']> {
  for (const phrase of placeDecoys.split('|')) yield [phrase, 'decoy'];
  for (const [phrase, region] of listed(californianPlaces)) {
    yield [phrase, { region, market: 'US West', wide: false }];
    yield [`${phrase} california`, { region, market: 'US West', wide: false }];
  }
  for (const phrase of wideCalifornia.split('|'))
    yield [phrase, { region: null, market: 'US West', wide: true }];
  for (const [phrase, market] of listed(americanPlaces)) {
    yield [phrase, { region: null, market, wide: false, whole: wholes.has(phrase) }];
  }
  for (const [phrase, rate] of listed(foreignPlaces)) {
    const market = rate === 'Offshore' ? 'Offshore' : null;
    yield [phrase, { region: null, market, wide: false, whole: wholes.has(phrase) }];
  }
}

function* capitalPlaces(): Generator<[string, Place]> {
  for (const [phrase, region] of listed(californianCapitals)) {
    yield [phrase, { region, market: 'US West', wide: false }];
  }
}

function* statePlaces(): Generator<[string, Place]> {
  for (const [code, market] of listed(stateCodes))
    yield [code, { region: null, market, wide: false, whole: true }];
}
