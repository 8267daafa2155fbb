import { decoyCompounds, otherTrades } from './lexicon-decoys.ts';
import { buildingPhrases, type KindPhrases, softwarePhrases } from './lexicon-kinds.ts';
import { spokenKinds } from './lexicon-kinds-spoken.ts';
import { objectNouns, otherTopics } from './lexicon-objects.ts';
import { createPhraseBook, listed } from './phrases.ts';
import type { Subcategory } from './project-details.ts';

/** A kind of project, work no class stands for, or a phrase that only looks like either. */
export type Kind = Subcategory | 'other';

/** What a phrase says by itself. */
export interface Meaning {
  kind: Kind;
  weight: number;
  /** Taking it back takes the project back: "no lawn" leaves the garden. */
  core: boolean;
}

/** How much each level of phrase says. */
export const weights = { project: 3, name: 2, vague: 0.85, hint: 0.8 } as const;
/** Names of what a project may do without. */
const parts = new Set(
  'lawn|sod|turf|artificial turf|artificial grass|synthetic turf|fake grass|new lawn|carpet|hardwood|laminate|linoleum|vinyl plank|lvp|tile floor|pool with spa|pool with a spa|pool and spa|asphalt shingle|metal roof|tile roof|admin dashboard|admin panel|admin portal|front end|frontend|cms|landing page|backend|back end|endpoints|dashboard|app for|app on their phones|flower beds|new sod|new lawn|new carpet|hardscape|hardscaping|kitchen cabinets|sync|basement floor|garage floor'.split(
    '|',
  ),
);
/** What people call each kind of project. */
export const kindBook = createPhraseBook<Meaning>(meanings());
/** Phrases that only look like one. */
export const decoyBook = createPhraseBook<true>(decoyPhrases());
/** Things that are no work on a kind named before them. */
export const objectBook = createPhraseBook<true>(
  objectNouns.split('|').map((noun) => [noun, true]),
  'text',
);

function* meanings(): Generator<[string, Meaning]> {
  for (const table of [buildingPhrases, softwarePhrases, spokenKinds]) {
    for (const [kind, phrases] of Object.entries(table)) yield* phrasesOf(kind as Subcategory, phrases);
  }
  yield* phrasesOf('other', { ...otherTrades, vague: otherTopics, hint: '' });
}

function* phrasesOf(kind: Kind, phrases: KindPhrases): Generator<[string, Meaning]> {
  const { project, name, vague = '', hint } = phrases;
  for (const [phrase, level] of listed({ project, name, vague, hint })) {
    if (phrase) yield [phrase, { kind, weight: weights[level], core: !parts.has(phrase) }];
  }
}

/** What is to be exactly so makes the whole phrase exact: "online shopping" is no online shop. */
function completed(word: string, after: string): string {
  return after.startsWith('=') ? `=${word} ${after.slice(1)}` : `${word} ${after}`;
}

function* decoyPhrases(): Generator<[string, true]> {
  for (const { word, before = '', after = '' } of decoyCompounds) {
    for (const other of before.split('|')) if (other) yield [`${other} ${word}`, true];
    for (const other of after.split('|')) if (other) yield [completed(word, other), true];
  }
}
