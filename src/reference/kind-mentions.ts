import { createContext, type KindContext } from './kind-context.ts';
import { frameSpans } from './kind-frames.ts';
import { rooms } from './kind-parts.ts';
import { decoyBook, type Kind, kindBook, type Meaning, objectBook, weights } from './kind-phrases.ts';
import { weighTogether } from './kind-weighing.ts';
import { areaWords } from './lexicon-measures.ts';
import { createPhraseBook, listed, type Span } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import type { Token } from './tokens.ts';

/** A place in a text that speaks of a kind of project, and how much it says. */
export interface KindMention {
  kind: Kind;
  from: number;
  to: number;
  weight: number;
  /** What the phrase says by itself, whatever stands around it. */
  level: number;
  /** Taken back: "no pool". */
  denied: boolean;
  /** Taken back, and the project with it. */
  dropped: boolean;
  /** Told by a whole sentence, not by a name. */
  told: boolean;
}

/** A phrase that ends in one of these leads on: "an app for pool cleaners". */
const leadingWords = new Set(['for', 'that', 'to', 'where', 'with', 'so', 'like', 'para', 'de']);
/** A thing that a kind's name only tells the sort of. */
const thing: Meaning = { kind: 'other', weight: weights.name, core: false };
const relatives = new Set(['that', 'which', 'who', 'with']);
const relativeReach = 7;
const counted = new Map([
  ['bath', 'room'],
  ['baths', 'room'],
  ['floor', 'storey'],
  ['floors', 'storey'],
]);
const roomReach = 4;
/** "All three baths" are more than a count. */
const allOf = new Set(['all', 'both', 'the', 'our', 'these']);
const roomWords = new Set(
  'bed|beds|bedroom|bedrooms|br|bd|house|home|condo|adu|apartment|unit|ba|recamaras|dwelling|cottage|casita'.split(
    '|',
  ),
);
/** Whatever stands before one of these, it is of one. */
const apps = new Set(['app', 'apps', 'application']);
/** Where something stands, and no head of a compound: "an adu backyard". */
const grounds = new Set(['backyard', 'yard', 'frontyard', 'back', 'front', 'side', 'outdoor']);
const areaBook = createPhraseBook(listed(areaWords), 'text');
const openEnds = new Set('for|that|to|where|with|so|like|which|called|from|off|of|into|for|para'.split('|'));

/** All mentions of a kind, from left to right, weighed by what stands around them. */
export function kindMentions(tokens: readonly Token[], polarity: readonly Polarity[]): KindMention[] {
  const isInDecoy = decoyLengths(tokens);
  const spans = kindBook
    .all(tokens)
    .map((span) => thingNamedAfter(tokens, span) ?? span)
    .filter((span) => !isCount(tokens, span) && (span.value === thing || !isDecoy(span, isInDecoy)));
  const context = createContext(tokens, spans);
  const mentions = spans.flatMap((span, index) => {
    const { kind, weight, core } = span.value;
    const isAside = isModifier(tokens, span, spans[index + 1]) || isOfThing(tokens, span, spans[index - 1]);
    const factor = Math.min(isAside ? 0.3 : 1, context.factor(span, span.value));
    const isWorkedOn = factor >= 0.9 && kind !== 'other' && context.isWorkedOn(span);
    const bonus = isWorkedOn ? workBonus(weight) : 0;
    const denied = isDenied(kind, polarity[span.from]);
    return [
      {
        kind,
        from: span.from,
        to: span.to,
        level: weight,
        weight: weight * factor + bonus,
        denied,
        dropped: denied && core && weight >= weights.name,
        told: false,
      },
    ];
  });
  mentions.push(...toldMentions(tokens, context));
  return weighTogether(mentions, tokens);
}

/** Taken back; of other trades also what is to be taken away. */
function isDenied(kind: Kind, polarity: Polarity | undefined): boolean {
  return polarity === 'denied' || (kind === 'other' && polarity === 'removed');
}

/** What sentences say is to happen, without naming it. */
function toldMentions(tokens: readonly Token[], context: KindContext): KindMention[] {
  return frameSpans(tokens).map(({ from, to, value: { kind, weight } }) => ({
    kind,
    from,
    to,
    level: weight,
    weight: context.isIdle({ from, to }, kind) ? weight * 0.2 : weight,
    denied: false,
    dropped: false,
    told: true,
  }));
}

/** Work asked for on a thing makes it the project; on a vague name or a detail it says less. */
function workBonus(weight: number): number {
  if (weight >= weights.name) return 1.2;
  return weight === weights.vague ? 0.5 : 0;
}

/** "2 bath" counts the rooms of a dwelling, "3 floors" its storeys, "2 square" its area. */
function isCount(tokens: readonly Token[], span: Span<Meaning>): boolean {
  const isRoofers = span.value.kind === 'roofing' && tokens[span.from - 1]?.type === 'number';
  if (areaBook.at(tokens, span.from) && span.value.weight < weights.name) return !isRoofers;
  const isFraction = tokens[span.from - 2]?.text === '/';
  const isAll = allOf.has(tokens[span.from - 2]?.text ?? '');
  const isCounted =
    !isFraction && !isAll && span.to === span.from + 1 && counted.has(tokens[span.from]?.text ?? '');
  const before = tokens[span.from - 1];
  if (
    !isCounted ||
    (!/^(one|two|three|four|half|full)$/.test(before?.text ?? '') && before?.type !== 'number')
  )
    return false;
  const around = tokens.slice(Math.max(0, span.from - roomReach), span.to + roomReach);
  return (
    counted.get(tokens[span.from]?.text ?? '') === 'storey' || around.some(({ text }) => roomWords.has(text))
  );
}

/** The last of several nouns in a row is what it is about: a pool deck, a kitchen floor. */
function isModifier(tokens: readonly Token[], span: Span<Meaning>, next: Span<Meaning> | undefined): boolean {
  if (
    !next ||
    next.from !== span.to ||
    leadingWords.has(tokens[span.to - 1]?.text ?? '') ||
    isDone(tokens[next.from]) ||
    isLaidIn(span, next) ||
    grounds.has(tokens[next.from]?.text ?? '')
  )
    return false;
  return (
    tokens[next.from]?.type === 'word' && next.value.kind !== span.value.kind && next.value.weight >= 1.5
  );
}

/** "Cabinets repainted": a participle is no head. */
function isDone(token: Token | undefined): boolean {
  return token !== undefined && /(?:ed|done)$/.test(token.text);
}

/** "Vinyl plank kitchen": where it is to lie. */
function isLaidIn(span: Span<Meaning>, next: Span<Meaning>): boolean {
  return (
    span.value.kind === 'flooring' && span.value.weight >= weights.project && rooms.includes(next.value.kind)
  );
}

/** "A kitchen knife", "the rooftop bar": the thing behind the name is what is spoken of. */
function thingNamedAfter(tokens: readonly Token[], span: Span<Meaning>): Span<Meaning> | null {
  const { kind, weight } = span.value;
  const object = objectBook.at(tokens, span.to);
  if (!object || kind === 'other' || weight === weights.hint || isOpenEnded(tokens[span.to - 1])) return null;
  const next = kindBook.at(tokens, span.to)?.value;
  return next && next.kind !== 'other' ? null : { from: span.from, to: object.to, value: thing };
}

/** "An app for", "move from": no noun yet that another could follow. */
function isOpenEnded(last: Token | undefined): boolean {
  return last !== undefined && openEnds.has(last.text);
}

/** "A bathroom scale that syncs": what is said of another thing is no project. */
function isOfThing(
  tokens: readonly Token[],
  span: Span<Meaning>,
  before: Span<Meaning> | undefined,
): boolean {
  if (before?.value !== thing || span.from > before.to + relativeReach) return false;
  return relatives.has(tokens[before.to]?.text ?? '');
}

/** A phrase within another that means something else, or no longer than one it overlaps. */
function isDecoy({ from, to }: Span<Meaning>, lengths: readonly number[]): boolean {
  for (let index = from; index < to; index += 1) if ((lengths[index] ?? 0) >= to - from) return true;
  return false;
}

/** For each token how long the phrase that means something else is in which it stands. */
function decoyLengths(tokens: readonly Token[]): number[] {
  const lengths = new Array<number>(tokens.length).fill(0);
  for (const { from, to } of decoyBook.all(tokens))
    if (!apps.has(tokens[to]?.text ?? '')) lengths.fill(to - from, from, to);
  return lengths;
}
