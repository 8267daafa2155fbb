import { decoyLengths, isDecoy, isModifier, isOfThing, thing, thingNamedAfter } from './kind-compounds.ts';
import { createContext, type KindContext } from './kind-context.ts';
import { frameSpans } from './kind-frames.ts';
import { type Kind, kindBook, type Meaning, weights } from './kind-phrases.ts';
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
  /** To be taken away: "get rid of the lawn". */
  removed: boolean;
  /** Taken back, and the project with it. */
  dropped: boolean;
  /** Told by a whole sentence, not by a name. */
  told: boolean;
}

const counted = new Map([
  ['bath', 'room'],
  ['baths', 'room'],
  ['floor', 'storey'],
  ['floors', 'storey'],
  ['piso', 'storey'],
  ['pisos', 'storey'],
]);
const many = new Set(['hundreds', 'dozens', 'thousands', 'lots', 'tons']);
const roomReach = 4;
/** From here on a vague name is backed by something. */
const placed = 1;
/** "All three baths" are more than a count. */
const allOf = new Set(['all', 'both', 'the', 'our', 'these']);
const roomWords = new Set(
  'bed|beds|bedroom|bedrooms|br|bd|house|home|condo|adu|apartment|unit|ba|recamaras|dwelling|cottage|casita'.split(
    '|',
  ),
);
const areaBook = createPhraseBook(listed(areaWords), 'text');

/** The last text, and what was found in it: a description is read for the project, and right after that for matching. */
let last: { text: string; mentions: readonly KindMention[] } | null = null;

/** All mentions of a kind, from left to right, weighed by what stands around them. */
export function kindMentions(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
): readonly KindMention[] {
  const text = tokens.map((token) => `${token.raw} ${token.text} ${token.start}`).join('\n');
  if (last?.text !== text) last = { text, mentions: readMentions(tokens, polarity) };
  return last.mentions;
}

function readMentions(tokens: readonly Token[], polarity: readonly Polarity[]): readonly KindMention[] {
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
        removed: polarity[span.from] === 'removed',
        dropped: denied && core && weight >= weights.name,
        told: false,
      },
    ];
  });
  mentions.push(
    ...toldMentions(tokens, context).filter(({ from }) => !isInDecoy[from] || isInDecoy[from - 1]),
  );
  return weighTogether(mentions, tokens);
}

/** Whether it names the thing itself, not what it is made of; a vague name does where something backs it: a cottage of so many square feet. */
export function isNaming({ level, weight, told }: KindMention): boolean {
  return !told && (level >= weights.name || (level === weights.vague && weight >= placed));
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
    removed: false,
    dropped: false,
    told: true,
  }));
}

/** Work asked for on a thing makes it the project; on a vague name or a detail it says less. */
function workBonus(weight: number): number {
  if (weight >= weights.name) return 1.2;
  return weight === weights.vague ? 0.5 : 0;
}

/** "Hundreds of integrations": what a platform has, not what is to be made. */
function isManyOf(tokens: readonly Token[], { from, value }: Span<Meaning>): boolean {
  const isMany = tokens[from - 1]?.text === 'of' && many.has(tokens[from - 2]?.text ?? '');
  return isMany && value.kind === 'integration' && value.weight >= weights.name;
}

/** "2 bath" counts the rooms of a dwelling, "3 floors" its storeys, "2 square" its area. */
function isCount(tokens: readonly Token[], span: Span<Meaning>): boolean {
  if (isManyOf(tokens, span)) return true;
  const isRoofers = span.value.kind === 'roofing' && tokens[span.from - 1]?.type === 'number';
  if (areaBook.at(tokens, span.from) && span.value.weight < weights.name) return !isRoofers;
  const isFraction = tokens[span.from - 2]?.text === '/' && tokens[span.from - 3]?.type === 'number';
  const isAll = allOf.has(tokens[span.from - 2]?.text ?? '');
  const isCounted =
    !isFraction && !isAll && span.to === span.from + 1 && counted.has(tokens[span.from]?.text ?? '');
  const before = tokens[span.from - 1];
  if (
    !isCounted ||
    (!/^(one|two|three|four|half|full|un|dos|tres|cuatro|ambos)$/.test(before?.text ?? '') &&
      before?.type !== 'number')
  )
    return false;
  const around = tokens.slice(Math.max(0, span.from - roomReach), span.to + roomReach);
  return (
    counted.get(tokens[span.from]?.text ?? '') === 'storey' || around.some(({ text }) => roomWords.has(text))
  );
}
