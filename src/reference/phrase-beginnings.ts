/**
 * Which books have phrases that begin with a word, a bit for each. A text is searched for the phrases of a hundred books, most of which
 * have none that begins with any of its words: a bit is quicker to look at than a table.
 */
export interface Beginnings {
  /** Books made later are not among them. */
  books: number;
  bits: Uint32Array;
}

/** How a phrase is compared: by the stems of its words, or by the words as they are. */
export type Form = 'stem' | 'text';

const rememberedWords = 20_000;
const beginning: Record<Form, Map<string, number[]>> = { stem: new Map(), text: new Map() };
const remembered = new Map<string, Beginnings>();
let books = 0;

/** The number of a new book, with the first words of its phrases in either form. */
export function enterBook(first: Readonly<Record<Form, Iterable<string>>>): number {
  const book = books;
  books += 1;
  remembered.clear();
  for (const form of ['stem', 'text'] as const)
    for (const word of first[form]) {
      const known = beginning[form].get(word);
      if (known) known.push(book);
      else beginning[form].set(word, [book]);
    }
  return book;
}

/** Of a word by which the stem is settled. */
export function beginningsOf(text: string, stem: string): Beginnings {
  const known = remembered.get(text);
  if (known) return known;
  if (remembered.size >= rememberedWords) remembered.clear();
  const bits = new Uint32Array((books >> 5) + 1);
  for (const book of [...(beginning.stem.get(stem) ?? []), ...(beginning.text.get(text) ?? [])])
    bits[book >> 5] = (bits[book >> 5] ?? 0) | (1 << (book & 31));
  const found = { books, bits };
  remembered.set(text, found);
  return found;
}

/** False only where no phrase of the book begins so. */
export function mayBegin({ books: known, bits }: Beginnings, book: number): boolean {
  return book >= known || ((bits[book >> 5] ?? 0) & (1 << (book & 31))) !== 0;
}
