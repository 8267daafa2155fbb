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
  'last|hold up|allowed|legal|illegal|safe|worth it|worth having|good investment|good idea|bad idea|bad investment|healthy|dangerous|popular|common|deductible|tax deductible|covered by insurance|haram|overrated|trendy|in style|out of style',
  'text',
);
const judgeOpeners = new Set(['is', 'are', 'should', 'how', 'do', 'does']);
const givers = new Set(['from', 'for', 'with', 'of', 'to']);
const wishes = stemsOf('want|need|looking|thinking|hoping|interested|planning|wish|necesito|quiero|queremos');

/** The rest of every sentence that asks for knowledge rather than for work; who asks for a price as well wants work. */
export function questionCoverage(tokens: readonly Token[]): boolean[] {
  if (tokens.some((_, index) => prices.at(tokens, index) !== null)) return [];
  const opened = questions
    .all(tokens)
    .filter(({ from, to }) => isOpening(tokens, from - 1) && tokens[to]?.text !== 'we');
  opened.push(...judged(tokens));
  const asked = coverageOf(opened, tokens.length);
  for (let index = 1; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (asked[index - 1] && token && !isStop(token))
      asked[index] = !wishes.has(token.stem) && !lacking.has(token.text);
  }
  return asked;
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
