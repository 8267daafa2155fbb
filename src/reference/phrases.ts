import { enterBook, type Form, mayBegin } from './phrase-beginnings.ts';
import { firstTextOf, stemOf, type Token, textsOf } from './tokens.ts';

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
  /** Most phrases end here: a table for each would be most of what a book weighs. */
  next: Map<string, Node<T>> | undefined;
  value: T | undefined;
}

/** Phrases that begin with the same word: cut into words when one is first looked for, as most never is. */
interface Beginning<T> {
  waiting: (readonly [phrase: string, value: T])[];
  node: Node<T>;
}

/** Before a phrase: only as it stands, where its stem is that of another word (siding and side). */
const exactly = '=';

/**
 * Makes a book of phrases. `stem` matches any form of each word, `text` and a phrase behind `=` the exact word.
 * The first entry of a phrase holds if it is listed twice.
 */
export function createPhraseBook<T>(
  entries: Iterable<readonly [phrase: string, value: T]>,
  by: Form = 'stem',
): PhraseBook<T> {
  const [some, exact] = [new Map<string, Beginning<T>>(), new Map<string, Beginning<T>>()];
  for (const [phrase, value] of entries) {
    if (phrase.startsWith(exactly)) wait(exact, 'text', phrase.slice(1), value);
    else wait(some, by, phrase, value);
  }
  const longest = by === 'stem' ? longestByStem : longestByText;
  const first = { stem: [] as string[], text: [...exact.keys()] };
  first[by].push(...some.keys());
  const book = enterBook(first);
  const at = (tokens: readonly Token[], index: number) => {
    const token = tokens[index];
    if (!token || !mayBegin(token.begins, book)) return null;
    const span = longest(nodeOf(some.get(token[by]), by), tokens, index);
    const same = exact.size > 0 ? longestByText(nodeOf(exact.get(token.text), 'text'), tokens, index) : null;
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
export function bookOf(list: string, by: Form = 'stem'): PhraseBook<true> {
  return createPhraseBook(
    list.split('|').map((phrase) => [phrase, true] as const),
    by,
  );
}

/** The stems of a list of single words. */
export function stemsOf(list: string): Set<string> {
  return new Set(list.split('|').map(stemOf));
}

function wait<T>(beginnings: Map<string, Beginning<T>>, form: Form, phrase: string, value: T) {
  const word = firstTextOf(phrase);
  if (word === undefined) return;
  const key = form === 'stem' ? stemOf(word) : word;
  const known = beginnings.get(key);
  if (known) known.waiting.push([phrase, value]);
  else beginnings.set(key, { waiting: [[phrase, value]], node: emptyNode() });
}

/** The node behind a first word, with all its phrases. */
function nodeOf<T>(beginning: Beginning<T> | undefined, form: Form): Node<T> | undefined {
  if (!beginning) return undefined;
  const { waiting, node } = beginning;
  if (waiting.length === 0) return node;
  for (const [phrase, value] of waiting) {
    const [, ...rest] = textsOf(phrase);
    let end = node;
    for (const text of rest) end = childOf(end, form === 'stem' ? stemOf(text) : text);
    if (end.value === undefined) end.value = value;
  }
  beginning.waiting = [];
  return node;
}

function childOf<T>(node: Node<T>, word: string): Node<T> {
  node.next ??= new Map();
  const known = node.next.get(word);
  if (known) return known;
  const child = emptyNode<T>();
  node.next.set(word, child);
  return child;
}

function emptyNode<T>(): Node<T> {
  return { next: undefined, value: undefined };
}

// One for each field: this is where reading spends its time, and a field chosen at run time makes it half as fast.
function longestByStem<T>(
  first: Node<T> | undefined,
  tokens: readonly Token[],
  from: number,
): Span<T> | null {
  let best: Span<T> | null = null;
  let node = first;
  for (let to = from + 1; node; to += 1) {
    if (node.value !== undefined) best = { from, to, value: node.value };
    node = to < tokens.length ? node.next?.get(tokens[to]?.stem ?? '') : undefined;
  }
  return best;
}

function longestByText<T>(
  first: Node<T> | undefined,
  tokens: readonly Token[],
  from: number,
): Span<T> | null {
  let best: Span<T> | null = null;
  let node = first;
  for (let to = from + 1; node; to += 1) {
    if (node.value !== undefined) best = { from, to, value: node.value };
    node = to < tokens.length ? node.next?.get(tokens[to]?.text ?? '') : undefined;
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
