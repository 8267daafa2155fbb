import { numberAt } from './measure-numbers.ts';
import type { Text, Token } from './tokens.ts';

const currencySigns = new Set(['$', '€', '£']);
const currencyWords = new Set([
  'dollar',
  'dollars',
  'usd',
  'bucks',
  'euros',
  'euro',
  'eur',
  'dolares',
  'pesos',
  'pounds',
]);
const rates = new Set(['per', '/', 'a', 'each', 'every', 'an', 'hourly', 'por']);
const rateUnits =
  /^(sq|sqft|square|foot|ft|hour|hr|month|year|m2|acre|piece|user|pie|metro|yard|sheet|gallon)/;
const thousands = new Set(['k', 'grand', 'thousand', 'mil']);
const leads = new Set(['budget', 'presupuesto', 'spend', 'afford', 'gastar']);
const reach = 5;

/** What may be spent, as it was written; the last said. Rates such as $12 a square foot are none. */
export function budgetOf({ source, tokens }: Text, asked: boolean): string | null {
  let budget: string | null = null;
  for (let index = 0; index < tokens.length; ) {
    const number = numberAt(tokens, index);
    if (!number) {
      index += 1;
      continue;
    }
    const range = rangeEnd(tokens, number.to);
    if (isBudget(tokens, index, range, asked)) budget = amount(source, tokens, index, range);
    index = Math.max(range, index + 1);
  }
  return budget;
}

function isBudget(tokens: readonly Token[], from: number, to: number, asked: boolean): boolean {
  if (rates.has(tokens[to]?.text ?? '') && rateUnits.test(tokens[to + 1]?.text ?? '')) return false;
  if (currencySigns.has(tokens[from - 1]?.text ?? '') || currencyWords.has(tokens[to]?.text ?? ''))
    return true;
  const isThousands = thousands.has(tokens[to - 1]?.text ?? '');
  const value = numberAt(tokens, from)?.value ?? 0;
  const isLarge = isThousands || value >= 1000;
  if (!isLarge) return false;
  if (asked) return true;
  if (tokens[to - 1]?.text === 'k' && !/^(sq|user|record|row|feet|ft)/.test(tokens[to]?.text ?? ''))
    return true;
  if (tokens[to - 1]?.text === 'grand') return true;
  return tokens.slice(Math.max(0, from - reach), from).some(({ text }) => leads.has(text));
}

/** Behind the second number of "40 to 50k", or the same place. */
function rangeEnd(tokens: readonly Token[], to: number): number {
  if (!['-', '–', 'to', 'and', 'a', 'or'].includes(tokens[to]?.text ?? '')) return to;
  const second = currencySigns.has(tokens[to + 1]?.text ?? '') ? to + 2 : to + 1;
  return numberAt(tokens, second)?.to ?? to;
}

function amount(source: string, tokens: readonly Token[], from: number, to: number): string {
  const first = currencySigns.has(tokens[from - 1]?.text ?? '') ? from - 1 : from;
  const last = currencyWords.has(tokens[to]?.text ?? '') ? to : to - 1;
  return source.slice(tokens[first]?.start, tokens[last]?.end).replaceAll(/\s+/g, ' ');
}
