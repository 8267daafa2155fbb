import { stemOf, type Token, tokenize } from './tokens.ts';

/** Tokens `from` up to `to` (not included) that mean `value`. */
export interface Span<T> {
  from: number;
  to: number;
  value: T;
}

/** Finds phrases of a table in a text; the longest at a place wins. */
export interface PhraseBook<T> {
  /** The longest phrase that begins at a token. */
  at(tokens: readonly Token[], index: number): Span<T> | null;
  /** All phrases from left to right; none overlaps another. */
  all(tokens: readonly Token[]): Span<T>[];
}

interface Node<T> {
  next: Map<string, Node<T>>;
  value?: T;
}

/** Before a phrase: only as it stands, where its stem is that of another word (siding and side). */
const exactly = '=';

/**
 * Makes a book of phrases. `stem` matches any form of each word, `text` and a phrase behind `=` the exact word.
 * The first entry of a phrase holds if it is listed twice.
 */
export function createPhraseBook<T>(
  entries: Iterable<readonly [phrase: string, value: T]>,
  by: 'stem' | 'text' = 'stem',
): PhraseBook<T> {
  const root: Node<T> = { next: new Map() };
  const exact: Node<T> = { next: new Map() };
  for (const [phrase, value] of entries) {
    const isExact = phrase.startsWith(exactly);
    const [start, form] = isExact ? [exact, 'text' as const] : [root, by];
    const end = tokenize(isExact ? phrase.slice(1) : phrase).tokens.reduce(
      (node, token) => childOf(node, token[form]),
      start,
    );
    if (end !== start && end.value === undefined) end.value = value;
  }
  const at = (tokens: readonly Token[], index: number) => {
    const span = longestAt(root, tokens, index, by);
    const same = exact.next.size > 0 ? longestAt(exact, tokens, index, 'text') : null;
    return same && (!span || same.to >= span.to) ? same : span;
  };
  return { at, all: (tokens) => allSpans(tokens, at) };
}

/** The phrases of a table whose values are lists separated by `|`. */
export function* listed<K extends string>(table: Readonly<Record<K, string>>): Generator<[string, K]> {
  for (const key in table) {
    for (const phrase of table[key].split('|')) yield [phrase.trim(), key];
  }
}

/** Which of so many tokens one of the spans covers. */
export function coverageOf(spans: readonly { from: number; to: number }[], length: number): boolean[] {
  const covered = new Array<boolean>(length).fill(false);
  for (const { from, to } of spans) covered.fill(true, from, to);
  return covered;
}

/** A book of the phrases of one list. */
export function bookOf(list: string, by: 'stem' | 'text' = 'stem'): PhraseBook<true> {
  return createPhraseBook(
    list.split('|').map((phrase) => [phrase, true] as const),
    by,
  );
}

/** The stems of a list of single words. */
export function stemsOf(list: string): Set<string> {
  return new Set(list.split('|').map(stemOf));
}

function childOf<T>(node: Node<T>, word: string): Node<T> {
  const known = node.next.get(word);
  if (known) return known;
  const child: Node<T> = { next: new Map() };
  node.next.set(word, child);
  return child;
}

function longestAt<T>(
  root: Node<T>,
  tokens: readonly Token[],
  from: number,
  by: 'stem' | 'text',
): Span<T> | null {
  let node: Node<T> | undefined = root;
  let best: Span<T> | null = null;
  for (let to = from; node && to < tokens.length; ) {
    node = node.next.get(tokens[to]?.[by] ?? '');
    to += 1;
    if (node?.value !== undefined) best = { from, to, value: node.value };
  }
  return best;
}

function allSpans<T>(tokens: readonly Token[], at: PhraseBook<T>['at']): Span<T>[] {
  const spans: Span<T>[] = [];
  for (let index = 0; index < tokens.length; ) {
    const span = at(tokens, index);
    if (span) spans.push(span);
    index = span ? span.to : index + 1;
  }
  return spans;
}
