import { badInput } from '../errors.ts';
import type { CostComponent } from '../estimation/estimation.types.ts';
import type { ContractorFeedbackInput } from './feedback.types.ts';

const mostComponents = 30;
/** What the parts may be off the whole, as a share of it. */
const tolerance = 0.01;

/** What was really spent on what, with each part's share. Fails with BAD_USER_INPUT, by its path. */
export function breakdownFrom({ actualBreakdown, actualCost }: ContractorFeedbackInput): CostComponent[] {
  const path = 'input.actualBreakdown';
  if (actualBreakdown.length === 0) throw badInput(path, 'must have at least one component');
  if (actualBreakdown.length > mostComponents)
    throw badInput(path, `must have at most ${mostComponents} components`);
  const seen = new Set<string>();
  for (const [index, { component }] of actualBreakdown.entries()) {
    const name = component.trim().toLowerCase();
    if (name === '') throw badInput(`${path}.${index}.component`, 'must say what it is');
    if (seen.has(name)) throw badInput(`${path}.${index}.component`, 'is listed twice');
    seen.add(name);
  }
  const total = actualBreakdown.reduce((sum, { amount }) => sum + amount, 0);
  if (Math.abs(total - actualCost) > tolerance * actualCost)
    throw badInput(path, 'must sum to the actual cost, give or take 1 %');
  return actualBreakdown.map(({ component, amount }) => ({
    component: component.trim().toWellFormed(),
    amount: Math.round(amount * 100) / 100,
    share: amount / total,
  }));
}
