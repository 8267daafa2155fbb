import { decoyCompounds, otherTrades } from './lexicon-decoys.ts';
import { buildingPhrases, type KindPhrases, softwarePhrases } from './lexicon-kinds.ts';
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
export const weights = { project: 3, name: 2, hint: 0.8 } as const;
/** Of a name that leaves the kind open unless something backs it. */
export const vagueWeight = 1.2;
/** Names that alone leave the kind open: an app may be of any sort. */
const vagueNames = new Set(
  'bath|app for|app that|app to|app where|app with|app so|app like|move from|move off|move out of|studio|ios|android|iphone|ipad|migration|migrate|integration|integrate|dashboard|database|databases|backend|connect|link|plug|wire|hook|conectar|cottage|carpet|laminate|yard|rental unit|marketplace|shingle|patio trasero|in law|porcelain tile|ceramic tile'.split(
    '|',
  ),
);
/** Names of what a project may do without. */
const parts = new Set(
  'lawn|sod|turf|artificial turf|artificial grass|synthetic turf|fake grass|new lawn|carpet|hardwood|laminate|linoleum|vinyl plank|lvp|tile floor|pool with spa|pool with a spa|pool and spa|asphalt shingle|metal roof|tile roof'.split(
    '|',
  ),
);
/** What people call each kind of project. */
export const kindBook = createPhraseBook<Meaning>(meanings());
/** Phrases that only look like one. */
export const decoyBook = createPhraseBook<true>(decoyPhrases());

function* meanings(): Generator<[string, Meaning]> {
  for (const table of [buildingPhrases, softwarePhrases]) {
    for (const [kind, phrases] of Object.entries(table)) yield* phrasesOf(kind as Subcategory, phrases);
  }
  yield* phrasesOf('other', { ...otherTrades, hint: '' });
}

function* phrasesOf(kind: Kind, phrases: KindPhrases): Generator<[string, Meaning]> {
  for (const [phrase, level] of listed({ ...phrases })) {
    const vague = level === 'name' && vagueNames.has(phrase);
    if (phrase)
      yield [phrase, { kind, weight: vague ? vagueWeight : weights[level], core: !parts.has(phrase) }];
  }
}

function* decoyPhrases(): Generator<[string, true]> {
  for (const { word, before = '', after = '' } of decoyCompounds) {
    for (const other of before.split('|')) if (other) yield [`${other} ${word}`, true];
    for (const other of after.split('|')) if (other) yield [`${word} ${other}`, true];
  }
}
