import { createPhraseBook, listed, type Span } from './phrases.ts';
import { californianCapitals, californianPlaces, wideCalifornia } from './places-california.ts';
import { californianCounties, lesserCalifornian, namesakes } from './places-california-lesser.ts';
import {
  americanPlaces,
  foreignPlaces,
  placeDecoys,
  provinceCodes,
  stateCodes,
  statesAndCountries,
} from './places-elsewhere.ts';
import { lesserAmerican, lesserForeign } from './places-elsewhere-lesser.ts';
import type { Market, Region } from './project-details.ts';
import type { Token } from './tokens.ts';

/** What the gazetteer knows of a name. */
export interface Place {
  region: Region | null;
  market: Market | null;
  wide: boolean;
  /** A state or country, that completes a city's name. */
  whole?: boolean;
  /** Little known, and often a word: counts only where a place is meant. */
  lesser?: boolean;
}

const abbreviations: Record<string, string> = { st: 'saint', ft: 'fort', mt: 'mount' };
const shortened = new Map(Object.entries(abbreviations).map(([short, long]) => [long, short]));
/** Shorter names run together would be words. */
const joinedFrom = 7;
const wholes = new Set(statesAndCountries.split('|'));
/** Places by name; things named after places are decoys. */
export const placeBook = createPhraseBook<Place | 'decoy'>(places(), 'text');
/** Names that count only in capitals: LA, SF. */
export const capitalBook = createPhraseBook<Place>(regional(californianCapitals), 'text');
/** Postal codes of states. */
export const stateBook = createPhraseBook<Place>(statePlaces(), 'text');
/** What a name stands for where California is said behind it. */
const californianBook = createPhraseBook<Place>(californian(), 'text');

/** The Californian place of a name that begins at a token. */
export function californianAt(tokens: readonly Token[], index: number): Span<Place> | null {
  return californianBook.at(tokens, index);
}

function* places(): Generator<[string, Place | 'decoy']> {
  for (const phrase of placeDecoys.split('|')) yield [phrase, 'decoy'];
  yield* regional(californianPlaces);
  for (const [county, region] of listed(californianCounties)) {
    for (const name of [`${county} county`, `county of ${county}`, `condado de ${county}`]) {
      yield [name, { region, market: 'US West', wide: false }];
    }
  }
  for (const phrase of wideCalifornia.split('|'))
    yield [phrase, { region: null, market: 'US West', wide: true }];
  yield* american(americanPlaces, false);
  yield* foreign(foreignPlaces, false);
  for (const [name, place] of regional(lesserCalifornian)) yield [name, { ...place, lesser: true }];
  yield* american(lesserAmerican, true);
  yield* foreign(lesserForeign, true);
}

function* californian(): Generator<[string, Place]> {
  for (const table of [californianPlaces, namesakes, lesserCalifornian]) yield* regional(table);
}

function* regional(table: Record<Region, string>): Generator<[string, Place]> {
  for (const [name, region] of listed(table)) {
    for (const form of formsOf(name)) yield [form, { region, market: 'US West', wide: false }];
  }
}

function* american(table: Partial<Record<Market, string>>, lesser: boolean): Generator<[string, Place]> {
  for (const [name, market] of listed(table as Record<Market, string>)) {
    for (const form of formsOf(name)) {
      yield [form, { region: null, market, wide: false, whole: wholes.has(name), lesser }];
    }
  }
}

function* foreign(table: Record<'Offshore' | 'abroad', string>, lesser: boolean): Generator<[string, Place]> {
  for (const [name, rate] of listed(table)) {
    const market = rate === 'Offshore' ? 'Offshore' : null;
    yield [name, { region: null, market, wide: false, whole: wholes.has(name), lesser }];
  }
}

function* statePlaces(): Generator<[string, Place]> {
  for (const [code, market] of listed(stateCodes))
    yield [code, { region: null, market, wide: false, whole: true }];
  for (const code of provinceCodes.split('|'))
    yield [code, { region: null, market: null, wide: false, whole: true }];
}

/** A name as it is also written: St. Louis, Saint Helena, Sandiego. */
function formsOf(name: string): string[] {
  const space = name.indexOf(' ');
  if (space === -1) return [name];
  const [first, tail] = [name.slice(0, space), name.slice(space + 1)];
  const long = abbreviations[first] ?? first;
  const short = shortened.get(long);
  if (short) return [`${short} ${tail}`, `${short} . ${tail}`, `${long} ${tail}`];
  return !tail.includes(' ') && name.length > joinedFrom ? [name, first + tail] : [name];
}
