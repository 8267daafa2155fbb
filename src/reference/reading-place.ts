import { type PlaceMention, placesOf } from './places.ts';
import type { Polarity } from './polarity.ts';
import type { Text, Token } from './tokens.ts';

/** Words near a place that make it someone's or something else's. */
const others = new Set(
  'office|work|works|job|headquarters|sister|brother|mother|mom|dad|father|friend|friends|cousin|parents|aunt|uncle|moved|moving|relocated|relocating|originally|contractor|customers|clients|users|servers|company|neighbor|supplier|shipped|trip|visiting|visited|vacation|born|grew|used|bought|saw|daughter|son|boss|partner|partners|developer|developers|colleague|architect|builder|inlaws|coming|studio'.split(
    '|',
  ),
);
/** Words near a place that make it the project's. */
const sites = new Set(
  'house|home|condo|property|project|site|apartment|townhouse|lot|building|place|duplex|cabin|its|casa|installed|located|rental|unit|job'.split(
    '|',
  ),
);
const corrections = new Set([
  'no',
  'sorry',
  'actually',
  'wait',
  'meant',
  'rather',
  'instead',
  'correction',
  'oops',
  'mean',
  'not',
  'but',
  'now',
]);
/** "Do you work in Oakland?" asks for the project's place. */
const asked = new Set(['you', 'ustedes', 'anyone']);
const reachBefore = 5;
const reachAfter = 7;

/** The place of the project in a text, or null. */
export function projectPlaceOf(text: Text, polarity: readonly Polarity[]): PlaceMention | null {
  const all = placesOf(text);
  const candidates = all.filter((place, index) => {
    return (
      polarity[place.from] !== 'denied' &&
      !isOthers(text.tokens, place, all[index - 1]?.to ?? 0, all[index + 1]?.from)
    );
  });
  const exact = candidates.filter(({ wide }) => !wide);
  const pool = exact.length > 0 ? exact : candidates;
  const atSite = pool.findLast((place) =>
    hasNear(text.tokens, Math.max(0, place.from - reachBefore), place.from, sites),
  );
  const last = pool.at(-1);
  const first = pool[0];
  if (atSite) return atSite;
  if (!first || !last) return null;
  return hasNear(text.tokens, first.to, last.from, corrections) ? last : first;
}

function isOthers(
  tokens: readonly Token[],
  place: PlaceMention,
  previous: number,
  next: number | undefined,
): boolean {
  const start = Math.max(previous, place.from - reachBefore);
  const isAsked = hasNear(tokens, start, place.from, asked);
  if (!isAsked && hasNear(tokens, start, place.from, others) && !hasNear(tokens, start, place.from, sites))
    return true;
  const end = Math.min(tokens.length, place.to + reachAfter, next ?? tokens.length);
  const clause = tokens.slice(place.to, end);
  const stop = clause.findIndex(
    ({ text }) => text === '.' || text === ';' || text === 'and' || text === 'but',
  );
  const dismissed = clause.slice(0, stop < 0 ? clause.length : stop);
  return (
    dismissed.some(
      ({ text }) => text === 'thats' || text === 'is' || text === 'was' || text === 'originally',
    ) && dismissed.some(({ text }) => others.has(text))
  );
}

function hasNear(tokens: readonly Token[], from: number, to: number, words: ReadonlySet<string>): boolean {
  return tokens.slice(from, to).some(({ text }) => words.has(text));
}
