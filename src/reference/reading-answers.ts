import {
  answers,
  doubts,
  locationWords,
  otherSubjects,
  refusals,
  sizeWords,
  undisclosed,
  withholding,
} from './lexicon-answers.ts';
import { namesOtherThing } from './measure-things.ts';
import { createPhraseBook, type PhraseBook, type Span } from './phrases.ts';
import { isStop, type Token } from './tokens.ts';

const fillers = new Set(
  'honestly|sorry|hmm|um|uh|yet|well|oh|really|thanks|thank|you|tbh|please|still|just|ok|okay|actually|pues|gracias|so|ah|eh|haha|lol|right|now|at|this|point|to|be|honest'.split(
    '|',
  ),
);
const unsure = new Set(answers.unsure.split('|').map(bare));
const declined = new Set(answers.declined.split('|').map(bare));
const doubtful = bookOf(doubts);
const ofSize = bookOf(sizeWords);
const ofPlace = bookOf(locationWords);
const unwilling = bookOf(withholding.unwilling);
const telling = bookOf(withholding.telling);
const other = bookOf(otherSubjects);
const refused = bookOf(refusals);
const hidden = bookOf(undisclosed);
const secret = new Set(['private', 'confidential', 'secret', 'privado', 'confidencial']);
/** A refusal of few words: "no location, please". */
const shortRefusal = 4;
const tellingReach = 4;
const articles = new Set(['the', 'our', 'my', 'a', 'any', 'this', 'that', 'la', 'mi']);
const leavingReach = 3;
/** How far a doubt reaches to what it is about, in words. */
const reach = 9;

/** "Not sure" as a whole answer. */
export function isUnsureAnswer(tokens: readonly Token[]): boolean {
  return unsure.has(bareOf(tokens));
}

/** "I'd rather not say" as a whole answer. */
export function isDeclinedAnswer(tokens: readonly Token[]): boolean {
  return declined.has(bareOf(tokens));
}

/** "We'd like to keep that to ourselves", where a place had been asked for or told too widely. */
export function withholds(tokens: readonly Token[]): boolean {
  return sentencesOf(tokens).some((sentence) => {
    const isRefused = isUnwilling(sentence) || declined.has(bareOf(sentence));
    return isRefused && other.all(sentence).length === 0;
  });
}

/** "Not sure how big it is": a doubt about the size of the project, in one sentence. */
export function doubtsSize(tokens: readonly Token[]): boolean {
  const sentences = sentencesOf(tokens);
  return sentences.some((sentence, index) => {
    if (isAnswered(sentence, ofSize, sentences[index + 1], unsure)) return true;
    const doubt = doubtful.all(sentence);
    return ofSize.all(sentence).some(({ from, to }) => {
      const isNear = doubt.some((span) => from >= span.from - reach && from <= span.to + reach);
      return isNear && !namesOtherThing(sentence, to);
    });
  });
}

/** "We'd rather not share our location". */
export function declinesPlace(tokens: readonly Token[]): boolean {
  const sentences = sentencesOf(tokens);
  return sentences.some((sentence, index) => {
    if (isAnswered(sentence, ofPlace, sentences[index + 1], declined)) return true;
    const place = ofPlace.all(sentence);
    if (place.length > 0 && sentence.some(({ text }) => secret.has(text))) return true;
    if (place.some((span) => isHidden(sentence, span))) return true;
    return place.length > 0 && isUnwilling(sentence);
  });
}

/** "The size? You tell me." */
function isAnswered(
  sentence: readonly Token[],
  subject: PhraseBook<true>,
  next: readonly Token[] | undefined,
  answer: ReadonlySet<string>,
): boolean {
  const isShort = sentence.length <= shortRefusal && subject.all(sentence).length > 0;
  return isShort && next !== undefined && answer.has(bareOf(next));
}

function isUnwilling(sentence: readonly Token[]): boolean {
  if (refused.all(sentence).length > 0) return true;
  const from = unwilling.all(sentence)[0]?.to ?? Number.POSITIVE_INFINITY;
  return telling.all(sentence).some((span) => span.to > from && span.from <= from + tellingReach);
}

/** "No location please", "location: private", "the address doesn't matter". */
function isHidden(sentence: readonly Token[], { from, to }: Span<true>): boolean {
  if (sentence[from]?.text === 'where') return false;
  if (isLeftOut(sentence, from, to)) return true;
  const words = sentence.filter(({ type, text }) => type === 'word' && !fillers.has(text));
  const isShort = words.length <= shortRefusal;
  return hidden.all(sentence).some((span) => {
    const isRight = isShort ? span.to <= from : isRightBefore(sentence, span.to, from);
    return isRight || follows(sentence, to, span.from);
  });
}

/** "I'd prefer to skip the location question". */
function isRightBefore(sentence: readonly Token[], to: number, from: number): boolean {
  return to <= from && sentence.slice(to, from).every(({ text }) => articles.has(text));
}

/** "Can we leave the location out of it?" */
function isLeftOut(sentence: readonly Token[], from: number, to: number): boolean {
  const before = sentence.slice(Math.max(0, from - leavingReach), from);
  const behind = sentence.slice(to, to + leavingReach);
  return (
    before.some(({ stem }) => stem === 'leav') && behind.some(({ text }) => text === 'out' || text === 'off')
  );
}

function follows(sentence: readonly Token[], to: number, from: number): boolean {
  return from >= to && sentence.slice(to, from).every(({ type, text }) => type === 'mark' || text === 'is');
}

function sentencesOf(tokens: readonly Token[]): Token[][] {
  const sentences: Token[][] = [[]];
  for (const token of tokens) {
    if (isStop(token)) sentences.push([]);
    else sentences.at(-1)?.push(token);
  }
  return sentences;
}

function bareOf(tokens: readonly Token[]): string {
  return tokens
    .filter(({ type, text }) => type !== 'mark' && !fillers.has(text))
    .map(({ text }) => text)
    .join(' ');
}

function bare(phrase: string): string {
  return phrase
    .split(' ')
    .filter((word) => !fillers.has(word))
    .join(' ');
}

function bookOf(list: string) {
  return createPhraseBook(
    list.split('|').map((phrase) => [phrase, true] as const),
    'text',
  );
}
