import { answers, doubts, locationWords, sizeWords, withholding } from './lexicon-answers.ts';
import { namesOtherThing } from './measure-owner.ts';
import { createPhraseBook } from './phrases.ts';
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
const secret = new Set(['private', 'confidential', 'secret', 'privado', 'confidencial']);
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

/** "Not sure how big it is": a doubt about the size of the project, in one sentence. */
export function doubtsSize(tokens: readonly Token[]): boolean {
  return sentencesOf(tokens).some((sentence) => {
    const doubt = doubtful.all(sentence);
    return ofSize.all(sentence).some(({ from, to }) => {
      const isNear = doubt.some((span) => from >= span.from - reach && from <= span.to + reach);
      return isNear && !namesOtherThing(sentence, to);
    });
  });
}

/** "We'd rather not share our location". */
export function declinesPlace(tokens: readonly Token[]): boolean {
  return sentencesOf(tokens).some((sentence) => {
    const place = ofPlace.all(sentence);
    if (place.length > 0 && sentence.some(({ text }) => secret.has(text))) return true;
    const from = unwilling.all(sentence)[0]?.to ?? Number.POSITIVE_INFINITY;
    return place.length > 0 && telling.all(sentence).some((span) => span.to > from && span.from <= from + 4);
  });
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
