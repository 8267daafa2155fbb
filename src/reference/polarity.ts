import { degreeWords, denialEnds, qualities, turns } from './lexicon-polarity.ts';
import { createPhraseBook, listed, type Span } from './phrases.ts';
import { isStop, type Token } from './tokens.ts';

/** How a word stands in what was said: wanted as far as it goes, taken back, taken away, left open, or there already. */
export type Polarity = 'plain' | 'denied' | 'removed' | 'open' | 'had';

type Turn = keyof typeof turns;

const turnBook = createPhraseBook<Turn>(listed(turns), 'text');
const polarityOf: Record<Turn, Polarity> = {
  no: 'denied',
  drop: 'denied',
  remove: 'removed',
  exchange: 'removed',
  open: 'open',
  have: 'had',
  affirm: 'plain',
};
const exchangedFor = new Set(['with', 'for', 'by', 'con', 'por', 'to']);
const ends = new Set(denialEnds.split('|'));
/** How far ahead a list is looked through for the "or" that makes it one. */
const listReach = 10;
/** A denial further back than this belongs to something else. */
const denialReach = 9;
const possessionReach = 5;
/** "Don't drop the spa" keeps it. */
const listing = new Set([
  'no',
  'not',
  'without',
  'sin',
  'except',
  'exclude',
  'excluding',
  'skip',
  'omit',
  'out',
  'off',
  'drop',
]);
const wanting = new Set(
  'want|wants|need|needs|add|include|use|like|prefer|make|keep|have|with|definitely|rather'.split('|'),
);
const adverbs = new Set(
  'really|even|actually|necessarily|particularly|quite|currently|absolutely'.split('|'),
);
const takesAway: ReadonlySet<Turn> = new Set(['drop', 'remove', 'exchange']);
const degrees = new Set(degreeWords.split('|'));
const qualityWords = new Set(qualities.split('|'));
const degreeReach = 3;
/** "Pool remodel? No, a new pool.", with or without the comma. */
const answering = new Set(['a', 'an', 'it', 'its', 'we', 'i', 'just', 'only', 'un', 'una']);
/** "Lose the lawn and go xeriscape": behind these comes what is to be. */
const goingOn = new Set('go|put|install|plant|do|build|lay|add|use|get|pon|pone|haz'.split('|'));
const undoneReach = 4;

/** The polarity of every token of a text. */
export function polarities(tokens: readonly Token[]): Polarity[] {
  const result: Polarity[] = [];
  let turn: Turn | null = null;
  let since = 0;
  /** "Not: spa, slide, waterfall." goes on to the end of the sentence. */
  let isList = false;
  while (result.length < tokens.length) {
    const index = result.length;
    const quality = turn === null ? deniedQuality(tokens, index) : null;
    if (quality !== null) {
      while (result.length < quality) result.push('plain');
      result.push('denied');
      continue;
    }
    const span = turnBook.at(tokens, index);
    if (span && !isAside(tokens, span.to, span.value)) {
      const undone: boolean = turn === 'no' && takesAway.has(span.value) && index - since < undoneReach;
      while (result.length < span.to) result.push(undone ? 'denied' : 'plain');
      turn = undone ? null : turnAfter(tokens, span);
      isList = tokens[span.to]?.text === ':' && listing.has(tokens[span.to - 1]?.text ?? '');
      since = span.to + (isList ? 1 : 0);
      if (isList) result.push('plain');
      continue;
    }
    const isOver = isList
      ? isEnd(tokens[index])
      : index - since > reachOf(turn) || (turn && endsTurn(tokens, index, turn, since));
    if (isOver) turn = null;
    result.push(turn ? polarityOf[turn] : 'plain');
  }
  return result;
}

/** "Not crazy", "not a very fancy": where the one word stands that is denied; the noun behind it is wanted. */
function deniedQuality(tokens: readonly Token[], index: number): number | null {
  if (tokens[index]?.text !== 'not') return null;
  let at = index + 1;
  while (at <= index + degreeReach && degrees.has(tokens[at]?.text ?? '')) at += 1;
  return qualityWords.has(tokens[at]?.text ?? '') ? at : null;
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || isStop(token);
}

function reachOf(turn: Turn | null): number {
  return turn === 'have' ? possessionReach : denialReach;
}

/** An exchange needs its other side; without one it is plain work on the thing. */
function turnAfter(tokens: readonly Token[], span: Span<Turn>): Turn | null {
  if (span.value === 'affirm') return null;
  if (span.value !== 'exchange') return span.value;
  for (let index = span.to; index < Math.min(tokens.length, span.to + listReach); index += 1) {
    const token = tokens[index];
    if (!token || isStop(token)) return null;
    if (exchangedFor.has(token.text)) return 'exchange';
  }
  return null;
}

/** Whether the denial word, as where a turn is "no" followed by a comma, answers rather than denies. */
function isAside(tokens: readonly Token[], to: number, turn: Turn): boolean {
  const next = tokens[to];
  if (tokens[to - 1]?.text === 'no' && tokens[to - 2]?.text === '?' && answering.has(next?.text ?? ''))
    return true;
  return turn === 'no' && (next === undefined || (next.type === 'mark' && !'":'.includes(next.text)));
}

function endsTurn(tokens: readonly Token[], index: number, turn: Turn, since: number): boolean {
  const token = tokens[index];
  if (!token || isStop(token)) return true;
  if (turn === 'no' && isNegatedVerb(tokens, index, since)) return false;
  if (token.text === ',') return !goesOn(tokens, index + 1, turn);
  if (token.type === 'mark')
    return '()-–—:+&'.includes(token.text) && !(turn === 'drop' && token.text === '&');
  if (token.text === 'and' || token.text === 'y')
    return turn === 'no' || goingOn.has(tokens[index + 1]?.text ?? '');
  if (turn === 'exchange' && exchangedFor.has(token.text)) return true;
  return ends.has(token.text);
}

/** "doesn't really want": the verb right behind the denial is what is denied. */
function isNegatedVerb(tokens: readonly Token[], index: number, since: number): boolean {
  if (!wanting.has(tokens[index]?.text ?? '') || tokens[since - 1]?.text === 'no') return false;
  return tokens.slice(since, index).every(({ text }) => adverbs.has(text));
}

/** Whether a list goes on behind a comma up to the "or" (after a drop also "and") that closes it. */
function goesOn(tokens: readonly Token[], from: number, turn: Turn): boolean {
  for (let index = from; index < Math.min(tokens.length, from + listReach); index += 1) {
    const token = tokens[index];
    if (!token || isStop(token) || ends.has(token.text)) return false;
    if (['or', 'nor', 'ni', 'o'].includes(token.text)) return true;
    if (turn === 'drop' && token.text === 'and') return true;
    if (turnBook.at(tokens, index)) return false;
  }
  return false;
}
