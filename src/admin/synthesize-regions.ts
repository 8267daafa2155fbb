import { platformCatalogue } from '../reference/catalogue.ts';
import { regions as californian } from '../reference/project-details.ts';
import type { RegionFactor } from '../reference/reference-class.ts';

const buildingFactors = factorsOf('construction');
const marketFactors = factorsOf('software');

/**
 * The multipliers of the regions asked for, each once: the catalogue's where it has the region, in its spelling; 1 where nobody
 * knows. For software the Californian regions are US West; a category of one's own is priced like construction.
 */
export function factorsFor(category: string, regions: readonly string[]): RegionFactor[] {
  const byKey = new Map<string, RegionFactor>();
  for (const given of regions.map((region) => region.trim())) {
    const key = given.toLowerCase();
    if (!byKey.has(key)) byKey.set(key, factorFor(category, given));
  }
  return [...byKey.values()];
}

function factorFor(category: string, region: string): RegionFactor {
  const inCalifornia = californian.find((known) => isSame(known, region));
  if (category === 'software' && inCalifornia)
    return { region: inCalifornia, multiplier: knownIn(marketFactors, 'US West')?.multiplier ?? 1 };
  const known = knownIn(category === 'software' ? marketFactors : buildingFactors, region);
  return known ? { ...known } : { region, multiplier: 1 };
}

function factorsOf(category: string): readonly RegionFactor[] {
  return platformCatalogue.find((model) => model.category === category)?.regionalMultipliers ?? [];
}

function knownIn(factors: readonly RegionFactor[], asked: string): RegionFactor | undefined {
  return factors.find(({ region }) => isSame(region, asked));
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
