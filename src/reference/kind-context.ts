import {
  doneToWords,
  faultWords,
  knowledgeQuestions,
  placingWords,
  renewalWords,
  requestWords,
  settledWords,
  upkeepWords,
  workNouns,
  workVerbs,
} from './lexicon-work.ts';
import { createPhraseBook } from './phrases.ts';
import { isStop, stemOf, type Token } from './tokens.ts';

/** What stands around a mention of a kind. */
export interface KindContext {
  /** 1 where the mention means the project; less where it tells a place, an owner, or upkeep. */
  factor(span: { from: number; to: number }, weight: number): number;
  /** Whether work is asked for on it: "redo the kitchen", "kitchen remodel". */
  isWorkedOn(span: { from: number; to: number }): boolean;
}

const verbs = bookOf(workVerbs);
const nouns = bookOf(workNouns);
const questions = bookOf(knowledgeQuestions, 'text');
const placing = new Set(placingWords.split('|'));
const requests = stemsOf(requestWords);
const upkeep = stemsOf(upkeepWords);
const settled = bookOf(settledWords, 'text');
const doneTo = new Set(doneToWords.split('|'));
const faults = new Set(faultWords.split('|'));
const renewal = stemsOf(renewalWords);
/** How many words may stand between a preposition or verb and its noun. */
const reach = 5;
const faultReach = 4;

export function createContext(
  tokens: readonly Token[],
  mentions: readonly { from: number; to: number }[],
): KindContext {
  const isMention = coverageOf(mentions, tokens.length);
  const isAsked = questionCoverage(tokens);
  const isVerb = coverageOf(verbs.all(tokens), tokens.length);
  const isRenewal = tokens.some((token) => renewal.has(token.stem));

  function factor(span: { from: number; to: number }, weight: number): number {
    if (!isRenewal && isUpkeep(tokens, span)) return 0.12;
    if (isAsked[span.from] && !isRenewal && weight < 3) return 0.2;
    if (isSettled(tokens, span.to)) return 0.3;
    if (weight < 1 || !isPlaced(tokens, span.from, isVerb, isMention)) return 1;
    return weight >= 3 ? 0.6 : 0.3;
  }

  return { factor, isWorkedOn: (span) => isWorkedOn(tokens, span) };
}

/** Whether a preposition makes the noun a place or a beneficiary. */
function isPlaced(
  tokens: readonly Token[],
  from: number,
  isVerb: readonly boolean[],
  isMention: readonly boolean[],
): boolean {
  for (let index = from - 1; index >= Math.max(0, from - reach); index -= 1) {
    const token = tokens[index];
    if (!token || isVerb[index] || (token.type === 'mark' && !isListComma(tokens, index, from))) return false;
    if (isMention[index] || !placing.has(token.text)) continue;
    const before = tokens[index - 1];
    if (!before || before.type === 'mark') return token.text !== 'for' && token.text !== 'para';
    return !requests.has(before.stem) && before.type !== 'number' && before.stem !== 'fill';
  }
  return false;
}

/** A comma of a list that goes on behind the noun: "in the entry, kitchen and hall". */
function isListComma(tokens: readonly Token[], comma: number, noun: number): boolean {
  const after = tokens[noun + 1]?.text;
  return (
    tokens[comma]?.text === ',' && noun - comma <= 2 && (after === 'and' || after === ',' || after === '&')
  );
}

function isWorkedOn(tokens: readonly Token[], span: { from: number; to: number }): boolean {
  if (nouns.at(tokens, span.to) || isDoneTo(tokens, span.to)) return true;
  for (let index = span.from - 1; index >= Math.max(0, span.from - reach); index -= 1) {
    const token = tokens[index];
    if (!token || isStop(token)) return false;
    if (verbs.at(tokens, index) || requests.has(token.stem)) return true;
  }
  return false;
}

/** "the kitchen we want redone": the work stands behind the thing. */
function isDoneTo(tokens: readonly Token[], to: number): boolean {
  const behind = tokens.slice(to, to + reach);
  const end = behind.findIndex(({ type }) => type === 'mark');
  return behind.slice(0, end < 0 ? reach : end).some(({ text }) => doneTo.has(text));
}

/** "the bathroom is fine": nothing is asked for there. */
function isSettled(tokens: readonly Token[], to: number): boolean {
  return settled.at(tokens, to) !== null;
}

function isUpkeep(tokens: readonly Token[], span: { from: number; to: number }): boolean {
  for (let index = Math.max(0, span.from - 4); index <= span.to + 1; index += 1) {
    const token = tokens[index];
    if (!token || (index >= span.to && token.type === 'mark')) break;
    if (upkeep.has(token.stem) && tokens[index - 1]?.text !== 'low') return true;
  }
  const behind = tokens.slice(span.to, span.to + faultReach);
  return behind.some(({ text }, index) => faults.has(text) && !behind.slice(0, index).some(isStop));
}

/** The rest of every sentence that asks for knowledge rather than for work or a price. */
function questionCoverage(tokens: readonly Token[]): boolean[] {
  const asked = coverageOf(questions.all(tokens), tokens.length);
  for (let index = 1; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (asked[index - 1] && token && !isStop(token)) asked[index] = !requests.has(token.stem);
  }
  return asked;
}

function coverageOf(spans: readonly { from: number; to: number }[], length: number): boolean[] {
  const covered = new Array<boolean>(length).fill(false);
  for (const { from, to } of spans) covered.fill(true, from, to);
  return covered;
}

function bookOf(list: string, by: 'stem' | 'text' = 'stem') {
  return createPhraseBook(
    list.split('|').map((phrase) => [phrase, true] as const),
    by,
  );
}

function stemsOf(list: string): Set<string> {
  return new Set(list.split('|').map(stemOf));
}
