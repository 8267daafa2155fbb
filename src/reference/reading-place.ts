import { hasNear, isLikelyOthers, isOthers, sites } from './place-owner.ts';
import { type PlaceMention, placesOf } from './places.ts';
import { respeltPlaces } from './places-spelling.ts';
import type { Polarity } from './polarity.ts';
import type { Category } from './project-details.ts';
import type { Text, Token } from './tokens.ts';

const corrections = new Set(
  'no|sorry|actually|wait|meant|rather|instead|correction|oops|mean|not|but|now'.split('|'),
);
const living = new Set('live|lives|living|based|located|vivo|vivimos'.split('|'));
const reachBefore = 5;
const placing = new Set(['in', 'at', 'near', 'from', 'the', 'en', 'to']);

/** The place of the project in a text, or null; names a slip away from a known place count where a place is expected. */
export function projectPlaceOf(
  text: Text,
  polarity: readonly Polarity[],
  category: Category | null,
  expected: boolean,
): PlaceMention | null {
  const named = placeIn(text, placesOf(text), polarity, category);
  if (named) return named;
  const respelt = respeltPlaces(text, expected);
  return respelt && placeIn(respelt, placesOf(respelt), polarity, category);
}

function placeIn(
  { tokens }: Text,
  all: readonly PlaceMention[],
  polarity: readonly Polarity[],
  category: Category | null,
): PlaceMention | null {
  const candidates = all.filter((place, index) => {
    const around = { previous: all[index - 1]?.to ?? 0, next: all[index + 1]?.from };
    return !isDenied(tokens, polarity, place.from) && !isOthers(tokens, place, around, category);
  });
  const exact = preferring(candidates, ({ wide }) => !wide);
  const pool = preferring(exact, (place) => !isLikelyOthers(tokens, place));
  const atSite = pool.findLast((place) =>
    hasNear(tokens, Math.max(0, place.from - reachBefore), place.from, sites),
  );
  const atHome = pool.findLast((place) =>
    hasNear(tokens, Math.max(0, place.from - reachBefore), place.from, living),
  );
  const last = pool.at(-1);
  const first = pool[0];
  if (atSite) return atSite;
  if (!first || !last) return null;
  if (atHome && isAskedAbout(tokens, first)) return atHome;
  return hasNear(tokens, first.to, last.from, corrections) ? last : first;
}

/** "Pool in Indio? Too hot." */
function isAskedAbout(tokens: readonly Token[], place: PlaceMention): boolean {
  return tokens[place.to]?.text === '?';
}

/** Those that pass, or all where none does. */
function preferring<T>(all: readonly T[], passes: (one: T) => boolean): readonly T[] {
  const passing = all.filter(passes);
  return passing.length > 0 ? passing : all;
}

/** "Not in Oakland"; what was denied further before was something else. */
function isDenied(tokens: readonly Token[], polarity: readonly Polarity[], at: number): boolean {
  if (polarity[at] !== 'denied') return false;
  let from = at - 1;
  while (placing.has(tokens[from]?.text ?? '')) from -= 1;
  return polarity[from] !== 'denied';
}
