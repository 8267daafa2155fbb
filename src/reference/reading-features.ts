import { type FramedMention, framedIn } from './feature-frames.ts';
import { isAskedAbout, isConfirmedAfter, isDeniedAfter, isDone, isKept, isWanted } from './feature-wants.ts';
import { featureDecoys, featurePhrases, otherWishes } from './lexicon-features.ts';
import { createPhraseBook, listed, type Span } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import type { Feature } from './project-details.ts';
import type { Token } from './tokens.ts';

/** A feature that was spoken of, wanted or not. */
export interface FeatureMention {
  feature: Feature;
  wanted: boolean;
  /** "Keep the spa": wanted if it was spoken of before, else it is there already. */
  kept: boolean;
  /** "Rip out the old": on a roof, the old layers. */
  clearing: boolean;
  at: number;
  to: number;
}

export interface WishMention {
  wish: string;
  wanted: boolean;
  at: number;
}

type Meaning = Feature | 'decoy';

const book = createPhraseBook<Meaning>(meanings());
const wishes = createPhraseBook(otherWishes.split('|').map((wish) => [wish, wish] as const));
const joints = new Set(['and', 'or', 'y', 'o', '&', '+']);
/** Says of itself that something built is torn down. */
const plainDemolition = /^(demol|raze|bulldoz|jackhamm|derrib)/;

/** Where features are named in a text: "pool heating" names no pool. */
export function featureSpans(tokens: readonly Token[]): readonly { from: number; to: number }[] {
  return book.all(tokens);
}

/** The features of a text in the order spoken of; the last word on each is its last mention. */
export function featuresOf(tokens: readonly Token[], polarity: readonly Polarity[]): FeatureMention[] {
  const all = book.all(tokens);
  const spans = all.filter((span): span is Span<Feature> => span.value !== 'decoy');
  const wanted = spans.map((span) => isWanted(tokens, polarity, span));
  for (let index = spans.length - 2; index >= 0; index -= 1) {
    const [span, next] = [spans[index], spans[index + 1]];
    if (!span || !next || wanted[index + 1] || !isDeniedAfter(tokens, next.to)) continue;
    if (next.from - span.to === 1 && joints.has(tokens[span.to]?.text ?? '')) wanted[index] = false;
  }
  const decoys = all.filter(({ value }) => value === 'decoy');
  const framed = framedIn(tokens, polarity).filter(
    (frame) => !frame.said.some((part) => decoys.some((decoy) => overlaps(decoy, part))),
  );
  const said = spans.flatMap((span, index): FeatureMention[] => {
    if (isClaimed(span, framed)) return [];
    const isPlain = plainDemolition.test(tokens[span.from]?.stem ?? '');
    const clearing = span.value === 'demolition' && !isPlain && !isFramed(span, framed);
    const kept = isKept(tokens, span.from);
    return [
      { feature: span.value, wanted: wanted[index] ?? false, kept, clearing, at: span.from, to: span.to },
    ];
  });
  return [...said, ...framed.map(told)].sort((a, b) => a.at - b.at);

  function told({ feature, from, to, denied }: FramedMention): FeatureMention {
    const isOver = isDeniedAfter(tokens, to) || isAskedAbout(tokens, from) || isDone(tokens, { from, to });
    const wanted = isConfirmedAfter(tokens, to) || (!denied && !isOver);
    return { feature, wanted, kept: false, clearing: false, at: from, to };
  }
}

/** "tear down the wall" moves it; nothing is demolished. "A floor with heating under it" heats no pool. */
function isClaimed(span: Span<Feature>, framed: readonly FramedMention[]): boolean {
  return framed.some((frame) => {
    const isFloor = span.value === 'heated' && frame.feature === 'heated_floor';
    return overlaps(frame, span) && (isFloor || (span.value === 'demolition' && frame.claims));
  });
}

function isFramed(span: Span<Feature>, framed: readonly FramedMention[]): boolean {
  return framed.some((frame) => frame.feature === span.value && overlaps(frame, span));
}

function overlaps(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Wishes that are no feature of the catalogue. */
export function wishesOf(tokens: readonly Token[], polarity: readonly Polarity[]): WishMention[] {
  return wishes.all(tokens).map((span) => ({
    wish: span.value,
    wanted: polarity[span.from] === 'plain' && !isDeniedAfter(tokens, span.to),
    at: span.from,
  }));
}

function* meanings(): Generator<[string, Meaning]> {
  for (const phrase of featureDecoys.split('|')) yield [phrase, 'decoy'];
  yield* listed(featurePhrases);
}
