import { type Token, tokenize } from './tokens.ts';

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

/**
 * Makes a book of phrases. `stem` matches any form of each word, `text` the exact word.
 * The first entry of a phrase holds if it is listed twice.
 */
export function createPhraseBook<T>(
  entries: Iterable<readonly [phrase: string, value: T]>,
  by: 'stem' | 'text' = 'stem',
): PhraseBook<T> {
  const root: Node<T> = { next: new Map() };
  for (const [phrase, value] of entries) {
    const end = tokenize(phrase).tokens.reduce((node, token) => childOf(node, token[by]), root);
    if (end !== root && end.value === undefined) end.value = value;
  }
  const at = (tokens: readonly Token[], index: number) => longestAt(root, tokens, index, by);
  return { at, all: (tokens) => allSpans(tokens, at) };
}

/** The phrases of a table whose values are lists separated by `|`. */
export function* listed<K extends string>(table: Readonly<Record<K, string>>): Generator<[string, K]> {
  for (const key in table) {
    for (const phrase of table[key].split('|')) yield [phrase.trim(), key];
  }
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
