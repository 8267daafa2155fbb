import type { Language, Text } from './language.ts';

export interface Wording<Key extends string = Text> {
  /** BCP 47 of the texts, for `lang`. */
  language: string;
  /** In which direction the texts are written, whatever the page's own is: a range must not be read from its end. */
  direction: 'ltr' | 'rtl';
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
  { tag, direction = 'ltr', texts, names }: Language<Key | 'week' | 'weeks'>,
  locale: string,
): Wording<Key | 'week' | 'weeks'> {
  const format = (options: Intl.NumberFormatOptions) => (value: number) =>
    new Intl.NumberFormat(locale.startsWith(tag) ? locale : tag, options).format(value);
  const money = (currency: string, options: Intl.NumberFormatOptions) =>
    format({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options });
  const text: Wording<Key | 'week' | 'weeks'>['text'] = (key, values = {}) =>
    texts[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  const number = format({ maximumFractionDigits: 2 });
  const roughly = format({ maximumFractionDigits: 1 });
  return {
    language: tag,
    direction,
    text,
    number,
    name: (token) => names[token] ?? token.charAt(0).toUpperCase() + token.slice(1).replaceAll('_', ' '),
    money: (amount, currency) => money(currency, { maximumFractionDigits: 0 })(amount),
    shortMoney: (amount, currency) =>
      money(currency, { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 })(amount),
    share: format({ style: 'percent', maximumFractionDigits: 0 }),
    weeks(low, high) {
      const range = [...new Set([low, high].map(roughly))].join('–');
      return range === '1' ? text('week') : text('weeks', { range });
    },
  };
}
