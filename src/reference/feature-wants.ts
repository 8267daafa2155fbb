import { permitsNeeded } from './feature-permits.ts';
import {
  askedForAfter,
  confirmedAfter,
  deniedAfter,
  doubtedAfter,
  judgements,
  leavingAfter,
  tailNouns,
} from './lexicon-polarity.ts';
import { createPhraseBook, type Span } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import type { Feature } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

const denied = bookOf(deniedAfter);
const confirmed = bookOf(confirmedAfter);
const askedFor = bookOf(askedForAfter);
const tails = new Set(tailNouns.split('|'));
const leaving = bookOf(leavingAfter);
const doubted = bookOf(doubtedAfter);
/** What is there already is not wanted, save where it is to go. */
const alreadyThere = new Set('existing|old|current|neighbors|neighbours|our|viejo|vieja'.split('|'));
const outgoing: ReadonlySet<Feature> = new Set(['demolition', 'tear_off', 'move_walls']);
const keepReach = 3;
const doneReach = 2;
const adverbs = new Set(
  'also|definitely|probably|sadly|hmm|uh|um|well|still|again|oh|absolutely|certainly|tambien'.split('|'),
);
const pauses = new Set([':', '-', '–', '—', '?', '=', '(']);
/** "Do heated floors work with hardwood?" asks about a thing and does not ask for it. */
const askingWords = new Set(['do', 'does', 'is', 'are', 'did', 'was', 'will', 'would']);
const asking = new Set(['what', 'which', 'cual', 'que']);
const judged = new Set(judgements.split('|'));

/** Whether a feature spoken of at a place is wanted by what stands around it. */
export function isWanted(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  span: Span<Feature>,
): boolean {
  if (isConfirmedAfter(tokens, span.to)) return true;
  const isPending = span.value === 'permits_needed' ? permitsNeeded(tokens, span) : null;
  if (isPending !== null) return isPending;
  if (isDeniedAfter(tokens, span.to)) return false;
  const before = polarity[span.from] ?? 'plain';
  if (before === 'had' && askedFor.at(tokens, span.to)) return true;
  if (outgoing.has(span.value)) return before !== 'denied' && before !== 'open' && !isDone(tokens, span);
  if (alreadyThere.has(tokens[span.from - 1]?.text ?? '')) return false;
  return before === 'plain' && !isAskedAbout(tokens, span.from);
}

/** "We already demolished the shed". */
export function isDone(tokens: readonly Token[], { from, to }: { from: number; to: number }): boolean {
  const said = tokens.slice(Math.max(0, from - doneReach), to);
  return said.slice(said.findLastIndex(isStop) + 1).some(({ text }) => text === 'already' || text === 'ya');
}

/** "Heated floor? Yes.", but not "Spa yes/no?". */
export function isConfirmedAfter(tokens: readonly Token[], to: number): boolean {
  const span = confirmed.at(tokens, afterPause(tokens, to));
  return span !== null && !['no', 'or'].includes(tokens[span.to]?.text ?? '');
}

/** Whether what is said right behind a thing denies it. */
export function isDeniedAfter(tokens: readonly Token[], to: number): boolean {
  const pause = tails.has(tokens[to]?.text ?? '') ? to + 1 : to;
  if (tokens[pause]?.text === '?' && doubted.at(tokens, pause + 1)) return true;
  if (isHad(tokens, to) || isLeaving(tokens, to)) return true;
  const span = denied.at(tokens, afterPause(tokens, to));
  if (!span) return false;
  const next = tokens[span.to];
  const isBare = tokens[span.to - 1]?.text === 'no' && next !== undefined && next.type !== 'mark';
  return !isBare || answersBehind(tokens);
}

function isLeaving(tokens: readonly Token[], to: number): boolean {
  const span = leaving.at(tokens, to);
  const next = span && tokens[span.to];
  return span !== null && (!next || next.type === 'mark' || next.text === 'and' || next.text === 'but');
}

/** "Irrigation we have, lighting we want." */
function isHad(tokens: readonly Token[], to: number): boolean {
  const [who, verb, next] = [tokens[to], tokens[to + 1], tokens[to + 2]];
  const isOurs = who?.text === 'we' || who?.text === 'i';
  return isOurs && verb?.text === 'have' && (next === undefined || next.type === 'mark');
}

/** "Keep the spa". */
export function isKept(tokens: readonly Token[], from: number): boolean {
  return tokens
    .slice(Math.max(0, from - keepReach), from)
    .some(({ stem }) => stem === 'keep' || stem === 'reus');
}

/** Whether the sentence at a place asks about what is named there without asking for it. */
export function isAskedAbout(tokens: readonly Token[], at: number): boolean {
  if (asking.has(tokens[at - 1]?.text ?? '')) return true;
  let start = at;
  while (start > 0 && !isEnd(tokens[start - 1])) start -= 1;
  const end = tokens.findIndex((token, index) => index >= at && isStop(token));
  if (!askingWords.has(tokens[start]?.text ?? '') || tokens[end]?.text !== '?') return false;
  return tokens.slice(start, end).some(({ stem }) => judged.has(stem));
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || isStop(token);
}

/** In "payments yes offline no sso yes" a bare "no" belongs to what stands before it. */
function answersBehind(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }, index) => index > 0 && (text === 'yes' || text === 'yep' || text === 'si'));
}

/** "Payments? Also no." */
function afterPause(tokens: readonly Token[], from: number): number {
  const isOffered = tokens[from]?.text === 'yes' && tokens[from + 1]?.text === 'no';
  const end = isOffered ? from + 2 : from;
  const to = tails.has(tokens[end]?.text ?? '') ? end + 1 : end;
  if (isPlainNo(tokens, to)) return to + 1;
  if (!pauses.has(tokens[to]?.text ?? '')) return to;
  return adverbs.has(tokens[to + 1]?.text ?? '') ? to + 2 : to + 1;
}

/** "Skylights, no.": behind a comma only a bare answer. */
function isPlainNo(tokens: readonly Token[], at: number): boolean {
  const [answer, end] = [tokens[at + 1], tokens[at + 2]];
  const isNo = tokens[at]?.text === ',' && /^(?:no|nope|nah)$/.test(answer?.text ?? '');
  return isNo && (end === undefined || isStop(end));
}

function bookOf(list: string) {
  return createPhraseBook(
    list.split('|').map((phrase) => [phrase, true] as const),
    'text',
  );
}
