import { areaUnits, areaWords, lengthUnits, lengthWords, sideMarks, sideWords } from './lexicon-measures.ts';
import { isToldArea, numberAt, type Quantity, withHalf } from './measure-numbers.ts';
import { createPhraseBook, listed, type Span } from './phrases.ts';
import type { ProjectSize } from './project-details.ts';
import { isStop, type Token } from './tokens.ts';

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
/** Feet; a thinner project is a board. */
const thickestBoard = 2;
type Length = { value: number; to: number; unit: keyof typeof lengthUnits | null };
type AreaUnit = keyof typeof areaUnits;

const smallestShared = 20;
const telling = new Set([
  'is',
  'about',
  'around',
  'roughly',
  'approximately',
  'only',
  'just',
  'say',
  ':',
  '=',
]);
const weeksOf: Record<string, number> = { day: 0.2, week: 1, month: 4.33 };

const areas = createPhraseBook(listed(areaWords), 'text');
const lengths = createPhraseBook(listed(lengthWords), 'text');
const approximations = [
  '-',
  'about',
  'around',
  'roughly',
  'maybe',
  'approximately',
  'approx',
  'unos',
  'like',
];
const between = new Set(sideMarks.split('|'));
const sides = createPhraseBook(
  sideWords.split('|').map((word) => [word, true] as const),
  'text',
);

/** All sizes of a text: areas, two sides, efforts; amounts of money and absurd values are none. */
export function sizesOf(tokens: readonly Token[]): SizeMention[] {
  const found: SizeMention[] = [];
  for (let index = 0; index < tokens.length; ) {
    const size = sizeAt(tokens, index) ?? sharedAt(tokens, index, found.at(-1));
    if (size && isSensible(size)) found.push(size);
    index = Math.max(size?.to ?? 0, numberAt(tokens, index)?.to ?? 0, index + 1);
  }
  return found;
}

function sizeAt(tokens: readonly Token[], index: number): SizeMention | null {
  const first = numberAt(tokens, index) ?? oneAt(tokens, index);
  if (!first || isMoney(tokens[index - 1])) return null;
  const named = sidesAt(tokens, first) ?? areaAt(tokens, first) ?? effortAt(tokens, first);
  return named ?? (isToldArea(tokens, first) ? areaMention(first.value, 'sqft', first.from, first.to) : null);
}

/** 15x30 · 15 by 30 feet · 10' x 12' · 3.7 m x 7.5 m · 30 feet long and 15 wide; a third side is a depth. */
function sidesAt(tokens: readonly Token[], first: Quantity): SizeMention | null {
  const one = lengthAt(tokens, first);
  const named = sides.at(tokens, one.to);
  const joint = skipWords(tokens, named?.to ?? one.to, named ? ['and', ',', 'by', 'x', 'y'] : [...between]);
  if (joint === (named?.to ?? one.to)) return null;
  const second = numberAt(tokens, skipWords(tokens, joint, approximations));
  if (!second) return null;
  const two = lengthAt(tokens, second);
  const secondName = sides.at(tokens, two.to);
  if (named && !secondName) return null;
  if (isLumber(tokens, one, two)) return null;
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

/** "2x4s": boards, as they are called. */
function isLumber(tokens: readonly Token[], one: Length, two: Length): boolean {
  if (one.unit !== null || two.unit !== null) return false;
  return Math.min(one.value, two.value) <= thickestBoard || tokens[two.to]?.text === 's';
}

/** A length with its unit, feet and inches together: 10'6". */
function lengthAt(tokens: readonly Token[], number: Quantity): Length {
  const unit = lengths.at(tokens, number.to);
  if (!unit) return { value: number.value, to: number.to, unit: null };
  const inches = unit.value === 'foot' ? numberAt(tokens, unit.to) : null;
  const mark = inches && (lengths.at(tokens, inches.to) ?? inchesAt(tokens, inches.to));
  if (!inches || mark?.value !== 'product') return { value: number.value, to: unit.to, unit: unit.value };
  return { value: number.value + inches.value / 12, to: mark.to, unit: unit.value };
}

/** "9 ft 6 in by 12 ft": here "in" is no preposition. */
function inchesAt(tokens: readonly Token[], at: number): { value: 'product'; to: number } | null {
  const after = tokens[at + 1];
  const isUnit = tokens[at]?.text === 'in' && (!after || after.type === 'mark' || between.has(after.text));
  return isUnit ? { value: 'product', to: at + 1 } : null;
}

/** 450 sq ft · 42 m² · half an acre · 400 to 500 sq ft (their middle). */
function areaAt(tokens: readonly Token[], first: Quantity): SizeMention | null {
  const unit = areas.at(tokens, skipWords(tokens, first.to, ['ish', 'odd', 'plus', '+']));
  if (unit) return rangeAt(tokens, first, unit) ?? wholeAt(tokens, first, unit);
  const joint = skipWords(tokens, first.to, ['-', '–', 'to', 'or', 'and', 'a']);
  const second = joint > first.to ? numberAt(tokens, joint) : null;
  const shared = second && areas.at(tokens, second.to);
  if (!second || !shared || second.value <= first.value) return null;
  return areaMention((first.value + second.value) / 2, shared.value, first.from, shared.to);
}

/** "an acre and a half". */
function wholeAt(tokens: readonly Token[], first: Quantity, unit: Span<AreaUnit>): SizeMention {
  const more = withHalf(tokens, { value: first.value, from: first.from, to: unit.to });
  return areaMention(more?.value ?? first.value, unit.value, first.from, more?.to ?? unit.to);
}

/** "400 sq ft to 500 sq ft". */
function rangeAt(tokens: readonly Token[], first: Quantity, unit: Span<AreaUnit>): SizeMention | null {
  const joint = skipWords(tokens, unit.to, ['-', '–', 'to', 'or']);
  const second = joint > unit.to ? numberAt(tokens, joint) : null;
  const shared = second && areas.at(tokens, second.to);
  if (!second || shared?.value !== unit.value || second.value <= first.value) return null;
  return areaMention((first.value + second.value) / 2, unit.value, first.from, shared.to);
}

/** "an acre": one, where land is meant. */
function oneAt(tokens: readonly Token[], index: number): Quantity | null {
  const isArticle = ['a', 'an', 'one', 'un', 'una'].includes(tokens[index]?.text ?? '');
  const unit = isArticle ? areas.at(tokens, index + 1)?.value : undefined;
  return unit === 'acre' || unit === 'hectare' ? { value: 1, from: index, to: index + 1 } : null;
}

function areaMention(value: number, unit: AreaUnit, from: number, to: number): SizeMention {
  return {
    ...areaOf(value * areaUnits[unit]),
    from,
    to,
    sides: false,
    land: unit === 'acre' || unit === 'hectare',
  };
}

/** "The lot is 6,000 sq ft and the backyard about 2,000": the unit of the area before. */
function sharedAt(
  tokens: readonly Token[],
  index: number,
  former: SizeMention | undefined,
): SizeMention | null {
  const number = numberAt(tokens, index);
  if (!number || !former || former.sides || former.land || former.unit !== 'sqft') return null;
  const [before, behind] = [tokens[index - 1], tokens[number.to]];
  const isTold = before !== undefined && telling.has(before.text) && number.value >= smallestShared;
  const isBare =
    behind === undefined || behind.type === 'mark' || behind.text === 'and' || isOfIt(tokens, number.to);
  const isNext = !tokens.slice(former.to, index).some(isStop) || number.value < former.value;
  if (!isTold || !isBare || !isNext) return null;
  return { ...areaOf(number.value), from: index, to: number.to, sides: false, land: false };
}

/** "Only 900 of it". */
function isOfIt(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.text === 'of' && /^(?:it|that|them|those)$/.test(tokens[at + 1]?.text ?? '');
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
