import { LRUCache } from 'lru-cache';

/** Formats are kept: making one costs a hundred times its use. */
const formats = new LRUCache<string, (amount: number) => string>({ max: 200 });
const plain = new Intl.NumberFormat('en-US');

/** Money as a sentence shows it: whole units, cents only for small amounts. */
export function money(amount: number, currency: string): string {
  const digits = amount < 100 ? 2 : 0;
  const name = `${currency} ${digits}`;
  const format = formats.get(name) ?? moneyFormat(currency, digits);
  formats.set(name, format);
  return format(amount);
}

function moneyFormat(currency: string, digits: number): (amount: number) => string {
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  try {
    const format = new Intl.NumberFormat('en-US', { style: 'currency', currency, ...options });
    return (amount) => format.format(amount);
  } catch {
    const format = new Intl.NumberFormat('en-US', options);
    return (amount) => `${currency} ${format.format(amount)}`;
  }
}

/** "8.4 weeks", "1 week". */
export function weeks(value: number): string {
  const figure = plain.format(Number(value.toFixed(value < 2 ? 2 : 1)));
  return figure === '1' ? '1 week' : `${figure} weeks`;
}

/** "× 1.15". */
export function times(factor: number): string {
  return `× ${Number(factor.toFixed(2))}`;
}

export function wordCount(text: string): number {
  let count = 0;
  for (const _word of text.matchAll(/\S+/g)) count += 1;
  return count;
}
