import type { PlaceMention } from './places.ts';
import type { Category } from './project-details.ts';
import type { Token } from './tokens.ts';

/** People, whose places are theirs unless the project is for them. */
const people = wordsOf(
  'sister|brother|mother|mom|dad|father|friend|friends|cousin|parents|aunt|uncle|grandma|grandpa|grandmother|nephew|niece|neighbor|daughter|son|inlaws',
);
/** Where someone works: not where a house is, but where software is wanted. */
const workplaces = wordsOf('office|work|works|job|headquarters|company|studio');
/** Other owners of a place. */
const owners = wordsOf(
  'contractor|customers|clients|users|servers|supplier|trip|vacation|boss|partner|partners|developer|developers|colleague|architect|builder',
);
/** What is done at or to a place that is not the project's. */
const doings = wordsOf(
  'moved|moving|relocated|relocating|originally|shipped|visiting|visited|born|grew|used|bought|saw|coming|come|comes|came',
);
/** Words near a place that make it the project's. */
export const sites = wordsOf(
  'house|home|condo|property|project|site|apartment|townhouse|lot|building|place|duplex|cabin|its|casa|installed|located|rental|unit|job',
);
/** Somebody else, and homes other than that of the project. */
const persons = wordsOf('he|hes|she|shes|they|theyre|his|her|their|el|ella');
const dwellings = wordsOf('home|house|residence|place|address');
const otherHomes = wordsOf('main|primary|permanent|other|first|real|old');
/** "We moved to Napa last year." */
const movings = wordsOf('moved|moving|move|relocated|relocating|coming|come|came');
/** "Do you work in Oakland?" asks for the project's place. */
const asked = wordsOf('you|ustedes|anyone');
/** Behind a place, with a word of somebody else's: "that's my office". */
const tells = wordsOf('thats|is|was|originally');
const clauseEnds = wordsOf('.|;|!|and|but|now');
const reachBefore = 5;
const reachAfter = 7;
const forReach = 3;

/** Whether a place is somebody else's, or only told of. */
export function isOthers(
  tokens: readonly Token[],
  place: PlaceMention,
  around: { previous: number; next: number | undefined },
  category: Category | null,
): boolean {
  const isOther = (word: string) =>
    owners.has(word) || isPerson(word) || (category !== 'software' && workplaces.has(word));
  const before = clauseBefore(tokens, place.from, around.previous);
  const isNamed = before.some(
    ({ text }, index) =>
      isDoing(before, index) ||
      (isOther(text) &&
        !isForSomeone(tokens, place.from - before.length + index) &&
        (isPerson(text) || !isParted(before, index))),
  );
  const isProjects = before.some(({ text }) => sites.has(text) || asked.has(text));
  const isThere = tokens
    .slice(place.to, around.next)
    .some(({ text }) => text === 'there' || text === 'alli' || text === 'alla');
  if (isNamed && !isProjects && !isThere) return true;
  const clause = tokens.slice(place.to, Math.min(place.to + reachAfter, around.next ?? tokens.length));
  const stop = clause.findIndex(({ text }) => clauseEnds.has(text));
  const dismissed = clause.slice(0, stop < 0 ? clause.length : stop);
  const isOwned = dismissed.some(({ text }) => isOther(text) || text === 'originally');
  return isOwned && dismissed.some(({ text }) => tells.has(text));
}

function isDoing(before: readonly Token[], index: number): boolean {
  const isHere =
    movings.has(before[index]?.text ?? '') && before.findLast(({ text }) => text !== 'the')?.text === 'to';
  return !isHere && doings.has(before[index]?.text ?? '') && !isParted(before, index);
}

function isParted(before: readonly Token[], index: number): boolean {
  return before.slice(index).some(({ text }) => text === ',');
}

/** "My son's in San Diego". */
function isPerson(word: string): boolean {
  return people.has(word) || people.has(word.replace(/s$/, ''));
}

function clauseBefore(tokens: readonly Token[], to: number, previous: number): readonly Token[] {
  const window = tokens.slice(Math.max(previous, to - reachBefore), to);
  const end = window.findLastIndex(({ text }) => text !== 'and' && clauseEnds.has(text));
  return window.slice(end + 1);
}

export function hasNear(
  tokens: readonly Token[],
  from: number,
  to: number,
  words: ReadonlySet<string>,
): boolean {
  return tokens.slice(from, to).some(({ text }) => words.has(text));
}

/** "a granny flat for my mom in Tracy". */
function isForSomeone(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.text ?? '';
  if (!isPerson(word) && !workplaces.has(word)) return false;
  return tokens.slice(Math.max(0, at - forReach), at).some(({ text }) => text === 'for' || text === 'para');
}

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.split('|'));
}

/** "He's in Idaho", "my main home is in Irvine": taken only where no other place is named. */
export function isLikelyOthers(tokens: readonly Token[], place: PlaceMention): boolean {
  const before = clauseBefore(tokens, place.from, 0);
  if (before.some(({ text }) => persons.has(text))) return true;
  return before.some(
    ({ text }, index) => dwellings.has(text) && otherHomes.has(before[index - 1]?.text ?? ''),
  );
}
