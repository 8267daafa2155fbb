import type { Token } from './tokens.ts';

/** A number, in digits or in words, over tokens `from` up to `to`. */
export interface Quantity {
  value: number;
  from: number;
  to: number;
}

const areaNouns = new Set(['area', 'footage', 'footprint']);
/** What may stand between such a noun and its number. */
const areaLinks = new Set(
  'is|about|around|roughly|approximately|approx|maybe|would|be|should|of|:|=|only|just|almost|nearly|like'.split(
    '|',
  ),
);
const units: Record<string, number> = Object.fromEntries(
  [
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve',
  ].flatMap((list) => list.split(' ').map((word, value) => [word, value] as const)),
);
const tens: Record<string, number> = Object.fromEntries(
  [
    'twenty thirty forty fifty sixty seventy eighty ninety',
    'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  ].flatMap((list) => list.split(' ').map((word, index) => [word, (index + 2) * 10] as const)),
);
const powers: Record<string, number> = {
  hundred: 100,
  hundreds: 100,
  cien: 100,
  thousand: 1000,
  mil: 1000,
  grand: 1000,
  k: 1000,
  million: 1_000_000,
  millon: 1_000_000,
};
const parts: Record<string, number> = {
  half: 0.5,
  quarter: 0.25,
  third: 1 / 3,
  medio: 0.5,
  media: 0.5,
  cuarto: 0.25,
  tercio: 1 / 3,
};
const partsOf: Record<string, number> = { ...parts, quarters: 0.25, thirds: 1 / 3 };

/** Longer runs of number words are no number. */
const mostWords = 8;

/** The number that begins at a token: 1,200 · 2.5k · 1/4 · 1 1/2 · six hundred · half a · three quarters of an. */
export function numberAt(tokens: readonly Token[], from: number): Quantity | null {
  const whole = digitsAt(tokens, from) ?? partAt(tokens, from) ?? wordsAt(tokens, from);
  return whole && (withHalf(tokens, whole) ?? whole);
}

/** "one and a half", "dos y media". */
export function withHalf(tokens: readonly Token[], whole: Quantity): Quantity | null {
  const joint = tokens[whole.to]?.text;
  if (joint !== 'and' && joint !== 'y') return null;
  const part = partAt(tokens, whole.to + 1);
  return part && { value: whole.value + part.value, from: whole.from, to: part.to };
}

function digitsAt(tokens: readonly Token[], from: number): Quantity | null {
  const first = tokens[from];
  if (first?.type !== 'number') return null;
  const fraction = fractionAt(tokens, from);
  if (fraction) return fraction;
  const rest = fractionAt(tokens, from + 1);
  if (rest && rest.value < 1) return { value: first.value + rest.value, from, to: rest.to };
  const power = powers[tokens[from + 1]?.text ?? ''];
  return power === undefined
    ? { value: first.value, from, to: from + 1 }
    : { value: first.value * power, from, to: from + 2 };
}

function fractionAt(tokens: readonly Token[], from: number): Quantity | null {
  const [above, slash, below] = [tokens[from], tokens[from + 1], tokens[from + 2]];
  if (above?.type !== 'number' || below?.type !== 'number' || below.value === 0) return null;
  if (slash?.text !== '/' && slash?.text !== '⁄') return null;
  const value = above.value / below.value;
  const isOfOne = value < 1 && tokens[from + 3]?.text === 'of' && isArticle(tokens[from + 4]);
  return { value, from, to: from + (isOfOne ? 5 : 3) };
}

/** "half an", "a quarter of an", "three quarters of an". */
function partAt(tokens: readonly Token[], from: number): Quantity | null {
  let at = from;
  const count = units[tokens[at]?.text ?? ''];
  if (count !== undefined || isArticle(tokens[at])) at += 1;
  const part = partsOf[tokens[at]?.text ?? ''];
  if (part === undefined) return null;
  at += 1;
  while (isArticle(tokens[at]) || tokens[at]?.text === 'of' || tokens[at]?.text === 'de') at += 1;
  return { value: (count ?? 1) * part, from, to: at };
}

function wordsAt(tokens: readonly Token[], from: number): Quantity | null {
  let total = 0;
  let current = 0;
  let at = from;
  if (isArticle(tokens[at]) && powers[tokens[at + 1]?.text ?? '']) {
    current = 1;
    at += 1;
  }
  for (; at < Math.min(tokens.length, from + mostWords); at += 1) {
    const word = tokens[at]?.text ?? '';
    const small = units[word] ?? tens[word];
    const power = at > from ? powers[word] : undefined;
    if (small !== undefined) current = joined(current, small);
    else if (power === 100) current *= 100;
    else if (power !== undefined) {
      total += current * power;
      current = 0;
    } else if (word !== 'and' || current + total < 100 || !isCountWord(tokens[at + 1])) break;
  }
  return at > from ? { value: total + current, from, to: at } : null;
}

/** Spoken hundreds: "four fifty", "twelve fifty". */
function joined(current: number, next: number): number {
  const isHundreds = current > 0 && current < 100 && next >= 20 && current % 100 < 20;
  return isHundreds ? current * 100 + next : current + next;
}

function isCountWord(token: Token | undefined): boolean {
  return (units[token?.text ?? ''] ?? tens[token?.text ?? '']) !== undefined;
}

function isArticle(token: Token | undefined): boolean {
  return token?.text === 'a' || token?.text === 'an' || token?.text === 'un' || token?.text === 'una';
}

/** "Area is around 3,400", "footprint: 900": a bare number with the word for what it counts before it. */
export function isToldArea(tokens: readonly Token[], { from, to }: Quantity): boolean {
  const behind = tokens[to];
  if (behind && behind.type !== 'mark') return false;
  let at = from - 1;
  while (areaLinks.has(tokens[at]?.text ?? '')) at -= 1;
  return at < from - 1 && areaNouns.has(tokens[at]?.text ?? '');
}
