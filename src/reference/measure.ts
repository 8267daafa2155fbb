import { areaUnits, areaWords, lengthUnits, lengthWords, sideMarks, sideWords } from './lexicon-measures.ts';
import { numberAt, type Quantity } from './measure-numbers.ts';
import { createPhraseBook, listed } from './phrases.ts';
import type { ProjectSize } from './project-details.ts';
import type { Token } from './tokens.ts';

/** A size as it stands in a text, converted to square feet or person-weeks. */
export interface SizeMention extends ProjectSize {
  from: number;
  to: number;
  /** Given as two sides, as products are too. */
  sides: boolean;
  /** Given in acres or hectares, as land is. */
  land: boolean;
}

/** Smaller and larger areas are slips or jokes; square feet. */
const smallestArea = 4;
const largestArea = 2_000_000;
const largestEffort = 5000;
const weeksOf: Record<string, number> = { day: 0.2, week: 1, month: 4.33 };

const areas = createPhraseBook(listed(areaWords), 'text');
const lengths = createPhraseBook(listed(lengthWords), 'text');
const between = new Set(sideMarks.split('|'));
const sides = createPhraseBook(
  sideWords.split('|').map((word) => [word, true] as const),
  'text',
);

/** All sizes of a text: areas, two sides, efforts; amounts of money and absurd values are none. */
export function sizesOf(tokens: readonly Token[]): SizeMention[] {
  const found: SizeMention[] = [];
  for (let index = 0; index < tokens.length; ) {
    const size = sizeAt(tokens, index);
    if (size && isSensible(size)) found.push(size);
    index = Math.max(size?.to ?? 0, numberAt(tokens, index)?.to ?? 0, index + 1);
  }
  return found;
}

function sizeAt(tokens: readonly Token[], index: number): SizeMention | null {
  const first = numberAt(tokens, index);
  if (!first || isMoney(tokens[index - 1])) return null;
  return sidesAt(tokens, first) ?? areaAt(tokens, first) ?? effortAt(tokens, first);
}

/** 15x30 · 15 by 30 feet · 10' x 12' · 3.7 m x 7.5 m · 30 feet long and 15 wide; a third side is a depth. */
function sidesAt(tokens: readonly Token[], first: Quantity): SizeMention | null {
  const one = lengthAt(tokens, first);
  const named = sides.at(tokens, one.to);
  const joint = skipWords(tokens, named?.to ?? one.to, named ? ['and', ',', 'by', 'x', 'y'] : [...between]);
  if (joint === (named?.to ?? one.to)) return null;
  const second = numberAt(tokens, joint);
  if (!second) return null;
  const two = lengthAt(tokens, second);
  const secondName = sides.at(tokens, two.to);
  if (named && !secondName) return null;
  const unit = one.unit ?? two.unit ?? 'foot';
  const third = between.has(tokens[two.to]?.text ?? '') ? numberAt(tokens, two.to + 1) : null;
  const to = third ? lengthAt(tokens, third).to : (secondName?.to ?? two.to);
  const feet = lengthUnits[unit];
  const otherFeet = lengthUnits[two.unit ?? unit];
  return {
    ...areaOf(one.value * feet * two.value * otherFeet),
    from: first.from,
    to,
    sides: true,
    land: false,
  };
}

/** A length with its unit, feet and inches together: 10'6". */
function lengthAt(tokens: readonly Token[], number: Quantity) {
  const unit = lengths.at(tokens, number.to);
  if (!unit) return { value: number.value, to: number.to, unit: null };
  const inches = unit.value === 'foot' ? numberAt(tokens, unit.to) : null;
  const mark = inches && lengths.at(tokens, inches.to);
  if (!inches || mark?.value !== 'product') return { value: number.value, to: unit.to, unit: unit.value };
  return { value: number.value + inches.value / 12, to: mark.to, unit: unit.value };
}

/** 450 sq ft · 42 m² · half an acre · 400 to 500 sq ft (their middle). */
function areaAt(tokens: readonly Token[], first: Quantity): SizeMention | null {
  const unit = areas.at(tokens, first.to);
  if (unit) return areaMention(first.value, unit.value, first.from, unit.to);
  const joint = skipWords(tokens, first.to, ['-', '–', 'to', 'or', 'and', 'a']);
  const second = joint > first.to ? numberAt(tokens, joint) : null;
  const shared = second && areas.at(tokens, second.to);
  if (!second || !shared || second.value <= first.value) return null;
  return areaMention((first.value + second.value) / 2, shared.value, first.from, shared.to);
}

function areaMention(value: number, unit: keyof typeof areaUnits, from: number, to: number): SizeMention {
  return {
    ...areaOf(value * areaUnits[unit]),
    from,
    to,
    sides: false,
    land: unit === 'acre' || unit === 'hectare',
  };
}

/** 6 person-weeks · 3 developer months. */
function effortAt(tokens: readonly Token[], first: Quantity): SizeMention | null {
  const who = tokens[first.to]?.stem ?? '';
  const weeks = weeksOf[tokens[first.to + 1]?.stem ?? ''];
  if (!['person', 'man', 'develop', 'dev', 'engin'].includes(who) || weeks === undefined) return null;
  const value = Math.round(first.value * weeks * 10) / 10;
  return { value, unit: 'person_weeks', from: first.from, to: first.to + 2, sides: false, land: false };
}

function areaOf(squareFeet: number): ProjectSize {
  return { value: Math.round(squareFeet), unit: 'sqft' };
}

function isSensible({ value, unit }: SizeMention): boolean {
  if (unit === 'person_weeks') return value > 0 && value <= largestEffort;
  return value >= smallestArea && value <= largestArea;
}

function isMoney(before: Token | undefined): boolean {
  return before?.text === '$' || before?.text === '€' || before?.text === '£' || before?.text === 'usd';
}

/** The place behind one of the words, or the same place. */
function skipWords(tokens: readonly Token[], at: number, words: readonly string[]): number {
  return words.includes(tokens[at]?.text ?? '') ? at + 1 : at;
}
