import { createContext } from './kind-context.ts';
import { decoyBook, type Kind, kindBook, type Meaning, vagueWeight, weights } from './kind-phrases.ts';
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
}

const articles = new Set(['a', 'an', 'the', 'our', 'my', 'some', 'una', 'un', 'la', 'el']);
/** Words behind which a kind is put right; some only if "instead" is said. */
const correctionBook = createPhraseBook<'turn' | 'instead'>(
  listed({
    turn: 'no wait|wait no|sorry|i mean|i meant|or rather|make that|scratch that|correction|on second thought|on second thoughts|actually|decided to|decided on|settled on|my mistake|mejor|perdon|changed our minds|changed my mind|rather than that',
    instead: 'but|so|lets',
  }),
  'text',
);
const correctionReach = 8;

/** All mentions of a kind, from left to right, weighed by what stands around them. */
export function kindMentions(tokens: readonly Token[], polarity: readonly Polarity[]): KindMention[] {
  const decoys = decoyBook.all(tokens);
  const spans = kindBook.all(tokens).filter((span) => !isRoomCount(tokens, span) && !isDecoy(span, decoys));
  const context = createContext(tokens, spans);
  const mentions = spans.flatMap((span, index) => {
    const { kind, weight, core } = span.value;
    const factor = isModifier(tokens, span, spans[index + 1]) ? 0.3 : context.factor(span, weight);
    const isWorkedOn = factor >= 0.9 && kind !== 'other' && context.isWorkedOn(span);
    const bonus = isWorkedOn ? workBonus(weight) : 0;
    const denied = polarity[span.from] === 'denied';
    return [
      {
        kind,
        from: span.from,
        to: span.to,
        level: weight,
        weight: weight * factor + bonus,
        denied,
        dropped: denied && core && weight >= weights.name,
      },
    ];
  });
  return corrected(withoutDropped(mentions), tokens).map((mention) => confirmed(mention, mentions, tokens));
}

/** "Kitchen, no wait, bathroom": what is named behind a correction outweighs what was named before it. */
function corrected(mentions: KindMention[], tokens: readonly Token[]): KindMention[] {
  const isInstead = tokens.some(({ text }, index) => text === 'instead' && tokens[index + 1]?.text !== 'of');
  const turns = correctionBook.all(tokens).filter(({ value }) => value === 'turn' || isInstead);
  const turn = turns.findLast(({ to }) =>
    mentions.some(
      ({ from, weight, denied }) => !denied && from >= to && from <= to + correctionReach && weight >= 1.9,
    ),
  );
  if (!turn) return mentions;
  const after = new Set(mentions.filter(({ from }) => from >= turn.to).map(({ kind }) => kind));
  return mentions.map((mention) =>
    mention.from < turn.from && !after.has(mention.kind)
      ? { ...mention, weight: mention.weight * 0.4 }
      : mention,
  );
}

/** A vague name counts as the thing itself beside a detail of the same kind, and somewhat more standing alone. */
function confirmed(mention: KindMention, all: readonly KindMention[], tokens: readonly Token[]): KindMention {
  if (mention.level !== vagueWeight || mention.weight < vagueWeight) return mention;
  const isBacked = all.some(
    ({ kind, weight }) => kind === mention.kind && weight > 0 && weight <= weights.hint,
  );
  if (isBacked) return { ...mention, weight: mention.weight + 0.8 };
  const [before, after] = [tokens[mention.from - 1], tokens[mention.to]];
  const stands =
    (!before || before.type === 'mark' || articles.has(before.text)) && (!after || after.type === 'mark');
  return stands ? { ...mention, weight: mention.weight + 0.4 } : mention;
}

/** What is taken back later was not said: "a pool … no, forget the pool". */
function withoutDropped(mentions: readonly KindMention[]): KindMention[] {
  const dropped = new Map<Kind, number>();
  for (const mention of mentions) if (mention.dropped) dropped.set(mention.kind, mention.from);
  return mentions.filter(({ kind, denied, from }) => denied || from > (dropped.get(kind) ?? -1));
}

/** Work asked for on a thing makes it the project; on a vague name or a detail it says less. */
function workBonus(weight: number): number {
  if (weight >= weights.name) return 1.2;
  return weight >= 1 ? 0.4 : 0;
}

/** "2 bath" and "3 bathrooms" count the rooms of a dwelling. */
function isRoomCount(tokens: readonly Token[], span: Span<Meaning>): boolean {
  const isBath = tokens[span.from]?.stem === 'bath' && span.to === span.from + 1;
  const before = tokens[span.from - 1];
  return isBath && (before?.type === 'number' || /^(one|two|three|four|half|full)$/.test(before?.text ?? ''));
}

/** The last of several nouns in a row is what it is about: a pool deck, a kitchen floor. */
function isModifier(tokens: readonly Token[], span: Span<Meaning>, next: Span<Meaning> | undefined): boolean {
  if (!next || next.from !== span.to) return false;
  return (
    tokens[next.from]?.type === 'word' && next.value.kind !== span.value.kind && next.value.weight >= 1.5
  );
}

/** A phrase within another that means something else, or no longer than one it overlaps. */
function isDecoy(span: Span<Meaning>, decoys: readonly Span<true>[]): boolean {
  return decoys.some(({ from, to }) => from < span.to && to > span.from && to - from >= span.to - span.from);
}
