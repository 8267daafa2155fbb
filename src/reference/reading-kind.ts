import { type KindMention, kindMentions } from './kind-mentions.ts';
import { rankKinds } from './kinds.ts';
import { corrections } from './lexicon-answers.ts';
import { createPhraseBook } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import type { Subcategory } from './project-details.ts';
import { featuresOf } from './reading-features.ts';
import type { Token } from './tokens.ts';

/** What one statement does to the kind of project. */
export interface KindStep {
  kind: Subcategory | null;
  /** Where what was known of the former project ends; null when it goes on. */
  forgotten: number | null;
  mentions: readonly KindMention[];
}

const corrected = createPhraseBook(
  corrections.split('|').map((phrase) => [phrase, true] as const),
  'text',
);
/** Scores: enough to name a project, and enough to leave another for it. */
const enough = 1.25;
const nameLevel = 2;
const enoughToSwitch = 1.9;
/** A message of so few words that names a kind is about it. */
const shortMessage = 4;

/** The kind after a statement, given the kind before it. */
export function stepKind(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  before: Subcategory | null,
): KindStep {
  const mentions = kindMentions(tokens, polarity);
  const [best] = rankKinds(mentions);
  const named =
    best && best.kind !== 'other' && best.score >= enough ? best.kind : furnished(tokens, polarity, mentions);
  if (before === null) return { kind: named, forgotten: droppedAt(mentions, named), mentions };
  const dropped = mentions.findLast((mention) => mention.dropped && mention.kind === before);
  const isSwitch = named !== null && named !== before && (dropped || isCorrected(tokens, best?.score ?? 0));
  if (isSwitch) return { kind: named, forgotten: dropped?.to ?? lastOf(mentions, before), mentions };
  if (dropped && named !== before) return { kind: null, forgotten: dropped.to, mentions };
  return { kind: before, forgotten: null, mentions };
}

/** "Heated floors in the bathroom": a place that is to get something is the project. */
function furnished(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  mentions: readonly KindMention[],
): Subcategory | null {
  const place = mentions.find(({ kind, level, denied }) => kind !== 'other' && level >= nameLevel && !denied);
  if (!place || place.kind === 'other') return null;
  return featuresOf(tokens, polarity).some(({ wanted }) => wanted) ? place.kind : null;
}

/** Within one statement: where the last kind taken back in favour of another ends. */
function droppedAt(mentions: readonly KindMention[], named: Subcategory | null): number | null {
  return mentions.findLast(({ dropped, kind }) => dropped && kind !== named && kind !== 'other')?.to ?? null;
}

function isCorrected(tokens: readonly Token[], score: number): boolean {
  if (score < enoughToSwitch) return false;
  const words = tokens.filter(({ type }) => type === 'word');
  if (words.some(({ text }) => text === 'also' || text === 'too' || text === 'tambien')) return false;
  return words.length <= shortMessage || corrected.all(tokens).length > 0;
}

function lastOf(mentions: readonly KindMention[], kind: Subcategory): number {
  return mentions.findLast((mention) => mention.kind === kind)?.to ?? 0;
}
