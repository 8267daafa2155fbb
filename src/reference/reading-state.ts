import { isNaming, type KindMention } from './kind-mentions.ts';
import { categoryOf } from './kinds.ts';
import type { PlaceMention } from './places.ts';
import { placesOf } from './places.ts';
import { unlistedPlace } from './places-unlisted.ts';
import { type Polarity, polarities } from './polarity.ts';
import type { Feature, ProjectSize, Scale, Subcategory, Topic, Utterance } from './project-details.ts';
import { readFeatures } from './read-features.ts';
import { readSize } from './read-size.ts';
import { declinesPlace, isDeclinedAnswer, isUnsureAnswer, withholds } from './reading-answers.ts';
import { budgetOf } from './reading-budget.ts';
import { type KindStep, stepKind } from './reading-kind.ts';
import { projectPlaceOf } from './reading-place.ts';
import { timelineOf } from './reading-timeline.ts';
import { corrected } from './spelling.ts';
import { type Text, type Token, tokenize } from './tokens.ts';
import { readingSpelling } from './vocabulary.ts';

/** What has been understood so far. */
export interface ReadingState {
  kind: Subcategory | null;
  /** What the last statement said of kinds without naming one. */
  hints: readonly KindMention[];
  size: ProjectSize | null;
  scale: Scale | null;
  features: Map<Feature, boolean>;
  wishes: Map<string, boolean>;
  /** The last thing said took a feature back; "and the lights" behind it takes back another. */
  takingBack: boolean;
  /** The features of the last statement; "leave it out" means the last of them. */
  spokenOf: readonly Feature[];
  place: Pick<PlaceMention, 'name' | 'region' | 'wide'> | null;
  declined: boolean;
  timeline: string | null;
  budget: string | null;
}

/** One statement, cut up and weighed. */
export interface Statement {
  text: Text;
  tokens: readonly Token[];
  polarity: readonly Polarity[];
  step: KindStep;
  topic: Topic | null;
  /** What had been said to the person just before. */
  heard: string;
  /** Tokens before this belong to a project that was dropped. */
  from: number;
  kindAt: (index: number) => boolean;
}

export function startState(): ReadingState {
  return {
    kind: null,
    hints: [],
    size: null,
    scale: null,
    features: new Map(),
    wishes: new Map(),
    takingBack: false,
    spokenOf: [],
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
  const step = stepKind(text.tokens, polarity, state.kind, state.hints);
  state.hints = step.kind === null ? step.mentions : [];
  if (step.forgotten !== null)
    Object.assign(state, { size: null, scale: null, features: new Map(), wishes: new Map() });
  state.kind = step.kind;
  const spans = step.mentions.filter((mention) => mention.kind === step.kind && isNaming(mention));
  const statement: Statement = {
    text,
    tokens: text.tokens,
    polarity,
    step,
    topic: utterance.answering ?? expectedTopic(state),
    heard: utterance.heard ?? '',
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

function readPlace(
  state: ReadingState,
  { text, tokens, polarity, topic }: Statement,
  asked: Topic | undefined,
): void {
  const category = state.kind && categoryOf(state.kind);
  const built = category === 'construction';
  const place = projectPlaceOf(text, polarity, category, topic === 'region');
  const isBetter = place !== null && (!place.wide || state.place === null);
  if (isBetter) Object.assign(state, { place, declined: false });
  if (place && !place.wide) return;
  const isWithheld = declinesPlace(tokens) || ((topic === 'region' || place !== null) && refuses(tokens));
  const isUnknown = asked === 'region' && isUnsureAnswer(tokens);
  if ((isWithheld || isUnknown) && (state.place === null || state.place.wide)) state.declined = true;
  else if (state.place === null) {
    state.place = unlistedPlace(text, {
      asked: asked === 'region',
      expected: built && topic === 'region',
      built,
    });
  }
}

function refuses(tokens: readonly Token[]): boolean {
  return isDeclinedAnswer(tokens) || withholds(tokens);
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
