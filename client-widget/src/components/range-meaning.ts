import type { EstimateFiguresFragment } from '../gql/graphql.ts';
import type { Ui } from './ui.ts';

/** What the figures say, in a sentence. */
export function rangeMeaning(
  ui: Ui,
  { currency, costP50, costP80, costP95 }: EstimateFiguresFragment,
): string {
  const [low, high, worst] = [costP50, costP80, costP95].map((amount) => ui.money(amount, currency));
  return ui.text('rangeMeaning', { low, high, worst });
}
