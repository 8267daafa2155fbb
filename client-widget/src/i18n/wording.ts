import type { Language, Text } from './language.ts';

export interface Wording<Key extends string = Text> {
  /** BCP 47 of the texts, for `lang`. */
  language: string;
  text(key: Key, values?: Record<string, string | number | undefined>): string;
  /** A component's or an adjustment's name in the visitor's language, as given where it has none. */
  name(token: string): string;
  /** Whole units of the currency. */
  money(amount: number, currency: string): string;
  /** 75 000 → $75K */
  shortMoney(amount: number, currency: string): string;
  /** 0.153 → 15 % */
  share(fraction: number): string;
  /** Two decimals at most. */
  number(value: number): string;
  weeks(low: number, high: number): string;
}

/** Texts of the language; figures as the locale writes them, where it is one of that language. */
export function createWording<Key extends string>(
  { tag, texts, names }: Language<Key | 'weeks'>,
  locale: string,
): Wording<Key | 'weeks'> {
  const format = (options: Intl.NumberFormatOptions) => (value: number) =>
    new Intl.NumberFormat(locale.startsWith(tag) ? locale : tag, options).format(value);
  const money = (currency: string, options: Intl.NumberFormatOptions) =>
    format({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options });
  const text: Wording<Key | 'weeks'>['text'] = (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  const number = format({ maximumFractionDigits: 2 });
  const roughly = format({ maximumFractionDigits: 1 });
  return {
    language: tag,
    text,
    number,
    name: (token) => names[token] ?? token.charAt(0).toUpperCase() + token.slice(1).replaceAll('_', ' '),
    money: (amount, currency) => money(currency, { maximumFractionDigits: 0 })(amount),
    shortMoney: (amount, currency) =>
      money(currency, { notation: 'compact', maximumFractionDigits: 1 })(amount),
    share: format({ style: 'percent', maximumFractionDigits: 0 }),
    weeks: (low, high) => text('weeks', { range: [...new Set([low, high].map(roughly))].join('–') }),
  };
}
