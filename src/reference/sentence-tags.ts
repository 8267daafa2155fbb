import { createPhraseBook, listed, type PhraseBook } from './phrases.ts';
import { isStop, type Token } from './tokens.ts';

/** A sentence as one letter for each token, so that a pattern over word classes can be looked for in it. */
export interface TaggedSentence {
  from: number;
  to: number;
  tags: string;
}

/** Word classes by letter; a word of several classes is of the first. */
export function createTags(
  table: Readonly<Record<string, string>>,
  by: 'stem' | 'text' = 'stem',
): PhraseBook<string> {
  return createPhraseBook(listed(table), by);
}

/** Each sentence in the letters of its words' classes: `,` for a mark, `.` for any other word. */
export function tagged(book: PhraseBook<string>, tokens: readonly Token[]): TaggedSentence[] {
  return sentencesOf(tokens).map(({ from, to }) => ({ from, to, tags: tagsOf(book, tokens, from, to) }));
}

function tagsOf(book: PhraseBook<string>, tokens: readonly Token[], from: number, to: number): string {
  let tags = '';
  while (from + tags.length < to) {
    const at = from + tags.length;
    const span = book.at(tokens, at);
    if (span && span.to <= to) tags += span.value.repeat(span.to - at);
    else tags += isBreak(tokens[at]) ? ',' : '.';
  }
  return tags;
}

/** Brackets hold a remark; what stands around them goes on. */
function isBreak(token: Token | undefined): boolean {
  return token?.type === 'mark' && !'()"'.includes(token.text);
}

function sentencesOf(tokens: readonly Token[]): { from: number; to: number }[] {
  const sentences: { from: number; to: number }[] = [];
  let from = 0;
  for (let to = 0; to <= tokens.length; to += 1) {
    const token = tokens[to];
    if (token && !isStop(token)) continue;
    if (to > from) sentences.push({ from, to });
    from = to + 1;
  }
  return sentences;
}
