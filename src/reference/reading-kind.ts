import type { KindMention } from './kind-mentions.ts';
import { type Kind, weights } from './kind-phrases.ts';
import { rankKinds } from './kinds.ts';
import { corrections } from './lexicon-answers.ts';
import { bookOf, createPhraseBook } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import type { Subcategory } from './project-details.ts';
import { featureSpans, featuresOf } from './reading-features.ts';
import { hintedKind } from './reading-kind-hints.ts';
import { spokenMentions } from './reading-kind-mentions.ts';
import type { Token } from './tokens.ts';

/** What one statement does to the kind of project. */
export interface KindStep {
  kind: Subcategory | null;
  /** Where what was known of the former project ends; null when it goes on. */
  forgotten: number | null;
  mentions: readonly KindMention[];
}

/** Said of a project, these put it in the place of the one before; of a size they only confirm it. */
const settling =
  'is enough|would be enough|will be enough|is plenty|will do|would do|is all we need|is all i need|is what we want|is what we need|now we want|now we think|now were thinking|now i want|now i think';
const corrected = createPhraseBook(
  `${corrections}|${settling}`.split('|').map((phrase) => [phrase, true] as const),
  'text',
);
const stating = bookOf(
  'its a|its an|it is a|it is an|this is a|this is an|its really a|its more of a|es una|es un',
  'text',
);
/** Scores: enough to name a project, and enough to leave another for it. */
const enough = 1.25;
const nameLevel = 2;
const hintLevel = 0.8;
/** Said of one thing more, not of another instead. */
const adding = new Set(['also', 'too', 'tambien', 'add', 'adding', 'agregar', 'include']);
const enoughToSwitch = 1.9;
/** A message of so few words that names a kind is about it. */
const shortMessage = 4;

/** The kind after a statement, given the kind before it. */
export function stepKind(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  before: Subcategory | null,
  former: readonly KindMention[],
): KindStep {
  const mentions = spokenMentions(tokens, polarity);
  const [best] = bestOf(mentions);
  const named =
    best && best.kind !== 'other' && best.score >= enough ? best.kind : furnished(tokens, polarity, mentions);
  if (before === null) {
    const kind = named ?? hintedKind(tokens, mentions, former) ?? togetherNamed(former, mentions);
    return { kind, forgotten: droppedAt(mentions, kind), mentions };
  }
  const dropped = mentions.findLast((mention) => mention.dropped && mention.kind === before);
  const isSwitch =
    named !== null &&
    named !== before &&
    (dropped || isFirst(tokens, mentions, named) || isCorrected(tokens, mentions, named, best?.score ?? 0));
  if (isSwitch) return { kind: named, forgotten: dropped?.to ?? lastOf(mentions, before), mentions };
  if (dropped && named !== before) return { kind: null, forgotten: dropped.to, mentions };
  return { kind: before, forgotten: null, mentions };
}

/** Parts of a room add up to the room, be one of them its floor. */
function bestOf(mentions: readonly KindMention[]): { kind: Kind; score: number }[] {
  const ranked = rankKinds(mentions);
  const [first] = ranked;
  const room = first?.kind === 'flooring' && ranked.find(({ kind }) => isFurnished(mentions, kind));
  if (room) return [room];
  const joint = ranked.find(({ kind }) => kind === 'integration');
  const isApp = first?.kind === 'web_app' || first?.kind === 'mobile_app';
  return joint && isApp && connects(mentions, first.kind) ? [joint] : ranked;
}

/** "Integrate our website with Mailchimp": the website is one end of it. */
function connects(mentions: readonly KindMention[], end: Kind): boolean {
  const at = mentions.find(({ kind }) => kind === end)?.from ?? 0;
  const joints = mentions.filter(({ kind, denied }) => kind === 'integration' && !denied);
  const isOpened = joints.some(({ from, level }) => from < at && level > hintLevel);
  return isOpened && joints.some(({ from }) => from > at);
}

function isFurnished(mentions: readonly KindMention[], kind: Kind): boolean {
  if (kind !== 'kitchen_remodel' && kind !== 'bathroom_remodel') return false;
  const own = mentions.filter((mention) => mention.kind === kind && !mention.denied);
  const hints = own.filter(({ level }) => level < 1).length;
  const isNamed = own.some(({ weight }) => weight >= nameLevel);
  return own.some(({ level }) => level >= nameLevel) && (hints > 1 || (hints > 0 && isNamed));
}

/** What two statements in a row only hint at: "our app needs a rewrite", "mobile, both platforms". */
function togetherNamed(former: readonly KindMention[], mentions: readonly KindMention[]): Subcategory | null {
  if (former.length === 0 || mentions.length === 0) return null;
  const [best] = rankKinds([...former, ...mentions]);
  return best && best.kind !== 'other' && best.score >= enough ? best.kind : null;
}

/** "Heated floors in the bathroom": a place that is to get something is the project. */
function furnished(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  mentions: readonly KindMention[],
): Subcategory | null {
  const place = mentions.find(
    ({ kind, level, denied }) => kind !== 'other' && level >= weights.vague && !denied,
  );
  if (!place || place.kind === 'other') return null;
  return featuresOf(tokens, polarity).some(({ wanted }) => wanted) ? place.kind : null;
}

/** Within one statement: where the last kind taken back in favour of another ends. */
function droppedAt(mentions: readonly KindMention[], named: Subcategory | null): number | null {
  const last = mentions.findLast(({ kind }) => kind === named)?.from ?? Number.POSITIVE_INFINITY;
  const first = mentions.find(({ kind, level, denied }) => kind === named && !denied && level >= nameLevel);
  const drop = mentions.findLast(
    ({ dropped, kind, from }) => dropped && kind !== named && kind !== 'other' && from < last,
  );
  return drop && (!first || first.from > drop.from) ? drop.to : null;
}

/** "Pool first": of several projects, the one to begin with. */
function isFirst(tokens: readonly Token[], mentions: readonly KindMention[], kind: Subcategory): boolean {
  return mentions.some(
    ({ kind: named, from, to, denied }) =>
      named === kind && !denied && [tokens[to]?.text, tokens[from - 1]?.text].includes('first'),
  );
}

function isCorrected(
  tokens: readonly Token[],
  mentions: readonly KindMention[],
  named: Subcategory,
  score: number,
): boolean {
  if (score < enoughToSwitch) return false;
  const words = tokens.filter(({ type }) => type === 'word');
  if (tokens.some((_, index) => isAdding(tokens, index)) || isFeature(tokens, mentions, named)) return false;
  const isPlainly =
    named !== 'landscaping' || mentions.some(({ kind, level }) => kind === named && level > nameLevel);
  if (isPlainly && words.length <= shortMessage) return true;
  return corrected.all(tokens).length > 0 || isStated(tokens, mentions, named);
}

/** "Landscaping too", but "too much money". */
function isAdding(tokens: readonly Token[], index: number): boolean {
  const text = tokens[index]?.text ?? '';
  return adding.has(text) && (text !== 'too' || tokens[index + 1]?.type !== 'word');
}

/** "Admin dashboard yes": said of the project as it is. */
function isFeature(tokens: readonly Token[], mentions: readonly KindMention[], named: Subcategory): boolean {
  const features = featureSpans(tokens);
  return mentions
    .filter(({ kind, denied }) => kind === named && !denied)
    .every(({ from, to }) => features.some((feature) => from < feature.to && to > feature.from));
}

/** "It's a data migration": what one calls it. */
function isStated(tokens: readonly Token[], mentions: readonly KindMention[], named: Subcategory): boolean {
  const start = stating.at(tokens, 0)?.to;
  return mentions.some(({ kind, from, level }) => kind === named && level > nameLevel && from === start);
}

function lastOf(mentions: readonly KindMention[], kind: Subcategory): number {
  return mentions.findLast((mention) => mention.kind === kind)?.to ?? 0;
}
