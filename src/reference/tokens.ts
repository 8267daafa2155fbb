import { stemmer } from 'stemmer';
import { type Beginnings, beginningsOf } from './phrase-beginnings.ts';

/** A word, a number or a mark of a text. */
export interface Token {
  type: 'word' | 'number' | 'mark';
  /** Lower case, without accents and apostrophes; of a number, its digits. */
  text: string;
  /** Of a word its stem, otherwise the text. */
  stem: string;
  /** As written. */
  raw: string;
  /** Of a number, else NaN. */
  value: number;
  /** Which books have phrases that begin like this. */
  begins: Beginnings;
  /** Where it begins in `Text.source`. */
  start: number;
  end: number;
}

/** A text cut into tokens; marks that only join words (walk-in, kitchen/bath) are left out. */
export interface Text {
  source: string;
  tokens: readonly Token[];
}

/** Longer words and texts than these are not language. */
const longestWord = 40;
const longestText = 20_000;
const rememberedStems = 20_000;

const parts =
  /(?:m|ft|mt|mts|yd)[2²](?!\d)|(?<=\d)(?:ft|feet|m|mts?|meters|metres)(?=[x×]\d)|\p{L}+(?:['’]\p{L}+)*|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?=\s?(?:sq|sf|m2|m²|square))|\d+(?:\.\d+)?|\.\d+|\n|[^\s\p{L}\d]/giu;
const accents = /\p{M}+/gu;
const apostrophes = /['’]/g;
/** "we'd" and "we'll" would read as other words. */
const contractions = /['’](?:d|ll|re|m)$/;
const arrows = /(?<![<=-])(?:-+>|=+>|→|➔|➡)/g;
const fractions: Record<string, string> = {
  '½': ' 1/2 ',
  '¼': ' 1/4 ',
  '¾': ' 3/4 ',
  '⅓': ' 1/3 ',
  '²': '2',
};
/** "Unheated" denies as "not heated" does. */
const undone = /\bun(?=(?:heated|lit|fenced|covered)\b)/gi;
/** "4,5 x 10 m" and "1.800 pies", as numbers are written elsewhere. */
const decimalComma = /(?<=\b\d{1,3}),(?=\d{1,2}\s?(?:x|×|por|m|m2|mts|metros|meters|metres|sqm)(?!\p{L}))/gu;
const thousandsDot = /(?<=\b\d{1,3})\.(?=\d{3}\s?(?:pies|metros|mts|m2)(?!\p{L}))/gu;
const plain = /^[a-z]+(?: [a-z]+)*$/;
const stems = new Map<string, string>();

/** Cuts a text into tokens, in time linear in its length. */
export function tokenize(text: string): Text {
  const source = cleaned(text);
  const tokens: Token[] = [];
  for (const { 0: raw, index: start } of source.matchAll(parts)) {
    const token = tokenOf(raw, start);
    if (!isJoiner(token, source)) tokens.push(token);
  }
  return { source, tokens };
}

/** The texts of a text's tokens. Tables of words are long and read at every start, so no more is found out about them than that. */
export function textsOf(text: string): string[] {
  if (isPlain(text)) return text.split(' ');
  const source = cleaned(text);
  const texts: string[] = [];
  for (const { 0: raw, index: start } of source.matchAll(parts)) {
    const type = typeOf(raw);
    const piece = { type, text: textIn(raw, type), start, end: start + raw.length };
    if (!isJoiner(piece, source)) texts.push(piece.text);
  }
  return texts;
}

/** The first of them. */
export function firstTextOf(text: string): string | undefined {
  if (!isPlain(text)) return textsOf(text)[0];
  const space = text.indexOf(' ');
  return space === -1 ? text : text.slice(0, space);
}

/** The common stem of a word's forms; only for folded words. */
export function stemOf(word: string): string {
  if (word.length > longestWord) return word.slice(0, longestWord);
  const known = stems.get(word);
  if (known !== undefined) return known;
  if (stems.size >= rememberedStems) stems.clear();
  const stem = stemmer(word);
  stems.set(word, stem);
  return stem;
}

/** The same word, spelt another way: what a correction puts in its place. */
export function respelt(token: Token, text: string): Token {
  const stem = stemOf(text);
  return { ...token, text, stem, begins: beginningsOf(text, stem) };
}

/** Whether the mark ends a sentence. */
export function isStop(token: Token): boolean {
  return token.type === 'mark' && '.!?;\n'.includes(token.text);
}

function tokenOf(raw: string, start: number): Token {
  const type = typeOf(raw);
  const text = textIn(raw, type);
  const stem = type === 'word' ? stemOf(text) : text;
  const value = type === 'number' ? Number(text) : Number.NaN;
  return { type, text, stem, raw, value, begins: beginningsOf(text, stem), start, end: start + raw.length };
}

function typeOf(raw: string): Token['type'] {
  const first = raw.charCodeAt(0);
  if ((first >= 48 && first <= 57) || (first === 46 && raw.length > 1)) return 'number';
  return raw.length === 1 && !/\p{L}/u.test(raw) ? 'mark' : 'word';
}

function textIn(raw: string, type: Token['type']): string {
  if (type === 'number') return raw.replaceAll(/[, ]/g, '');
  if (type === 'mark') return raw;
  return raw
    .toLowerCase()
    .replace(contractions, '')
    .normalize('NFD')
    .replace(accents, '')
    .replace(apostrophes, '');
}

function cleaned(text: string): string {
  return text
    .slice(0, longestText)
    .replace(/[½¼¾⅓²]/g, (sign) => fractions[sign] ?? sign)
    .replace(arrows, ' into ')
    .normalize('NFKC')
    .replace(undone, 'not ')
    .replace(decimalComma, '.')
    .replace(thousandsDot, ',');
}

/** Words that stand already as they will be compared. */
function isPlain(text: string): boolean {
  return plain.test(text) && !text.includes('un');
}

function isJoiner(token: Pick<Token, 'type' | 'text' | 'start' | 'end'>, source: string): boolean {
  if (token.type !== 'mark' || !'-/‑'.includes(token.text)) return false;
  const before = source[token.start - 1] ?? ' ';
  const after = source[token.end] ?? ' ';
  if (token.text === '/') return /\p{L}/u.test(before) && /\p{L}/u.test(after);
  return /[\p{L}\d]/u.test(before) && /\p{L}/u.test(after);
}
