import { ruledOut } from '../reference/feature-mentions.ts';
import { type ProjectReading, type Topic, unknownProject } from '../reference/project-details.ts';
import { type Change, changesBetween } from './dialogue-changes.ts';
import { english } from './dialogue-english.ts';
import { explained } from './dialogue-glossary.ts';
import { changeRequested, intentOf } from './dialogue-intents.ts';
import { type Locale, localeOf } from './dialogue-locale.ts';
import { questionOn } from './dialogue-question.ts';
import { englishQuestions } from './dialogue-questions-english.ts';
import { spanishQuestions } from './dialogue-questions-spanish.ts';
import { reactionsTo, reactionToNothingNew, recapOf, type Scene } from './dialogue-reactions.ts';
import { spanish } from './dialogue-spanish.ts';
import { filled, type Questions, variant, type Wording } from './dialogue-wording.ts';
import { nextTopic } from './scoping.ts';
import { suggestionsFor } from './scoping-suggestions.ts';

/** Length of a reply, in words. */
export const replyWords = { from: 15, to: 60 } as const;

const languages: Record<Locale, { wording: Wording; questions: Questions }> = {
  en: { wording: english, questions: englishQuestions },
  es: { wording: spanish, questions: spanishQuestions },
};

export interface ReplyInput {
  reading: ProjectReading;
  /** The state before the last message; null for the first one. */
  before: ProjectReading | null;
  lastMessage: string;
  /** Topics asked so far, oldest first. */
  asked: readonly Topic[];
  turn: number;
  locale: Locale;
  tenantName: string;
  leadCapture: boolean;
  hasContact: boolean;
}

export interface ScriptedReply {
  text: string;
  suggestions: string[];
  asks: Topic | null;
  /** The question alone, in words of ours only; null where nothing is asked. */
  question: string | null;
}

/** The scripted assistant's reply: reacts to what was said, asks one thing at most, and says when the estimate is at hand. */
export function composeReply(input: ReplyInput): ScriptedReply {
  const { reading, before, locale, lastMessage, asked, tenantName } = input;
  const { wording, questions } = languages[locale];
  const scene: Scene = { wording, details: reading.details, tenantName, turn: Math.max(0, input.turn - 1) };
  const changes = changesBetween(before, reading);
  const requested = changes.length === 0 ? changeRequested(lastMessage) : null;
  const wantsEstimate = changes.length === 0 && reading.ready && intentOf(lastMessage) === 'estimate';
  const asks = requested ?? (wantsEstimate ? contactOrNothing(input) : nextTopic(reading, asked, input));
  const unwanted = ruledOut(lastMessage, before?.details.features ?? [], reading.details.features);
  const context = { details: reading.details, asked, unwanted };
  const question = asks && filled(questionOn(asks, context, questions), { tenant: tenantName });
  const lead = leadOf(input, { changes, asks, isRequest: requested !== null, wantsEstimate }, scene);
  return {
    text: fitted([...lead, ...(question ? [question] : [])], scene),
    suggestions: suggestionsFor(asks, reading.details, locale, { isReady: reading.ready, unwanted }),
    asks,
    question,
  };
}

/** What the reply is about, worked out from the last message. */
interface Turn {
  changes: readonly Change[];
  asks: Topic | null;
  isRequest: boolean;
  wantsEstimate: boolean;
}

/** What goes before the question: the reaction, and once it is so, that the estimate is ready. */
function leadOf(input: ReplyInput, turn: Turn, scene: Scene): string[] {
  const { reading, lastMessage, asked } = input;
  if (turn.isRequest) return [variant(scene.wording.intents.agreed, scene.turn)];
  const readiness = reading.ready ? readyTalk(input, turn, scene) : [];
  if (turn.wantsEstimate) return readiness;
  if (turn.changes.length > 0) return [...reactionsTo(turn.changes, scene), ...readiness];
  const explanation = explained(lastMessage, input.locale);
  return [explanation ?? reactionToNothingNew(lastMessage, asked.at(-1) ?? null, scene), ...readiness];
}

function contactOrNothing({ leadCapture, hasContact }: ReplyInput): Topic | null {
  return leadCapture && !hasContact ? 'contact' : null;
}

/** What a visitor may click before anything has been said. */
export function openingSuggestions(tag: string | null): string[] {
  return suggestionsFor('project', unknownProject, localeOf(tag ?? ''));
}

function readyTalk(input: ReplyInput, { asks, wantsEstimate, changes }: Turn, scene: Scene): string[] {
  const { ready } = scene.wording;
  const say = (variants: readonly string[]) =>
    filled(variant(variants, scene.turn), { tenant: scene.tenantName });
  if (asks === null) return [say(wantsEstimate ? ready.open : ready.done)];
  if (asks === 'contact') return [say(ready.contact)];
  const [, ...atHand] = ready.still;
  const still = changes.length > 0 ? ready.still : atHand;
  return [say(input.before?.ready ? still : ready.first), say(ready.optional)];
}

/** Keeps the reply within its length: a short one gains a recap or an encouragement, a long one loses its middle. */
function fitted(sentences: readonly string[], scene: Scene): string {
  const said = sentences.filter((sentence) => sentence !== '');
  while (count(said) > replyWords.to && said.length > 1) said.splice(-2, 1);
  const recap = recapOf(scene);
  const padding = [scene.turn % 2 === 0 ? recap : '', variant(scene.wording.fillers, scene.turn), recap];
  for (const extra of padding.filter((sentence) => sentence !== '')) {
    if (count(said) < replyWords.from) said.splice(Math.max(0, said.length - 1), 0, extra);
  }
  return said.join(' ');
}

function count(sentences: readonly string[]): number {
  return sentences.join(' ').split(/\s+/).filter(Boolean).length;
}
