import {
  type ClassSpread,
  type Outcome,
  type TuningFactors,
  tuningOf,
  usableCosts,
  usableTimes,
} from './tuning.ts';

/** An outcome and whose it is. */
export interface TenantOutcome extends Outcome {
  tenantId: string;
}

const fewestTenants = 3;

/** Tuning of a class of the platform. null: too few outcomes, fewer than three tenants, or one that has more than half of those used. */
export function platformTuningOf(
  outcomes: readonly TenantOutcome[],
  spread: ClassSpread,
): TuningFactors | null {
  const isShared =
    isOfMany(usableCosts(outcomes, spread.cost)) && isOfMany(usableTimes(outcomes, spread.time));
  return isShared ? tuningOf(outcomes, spread) : null;
}

/** Whether no single tenant decides: asked of the outcomes that are used, as others would only make the number up. */
export function isOfMany(outcomes: readonly { tenantId: string }[]): boolean {
  const counts = new Map<string, number>();
  for (const { tenantId } of outcomes) counts.set(tenantId, (counts.get(tenantId) ?? 0) + 1);
  return counts.size >= fewestTenants && Math.max(...counts.values()) * 2 <= outcomes.length;
}
