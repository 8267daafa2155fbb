import type { Market, Region } from './project-details.ts';

/** Where a postal code lies. */
export interface PostalArea {
  region: Region | null;
  market: Market | null;
}

/** The first code of each stretch of California and whose costs hold from there on. By county, as the names are. */
const stretches: readonly (readonly [from: number, region: Region])[] = table({
  'SoCal - Coastal':
    '90001 91702 91711 91731 91740 91744 91754 91759 91765 91788 92602 92861 92885 93015 93094 93510',
  'SoCal - Inland':
    '91701 91708 91729 91737 91743 91752 91758 91761 91784 92201 92860 92877 93203 93205 93215 93220 93222 93224 93238 93240 93243 93249 93255 93263 93268 93276 93280 93283 93287 93301 93501 93516 93518 93523 93527 93531 93543 93550',
  NorCal:
    '93201 93204 93207 93218 93221 93223 93227 93239 93242 93244 93256 93265 93270 93277 93282 93286 93290 93512 93517 93522 93526 93529 93541 93545 93601 94002 95002 95008 95011 95013 95020 95025 95042 95044 95046 95070 95101',
  'Central Coast':
    '93013 93067 93101 93254 93401 93901 95001 95003 95010 95012 95017 95023 95039 95043 95045 95060 95073',
});
const californian = { from: 90_000, to: 96_199 };
/** The first three digits from which each market's states begin. */
const marketsFrom: readonly (readonly [from: number, market: Market])[] = [
  [10, 'US East'],
  [350, 'US Central'],
  [398, 'US East'],
  [400, 'US Central'],
  [800, 'US West'],
];

/** The area of a five-digit code of the United States, or null. */
export function postalArea(code: string): PostalArea | null {
  if (!/^\d{5}$/.test(code)) return null;
  const value = Number(code);
  if (value >= californian.from && value <= californian.to) {
    return { region: lastFrom(stretches, value), market: 'US West' };
  }
  const market = lastFrom(marketsFrom, Math.floor(value / 100));
  return market && { region: null, market };
}

function table(codes: Record<Region, string>): (readonly [number, Region])[] {
  const entries = Object.entries(codes) as [Region, string][];
  const all = entries.flatMap(([region, list]) =>
    list.split(' ').map((code) => [Number(code), region] as const),
  );
  return all.sort(([a], [b]) => a - b);
}

function lastFrom<T>(from: readonly (readonly [number, T])[], value: number): T | null {
  return from.findLast(([first]) => first <= value)?.[1] ?? null;
}
