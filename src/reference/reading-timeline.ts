import {
  durationUnits,
  momentFollowers,
  momentLeads,
  moments,
  moodyMoments,
  pastLeads,
} from './lexicon-timeline.ts';
import { numberAt } from './measure-numbers.ts';
import { createPhraseBook, listed, type Span } from './phrases.ts';
import type { Polarity } from './polarity.ts';
import { isStop, type Token } from './tokens.ts';

const book = createPhraseBook(listed(moments), 'text');
const moody = new Set(moodyMoments.split('|'));
const leads = new Set(momentLeads.split('|'));
const past = new Set(pastLeads.split('|'));
const followers = createPhraseBook(
  momentFollowers.split('|').map((phrase) => [phrase, true] as const),
  'text',
);
const vagueCounts: Record<string, number> = { couple: 2, few: 3, several: 4, par: 2 };
const notAhead = new Set([
  'ago',
  'old',
  'warranty',
  'free',
  'experience',
  'rent',
  'interest',
  'pregnant',
  'lease',
  'trial',
]);
const perWords = new Set([
  'per',
  'every',
  'each',
  'last',
  'past',
  'for the',
  '$',
  'ultimos',
  'cada',
  'hace',
  'previous',
]);

/** Words of a story about somebody else's project. */
const telling = new Set(['took', 'lasted', 'waited', 'heard', 'tardo', 'tardaron']);
/** Behind these a month is a date whatever follows: "before October rains". */
const dueWords = new Set('before|by|until|till|antes|para|next|this|early|late|mid'.split('|'));
/** "By the end of summer we hope …": a clause begins behind the moment. */
const openers = new Set(['we', 'i']);
/** "Spring would be great." */
const welcoming = new Set([
  'would',
  'is',
  'works',
  'sounds',
  'if',
  'or',
  'maybe',
  'please',
  'preferably',
  'ideally',
  'at',
]);
const able = new Set(['can', 'could', 'possible', 'able']);
const soonReach = 7;
const pastVerbs = new Set(
  'had|did|got|was|were|finished|paid|built|put|redid|remodeled|says|said|tells|told|thinks|claims|quoted|quotes|promises|promised'.split(
    '|',
  ),
);
const people = new Set(
  'contractor|builder|roofer|installer|company|buddy|friend|friends|neighbor|neighbors|neighbour|neighbours|sister|brother|cousin|coworker|colleague|uncle|aunt|inlaws|guy|they|he|she|parents'.split(
    '|',
  ),
);

/** When the project is to be done or begun, as one of the words of `moments` or "N weeks"; the last said. */
export function timelineOf(
  tokens: readonly Token[],
  polarity: readonly Polarity[],
  taken: (index: number) => boolean,
): string | null {
  let timeline: string | null = null;
  for (let index = 0; index < tokens.length; ) {
    const duration = durationAt(tokens, index);
    const moment = duration ? null : (soonAt(tokens, index) ?? book.at(tokens, index));
    const span = duration ?? moment;
    const isFree = span !== null && !taken(index) && polarity[index] !== 'denied' && !isTold(tokens, index);
    if (duration && isFree) timeline = duration.value;
    if (moment && isFree && isMoment(tokens, moment)) timeline = moment.value;
    index = span?.to ?? index + 1;
  }
  return timeline;
}

/** "As soon as you possibly can". */
function soonAt(tokens: readonly Token[], at: number): Span<string> | null {
  const isSoon = tokens[at]?.text === 'soon' && tokens[at + 1]?.text === 'as';
  const end = isSoon ? tokens.slice(at, at + soonReach).findIndex(({ text }) => able.has(text)) : -1;
  return end < 0 ? null : { from: at, to: at + end + 1, value: 'asap' };
}

/** "My buddy had his pool done in 8 weeks": somebody else's time. */
function isTold(tokens: readonly Token[], index: number): boolean {
  let start = index;
  while (start > 0 && !isEnd(tokens[start - 1]) && !isOurs(tokens, start)) start -= 1;
  const before = tokens.slice(start, index);
  if (before.some(({ text }) => telling.has(text))) return true;
  const who = before.findIndex(({ text }) => people.has(text));
  return who >= 0 && before.slice(who).some(({ text }) => pastVerbs.has(text));
}

/** "…, ours has to be done by June": a clause that is no more about them. */
function isOurs(tokens: readonly Token[], start: number): boolean {
  const [before, word] = [tokens[start - 1]?.text ?? '', tokens[start]?.text ?? ''];
  return [',', 'but', 'and', 'so'].includes(before) && ['ours', 'we', 'our'].includes(word);
}

function isEnd(token: Token | undefined): boolean {
  return token === undefined || isStop(token);
}

function isMoment(tokens: readonly Token[], { from, to }: Span<string>): boolean {
  const before = tokens[from - 1];
  const word = tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ');
  if (before && past.has(before.text)) return false;
  const isMoody = moody.has(word);
  const isDue = before !== undefined && dueWords.has(before.text);
  const follower = followers.at(tokens, to);
  const isOpening =
    follower !== null &&
    openers.has(tokens[to]?.text ?? '') &&
    before !== undefined &&
    leads.has(before.text);
  if (!isDue && follower && !isOpening) return false;
  if (!isMoody || tokens[to]?.type === 'number') return true;
  if (tokens.filter(({ type }) => type === 'word').length <= 2) return true;
  if ((before === undefined || before.type === 'mark') && welcoming.has(tokens[to]?.text ?? '')) return true;
  if (before === undefined) return false;
  return leads.has(before.text) || before.type === 'mark' || /^\p{Lu}/u.test(tokens[from]?.raw ?? '');
}

/** "within 3 months", "6-8 weeks", "a couple of months", "half a year". */
function durationAt(tokens: readonly Token[], from: number): Span<string> | null {
  const before = tokens[from - 1]?.text ?? '';
  const first = countAt(tokens, from);
  if (!first || perWords.has(before)) return null;
  const joint = ['-', '–', 'to', 'or', 'a'].includes(tokens[first.to]?.text ?? '') ? first.to + 1 : first.to;
  const second = joint > first.to ? numberAt(tokens, joint) : null;
  const at = second?.to ?? first.to;
  const unit = durationUnits[tokens[at]?.stem ?? ''] ?? durationUnits[tokens[at]?.text ?? ''];
  const after = tokens[at + 1]?.text ?? '';
  if (!unit || unit === 'days' || notAhead.has(after) || notAhead.has(tokens[at + 2]?.text ?? ''))
    return null;
  const isFromNow = after === 'from' && tokens[at + 2]?.text === 'now';
  if (unit === 'years' && !isAhead(before) && !isFromNow && first.value !== 0.5) return null;
  return {
    from,
    to: at + 1,
    value: second ? `${first.value}-${second.value} ${unit}` : inWords(first.value, unit),
  };
}

function countAt(tokens: readonly Token[], from: number): { value: number; to: number } | null {
  const number = numberAt(tokens, from);
  if (number) return number;
  const isArticle = ['a', 'un', 'one'].includes(tokens[from]?.text ?? '');
  const at = isArticle ? from + 1 : from;
  const vague = vagueCounts[tokens[at]?.text ?? ''];
  if (vague === undefined) {
    const isFromNow = tokens[at + 1]?.text === 'from' && tokens[at + 2]?.text === 'now';
    return isArticle && (isFromNow || isAhead(tokens[from - 1]?.text ?? '')) ? { value: 1, to: at } : null;
  }
  const of = tokens[at + 1]?.text;
  return { value: vague, to: of === 'of' || of === 'de' ? at + 2 : at + 1 };
}

function isAhead(before: string): boolean {
  return ['in', 'within', 'en', 'about', 'dentro', 'under', 'de', 'over'].includes(before);
}

function inWords(value: number, unit: string): string {
  if (unit === 'years' && value === 0.5) return '6 months';
  if (unit === 'years' && value === 1) return '12 months';
  const rounded = Math.round(value * 10) / 10;
  return `${rounded} ${rounded === 1 ? unit.slice(0, -1) : unit}`;
}
