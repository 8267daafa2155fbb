import { projectSizeOf } from './measure-owner.ts';
import type { ProjectSize, Scale } from './project-details.ts';
import { doubtsSize, isUnsureAnswer } from './reading-answers.ts';
import { plainNumber, restated } from './reading-number.ts';
import type { ReadingState, Statement } from './reading-state.ts';
import { relativeTo } from './relative-size.ts';
import { type ScaleMention, scalesOf } from './scales.ts';
import type { Token } from './tokens.ts';

const scaleOf: Record<ScaleMention['word'], { scale: Scale; asked: boolean }> = {
  small: { scale: 'small', asked: false },
  midrange: { scale: 'midrange', asked: false },
  large: { scale: 'large', asked: false },
  luxury: { scale: 'luxury', asked: false },
  basic: { scale: 'small', asked: true },
  little: { scale: 'small', asked: true },
  standard: { scale: 'midrange', asked: true },
  middling: { scale: 'midrange', asked: true },
  huge: { scale: 'large', asked: true },
  big: { scale: 'large', asked: true },
  enterprise: { scale: 'large', asked: true },
};
/** An answer of more words than this says something of its own. */
const shortAnswer = 6;
const offeringTypical = /\btypical size|tamaño habitual/i;
const agreeing = new Set([
  'yes',
  'yep',
  'yeah',
  'sure',
  'ok',
  'okay',
  'please',
  'fine',
  'si',
  'claro',
  'vale',
  'bueno',
]);

/** Takes what a statement says of size and scale, or that they are not known. */
export function readSize(state: ReadingState, statement: Statement): void {
  const { tokens, polarity, topic, from, kindAt, heard } = statement;
  state.size = sizeAfter(state, statement);
  const asked = topic === 'size' && tokens.length <= shortAnswer;
  const scale = scalesOf(tokens, polarity, kindAt)
    .filter((mention) => mention.from >= from && (asked || !scaleOf[mention.word].asked))
    .at(-1);
  if (scale) state.scale = scaleOf[scale.word].scale;
  const isUnsure =
    doubtsSize(tokens) || (topic === 'size' && (isUnsureAnswer(tokens) || takesTypical(tokens, heard)));
  if (isUnsure && state.scale === null && state.size === null) state.scale = 'unsure';
  if (state.scale === 'unsure' && state.size !== null) state.scale = null;
}

/** "Shall I take a typical size?" – "Yes, please." */
function takesTypical(tokens: readonly Token[], heard: string): boolean {
  return offeringTypical.test(heard) && tokens.length <= shortAnswer && agreeing.has(tokens[0]?.text ?? '');
}

function sizeAfter(state: ReadingState, statement: Statement): ProjectSize | null {
  const { tokens, from, kindAt } = statement;
  const found = projectSizeOf(tokens, state.kind, kindAt);
  const size = found && found.from >= from ? { value: found.value, unit: found.unit } : null;
  const told = size ?? plainSize(state, statement) ?? state.size;
  return restated(told, tokens) ?? relativeTo(told, tokens) ?? told;
}

/** A bare number answers how big, or where by postal code; while no size is known it is one wherever else it stands. */
function plainSize(state: ReadingState, { tokens, topic }: Statement): ProjectSize | null {
  const isOpen = state.kind !== null && state.size === null && state.scale === null && topic === 'region';
  if (topic === 'size') return plainNumber(tokens);
  return isOpen && !tokens.some(({ raw }) => /^\d{5}$/.test(raw)) ? plainNumber(tokens) : null;
}
