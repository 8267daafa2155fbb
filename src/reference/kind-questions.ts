import { knowledgeQuestions, priceWords } from './lexicon-work.ts';
import { bookOf, coverageOf, type Span, stemsOf } from './phrases.ts';
import { isStop, type Token } from './tokens.ts';

const prices = bookOf(priceWords);
const questions = bookOf(knowledgeQuestions, 'text');
const openers = new Set(
  'so|and|but|or|hi|hello|hey|also|ok|okay|please|well|um|uh|know|wondering|curious|me|you|then|question|guys|there|anyone|asking|ask|just|y|hola|oye'.split(
    '|',
  ),
);
/** "What's missing" asks for it. */
const lacking = new Set(['missing', 'needed', 'left', 'lacking', 'wanted', 'required', 'next']);
/** "Are ADUs allowed here?", "is a pool a good investment?" */
const judging = bookOf(
  'big enough|large enough|wide enough|tall enough|strong enough|last|hold up|allowed|legal|illegal|safe|worth it|worth having|good investment|good idea|bad idea|bad investment|healthy|dangerous|popular|common|deductible|tax deductible|covered by insurance|haram|overrated|trendy|in style|out of style',
  'text',
);
/** Questions for how to help oneself. */
const helpBook = bookOf(
  'how to|how do i|how do you|how can i|what do i do|what should i do|what do we do|what should we do',
  'text',
);
/** Openings of questions for a program that is there already. */
const readyMade = bookOf(
  'app to|app for|app that|apps to|apps for|apps that|any app|a free app|free app|any website|any site|any good site|website to|site to',
  'text',
);
/** Who speaks of these has a program of their own in mind. */
const ownSide = new Set(
  'our|we|us|client|clients|customer|customers|user|users|member|members|company|business|student|students|staff|team|employees|crew|drivers|ios|android|build|make|develop|built'.split(
    '|',
  ),
);
const askingVerbs = new Set(['does', 'do', 'fits', 'fit', 'goes', 'works', 'did', 'is', 'are', 'should']);
const whatReach = 6;
const judgeOpeners = new Set(['is', 'are', 'should', 'how', 'do', 'does']);
const givers = new Set(['from', 'for', 'with', 'of', 'to']);
const wishes = stemsOf('want|need|looking|thinking|hoping|interested|planning|wish|necesito|quiero|queremos');

/** The rest of every sentence that asks for knowledge rather than for work; who asks for a price as well wants work. */
export function questionCoverage(tokens: readonly Token[]): boolean[] {
  if (tokens.some((_, index) => prices.at(tokens, index) !== null)) return [];
  const opened = questions
    .all(tokens)
    .filter(({ from, to }) => isOpening(tokens, from - 1) && tokens[to]?.text !== 'we');
  opened.push(...judged(tokens), ...whatQuestions(tokens), ...occasionsOf(tokens, opened));
  opened.push(...recommendations(tokens));
  const asked = coverageOf(opened, tokens.length);
  for (let index = 1; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (asked[index - 1] && !asked[index] && token && !isStop(token))
      asked[index] = !wishes.has(token.stem) && !lacking.has(token.text);
  }
  return asked;
}

/** "Floors scratched by the dog, how to hide it": what is told before the question is its occasion, unless it asks for work. */
function occasionsOf(tokens: readonly Token[], opened: readonly Span<true>[]): Span<true>[] {
  return opened.flatMap(({ from, to, value }) => {
    if (tokens[from - 1]?.text !== ',' || helpBook.at(tokens, from) === null) return [];
    const start = tokens.slice(0, from).findLastIndex(isStop) + 1;
    const told = tokens.slice(start, from);
    return told.some(({ stem, type }) => type === 'number' || wishes.has(stem))
      ? []
      : [{ from: start, to, value }];
  });
}

/** "What chemicals does my pool need", "what size sink fits": a sentence that begins so, unless it wishes for something. */
function whatQuestions(tokens: readonly Token[]): Span<true>[] {
  return tokens.flatMap(({ text }, from) => {
    const before = tokens[from - 1];
    if (text !== 'what' || tokens[from + 1]?.text === 'if' || (before && !isStop(before))) return [];
    const ahead = tokens.slice(from + 2, from + whatReach);
    const end = ahead.findIndex(({ type }) => type === 'mark');
    const isAsking = ahead.slice(0, end < 0 ? whatReach : end).some((word) => askingVerbs.has(word.text));
    return isAsking ? [{ from, to: from + 1, value: true as const }] : [];
  });
}

/** "App to find cheap gas?": one to use, when nobody's own users or business are spoken of. */
function recommendations(tokens: readonly Token[]): Span<true>[] {
  return readyMade.all(tokens).flatMap(({ from, to }) => {
    const before = tokens[from - 1];
    if (before && !isStop(before)) return [];
    const end = tokens.findIndex((token, index) => index >= to && isStop(token));
    const isOwn = tokens
      .slice(to, end < 0 ? tokens.length : end)
      .some(({ text, type }) => ownSide.has(text) || type === 'number');
    const isAsked = tokens[end]?.text === '?' || tokens[from]?.text === 'any';
    return isAsked && !isOwn ? [{ from, to: from + 1, value: true as const }] : [];
  });
}

/** Sentences that ask for a judgement. */
function judged(tokens: readonly Token[]): Span<true>[] {
  return judging.all(tokens).flatMap(({ to }) => {
    const start = tokens.slice(0, to).findLastIndex(isStop) + 1;
    return judgeOpeners.has(tokens[start]?.text ?? '') ? [{ from: start, to: start + 1, value: true }] : [];
  });
}

/** Whether a clause may begin behind a token; not behind "from you". */
function isOpening(tokens: readonly Token[], before: number): boolean {
  const token = tokens[before];
  if (!token || token.type === 'mark') return true;
  return openers.has(token.text) && !givers.has(tokens[before - 1]?.text ?? '');
}
