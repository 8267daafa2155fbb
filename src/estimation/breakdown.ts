import type { ShareOfCost } from '../reference/reference-class.ts';
import type { CostComponent } from './estimate.ts';

/** Splits a cost by shares so that the parts sum to it to the cent: the cents left over go to the largest remainders. */
export function breakdownOf(cost: number, template: readonly ShareOfCost[]): CostComponent[] {
  const sum = template.reduce((total, { share }) => total + share, 0);
  if (!(sum > 0)) return [{ component: 'total', amount: cost, share: 1 }];
  const cents = Math.round(cost * 100);
  const parts = template.map(({ component, share }, place) => {
    const exact = (cents * share) / sum;
    const whole = Math.floor(exact);
    return { component, share: share / sum, whole, remainder: exact - whole, place };
  });
  const left = cents - parts.reduce((total, { whole }) => total + whole, 0);
  const byRemainder = [...parts].sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  for (const part of byRemainder.slice(0, left)) part.whole += 1;
  return parts.map(({ component, whole, share }) => ({ component, amount: whole / 100, share: tidy(share) }));
}

/** Shares without the noise of a division: 0.3, not 0.30000000000000004. */
function tidy(share: number): number {
  return Number(share.toFixed(10));
}
