/** Money as a sentence shows it: whole units, cents only for small amounts. */
export function money(amount: number, currency: string): string {
  const digits = amount < 100 ? 2 : 0;
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  try {
    return amount.toLocaleString('en-US', { style: 'currency', currency, ...options });
  } catch {
    return `${currency} ${amount.toLocaleString('en-US', options)}`;
  }
}

/** "8.4 weeks", "1 week". */
export function weeks(value: number): string {
  const figure = Number(value.toFixed(value < 2 ? 2 : 1)).toLocaleString('en-US');
  return figure === '1' ? '1 week' : `${figure} weeks`;
}

/** "× 1.15". */
export function times(factor: number): string {
  return `× ${Number(factor.toFixed(2))}`;
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
