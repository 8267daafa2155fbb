/** What was typed is no number, or is below zero. */
export type Unreadable = 'missing' | 'number' | 'negative';

/**
 * A number as people type it: `48,500`, `$48 500.00`, `48.500,00 €`, `6,5`. Where one mark with three digits after it could mean either,
 * the locale decides; money has no thousandths.
 */
export function typedNumber(typed: string, locale: string, isMoney: boolean): number | Unreadable {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return 'missing';
  const bare = text
    .replace(/^[a-z]{3}\b|\b[a-z]{3}$/i, '')
    .replace(/\p{Sc}/gu, '')
    .replace(/[\s'’]+/g, ' ')
    .trim();
  if (/^[-−]\s?\d/.test(bare)) return 'negative';
  if (!/^[\d., ]*\d[\d., ]*$/.test(bare)) return 'number';
  const { whole, decimals } = split(bare, locale, isMoney);
  if (!/^\d*$/.test(decimals) || !isGrouped(whole)) return 'number';
  return Number(`${whole.replace(/\D/g, '') || '0'}.${decimals || '0'}`);
}

/** The last mark is the decimal one, unless it is there twice, or stands before three digits and may as well mean thousands. */
function split(text: string, locale: string, isMoney: boolean): { whole: string; decimals: string } {
  const place = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const mark = text.charAt(place);
  const [before, decimals] = [text.slice(0, place), text.slice(place + 1)];
  const isRepeated = before.includes(mark);
  const couldGroup = /^[1-9]\d{0,2}$/.test(before) && /^\d{3}$/.test(decimals);
  const isGrouping = isRepeated || (couldGroup && (isMoney || mark !== decimalMark(locale)));
  return place < 0 || isGrouping ? { whole: text, decimals: '' } : { whole: before, decimals };
}

/** No marks, or the same one before every three digits; in India before every two as well. */
function isGrouped(whole: string): boolean {
  return /^\d*$/.test(whole) || /^\d{1,3}([., ])(\d{2,3}\1)*\d{3}$/.test(whole);
}

const decimalMark = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
