import { placesOf } from './places.ts';
import type { ProjectDetails } from './project-details.ts';
import { marketOf } from './reading.ts';
import type { ReferenceClassFigures } from './reference-class.ts';
import { tokenize } from './tokens.ts';

/** What a place does to a class's cost. */
export interface RegionFactorFound {
  /** The class's own region or market that holds, or null when none does. */
  region: string | null;
  /** 1 when none does. */
  multiplier: number;
  /** False when a region was named that the class has no multiplier for. */
  known: boolean;
}

/**
 * The multiplier of a class for where the project is. A region given explicitly decides, be it one of the class's names
 * or a place; else what the conversation gathered. Californian regions count as US West for software.
 */
export function regionFactorFor(
  figures: Pick<ReferenceClassFigures, 'regionalMultipliers'>,
  details: Pick<ProjectDetails, 'region' | 'place'> | null,
  explicitRegion?: string | null,
): RegionFactorFound {
  const asked = explicitRegion?.trim();
  const candidates = asked ? namesFor(asked) : details ? namesOf(details) : [];
  for (const name of candidates) {
    const found = figures.regionalMultipliers.find(({ region }) => isSame(region, name));
    if (found) return { region: found.region, multiplier: found.multiplier, known: true };
  }
  const isNamed = Boolean(asked) || (details !== null && (details.region ?? details.place) !== null);
  return { region: null, multiplier: 1, known: !isNamed };
}

/** A region's own name, and what the gazetteer makes of it. */
function namesFor(asked: string): string[] {
  const place = placesOf(tokenize(asked))[0];
  return [asked, ...(place ? namesOf({ region: place.region, place: place.name }) : [])];
}

function namesOf(details: Pick<ProjectDetails, 'region' | 'place'>): string[] {
  return [details.region, marketOf(details), details.place].filter((name) => name !== null);
}

/** Made once: `localeCompare` makes one for each call. */
const byBase = new Intl.Collator('en', { sensitivity: 'base' });

function isSame(a: string, b: string): boolean {
  return a === b || byBase.compare(a, b) === 0;
}
