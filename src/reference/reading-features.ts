import { featureDecoys, featurePhrases, otherWishes } from './lexicon-features.ts';
import { confirmedAfter, deniedAfter } from './lexicon-polarity.ts';
import { createPhraseBook, listed, type Span } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import type { Feature } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

/** A feature that was spoken of, wanted or not. */
export interface FeatureMention {
  feature: Feature;
  wanted: boolean;
  /** "Keep the spa": wanted if it was spoken of before, else it is there already. */
  kept: boolean;
  at: number;
}

export interface WishMention {
  wish: string;
  wanted: boolean;
  at: number;
}

type Meaning = Feature | 'decoy';

const book = createPhraseBook<Meaning>(meanings());
const wishes = createPhraseBook(otherWishes.split('|').map((wish) => [wish, wish] as const));
const denied = createPhraseBook(
  deniedAfter.split('|').map((phrase) => [phrase, true] as const),
  'text',
);
const confirmed = createPhraseBook(
  confirmedAfter.split('|').map((phrase) => [phrase, true] as const),
  'text',
);
/** What is there already is not wanted, save where it is to go. */
const alreadyThere = new Set([
  'existing',
  'old',
  'current',
  'neighbors',
  'neighbours',
  'our',
  'viejo',
  'vieja',
]);
const outgoing: ReadonlySet<Feature> = new Set(['demolition', 'tear_off', 'move_walls']);
const keepReach = 3;
const wallReach = 8;
const gone = new Set(['gone', 'removed', 'moved', 'relocated', 'demolished', 'go', 'disappear']);
const joints = new Set(['and', 'or', 'y', 'o', '&', '+']);
const pauses = new Set([':', '-', '–', '—', '?', '=', '(']);

/** The features of a text in the order spoken of; the last word on each is its last mention. */
export function featuresOf(tokens: readonly Token[], polarity: readonly Polarity[]): FeatureMention[] {
  const spans = book.all(tokens).filter((span): span is Span<Feature> => span.value !== 'decoy');
  const wanted = spans.map((span) => isWanted(tokens, polarity, span));
  for (let index = spans.length - 2; index >= 0; index -= 1) {
    const [span, next] = [spans[index], spans[index + 1]];
    if (!span || !next || wanted[index + 1] || !isDeniedAfter(tokens, next.to)) continue;
    if (next.from - span.to === 1 && joints.has(tokens[span.to]?.text ?? '')) wanted[index] = false;
  }
  const said = spans.map((span, index) => ({
    feature: span.value,
    wanted: wanted[index] ?? false,
    kept: isKept(tokens, span.from),
    at: span.from,
  }));
  return [...said, ...wallsGone(tokens, polarity)].sort((a, b) => a.at - b.at);
}

/** "the wall to the dining room gone": what happens to the wall stands some words behind it. */
function wallsGone(tokens: readonly Token[], polarity: readonly Polarity[]): FeatureMention[] {
  return tokens.flatMap((token, at): FeatureMention[] => {
    if (token.stem !== 'wall') return [];
    const behind = tokens.slice(at + 1, at + 1 + wallReach);
    const end = behind.findIndex((next) => isStop(next) || next.text === ',' || next.stem === 'wall');
    const isGone = behind.slice(0, end < 0 ? wallReach : end).some(({ text }) => gone.has(text));
    return isGone ? [{ feature: 'move_walls', wanted: polarity[at] !== 'denied', kept: false, at }] : [];
  });
}

/** Wishes that are no feature of the catalogue. */
export function wishesOf(tokens: readonly Token[], polarity: readonly Polarity[]): WishMention[] {
  return wishes.all(tokens).map((span) => ({
    wish: span.value,
    wanted: polarity[span.from] === 'plain' && !isDeniedAfter(tokens, span.to),
    at: span.from,
  }));
}

function isWanted(tokens: readonly Token[], polarity: readonly Polarity[], span: Span<Feature>): boolean {
  if (confirmed.at(tokens, afterPause(tokens, span.to))) return true;
  if (isDeniedAfter(tokens, span.to)) return false;
  const before = polarity[span.from] ?? 'plain';
  if (outgoing.has(span.value)) return before !== 'denied' && before !== 'open';
  if (alreadyThere.has(tokens[span.from - 1]?.text ?? '')) return false;
  return before === 'plain';
}

function isKept(tokens: readonly Token[], from: number): boolean {
  return tokens
    .slice(Math.max(0, from - keepReach), from)
    .some(({ stem }) => stem === 'keep' || stem === 'reus');
}

function isDeniedAfter(tokens: readonly Token[], to: number): boolean {
  return denied.at(tokens, afterPause(tokens, to)) !== null;
}

function afterPause(tokens: readonly Token[], to: number): number {
  return pauses.has(tokens[to]?.text ?? '') ? to + 1 : to;
}

function* meanings(): Generator<[string, Meaning]> {
  for (const phrase of featureDecoys.split('|')) yield [phrase, 'decoy'];
  yield* listed(featurePhrases);
}
