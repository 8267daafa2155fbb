import { projectSizeOf } from './measure-owner.ts';
import type { PlaceMention } from './places.ts';
import { placesOf } from './places.ts';
import { type Polarity, polarities } from './polarity.ts';
import type { Feature, ProjectSize, Scale, Subcategory, Topic, Utterance } from './project-details.ts';
import { declinesPlace, doubtsSize, isDeclinedAnswer, isUnsureAnswer } from './reading-answers.ts';
import { budgetOf } from './reading-budget.ts';
import { featuresOf, wishesOf } from './reading-features.ts';
import { type KindStep, stepKind } from './reading-kind.ts';
import { plainNumber } from './reading-number.ts';
import { projectPlaceOf } from './reading-place.ts';
import { timelineOf } from './reading-timeline.ts';
import { type ScaleMention, scalesOf } from './scales.ts';
import { corrected } from './spelling.ts';
import { type Text, type Token, tokenize } from './tokens.ts';
import { readingSpelling } from './vocabulary.ts';

/** What has been understood so far. */
export interface ReadingState {
  kind: Subcategory | null;
  size: ProjectSize | null;
  scale: Scale | null;
  features: Map<Feature, boolean>;
  wishes: Map<string, boolean>;
  place: Pick<PlaceMention, 'name' | 'region' | 'wide'> | null;
  declined: boolean;
  timeline: string | null;
  budget: string | null;
}

/** One statement, cut up and weighed. */
interface Statement {
  text: Text;
  tokens: readonly Token[];
  polarity: readonly Polarity[];
  step: KindStep;
  topic: Topic | null;
  /** Tokens before this belong to a project that was dropped. */
  from: number;
  kindAt: (index: number) => boolean;
}

const scaleOf: Record<ScaleMention['word'], { scale: Scale; asked: boolean }> = {
  small: { scale: 'small', asked: false },
  midrange: { scale: 'midrange', asked: false },
  large: { scale: 'large', asked: false },
  luxury: { scale: 'luxury', asked: false },
  basic: { scale: 'small', asked: true },
  little: { scale: 'small', asked: true },
  standard: { scale: 'midrange', asked: true },
  middling: { scale: 'midrange', asked: true },
  big: { scale: 'large', asked: true },
  enterprise: { scale: 'large', asked: true },
};
/** An answer of more words than this says something of its own. */
const shortAnswer = 6;
export function startState(): ReadingState {
  return {
    kind: null,
    size: null,
    scale: null,
    features: new Map(),
    wishes: new Map(),
    place: null,
    declined: false,
    timeline: null,
    budget: null,
  };
}

/** Takes a statement into account. */
export function readStatement(state: ReadingState, utterance: Utterance): void {
  const text = corrected(tokenize(utterance.text), readingSpelling);
  const polarity = polarities(text.tokens);
  const step = stepKind(text.tokens, polarity, state.kind);
  if (step.forgotten !== null)
    Object.assign(state, { size: null, scale: null, features: new Map(), wishes: new Map() });
  state.kind = step.kind;
  const spans = step.mentions.filter(({ kind, level }) => kind === step.kind && level >= 1);
  const statement: Statement = {
    text,
    tokens: text.tokens,
    polarity,
    step,
    topic: utterance.answering ?? expectedTopic(state),
    from: step.forgotten ?? 0,
    kindAt: (index) => spans.some(({ from, to }) => index >= from && index < to),
  };
  readSize(state, statement);
  readFeatures(state, statement);
  readPlace(state, statement, utterance.answering);
  readTerms(state, statement, utterance.answering);
}

/** What would be asked next: how a bare answer is understood when it is not known what had been asked. */
function expectedTopic(state: ReadingState): Topic | null {
  if (state.kind === null) return 'project';
  if (state.size === null && state.scale === null) return 'size';
  return state.place === null && !state.declined ? 'region' : null;
}

function readSize(state: ReadingState, { tokens, polarity, topic, from, kindAt }: Statement): void {
  const found = projectSizeOf(tokens, state.kind, kindAt);
  const size = found && found.from >= from ? { value: found.value, unit: found.unit } : null;
  state.size = size ?? (topic === 'size' ? plainNumber(tokens) : null) ?? state.size;
  const asked = topic === 'size' && tokens.length <= shortAnswer;
  const scale = scalesOf(tokens, polarity, kindAt)
    .filter((mention) => mention.from >= from && (asked || !scaleOf[mention.word].asked))
    .at(-1);
  if (scale) state.scale = scaleOf[scale.word].scale;
  const isUnsure = doubtsSize(tokens) || (topic === 'size' && isUnsureAnswer(tokens));
  if (isUnsure && state.scale === null && state.size === null) state.scale = 'unsure';
  if (state.scale === 'unsure' && state.size !== null) state.scale = null;
}

function readFeatures(state: ReadingState, { tokens, polarity, from }: Statement): void {
  for (const { feature, wanted, kept, at } of featuresOf(tokens, polarity)) {
    if (at >= from && (!kept || state.features.has(feature))) state.features.set(feature, wanted);
  }
  for (const { wish, wanted, at } of wishesOf(tokens, polarity))
    if (at >= from) state.wishes.set(wish, wanted);
}

function readPlace(
  state: ReadingState,
  { text, tokens, polarity, topic }: Statement,
  asked: Topic | undefined,
): void {
  const place = projectPlaceOf(text, polarity);
  const isBetter = place !== null && (!place.wide || state.place === null);
  if (isBetter) Object.assign(state, { place, declined: false });
  if (place) return;
  const isDeclined = declinesPlace(tokens) || (topic === 'region' && isDeclinedAnswer(tokens));
  const isUnknown = asked === 'region' && isUnsureAnswer(tokens);
  if ((isDeclined || isUnknown) && state.place === null) state.declined = true;
  else if (asked === 'region' && state.place === null) state.place = unknownPlace(text);
}

/** A short answer to "where" that no table knows is taken as it stands. */
function unknownPlace({ source, tokens }: Text): ReadingState['place'] {
  const words = tokens.filter(({ type }) => type === 'word');
  const isName = words.length > 0 && words.length <= shortAnswer && /\p{Lu}\p{L}{2}/u.test(source);
  return isName ? { name: source.trim(), region: null, wide: false } : null;
}

function readTerms(
  state: ReadingState,
  { text, tokens, polarity }: Statement,
  asked: Topic | undefined,
): void {
  const places = placesOf(text);
  const taken = (index: number) => places.some(({ from, to }) => index >= from && index < to);
  state.timeline = timelineOf(tokens, polarity, taken) ?? state.timeline;
  state.budget = budgetOf(text, asked === 'budget') ?? state.budget;
}
