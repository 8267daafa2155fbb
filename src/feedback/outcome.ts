import type { Feedback } from './feedback.model.ts';
import type { FeedbackResolutionName } from './feedback.types.ts';

/** By more than this share of the contractor's figure customer and contractor may not differ. */
const toleratedDifference = 0.1;

/** What both sides say of one project. */
export interface Reports {
  customer: Feedback | null;
  contractor: Feedback | null;
}

/** (actual − P50) / P50 × 100, signed. */
export const varianceOf = (actual: number, p50: number): number => ((actual - p50) / p50) * 100;

export function isConflict({ customer, contractor }: Reports): boolean {
  if (!customer || !contractor || resolutionOf({ customer, contractor })) return false;
  const difference = Math.abs(customer.actualCost - contractor.actualCost);
  return difference > toleratedDifference * contractor.actualCost;
}

export const resolutionOf = ({ customer, contractor }: Reports): FeedbackResolutionName | null =>
  contractor?.resolution ?? customer?.resolution ?? null;

/** How one project turned out, as it counts. */
export interface Finding {
  referenceClassId: string;
  completedAt: Date;
  /** When what counts was submitted. */
  at: Date;
  /** Its figures count; false: the two sides disagree and neither is believed. */
  counts: boolean;
  /** Classes may learn from it. */
  teaches: boolean;
  costVariancePct: number;
  weeksVariancePct: number;
  isWithinP50: boolean;
  isWithinP80: boolean;
  /** ln(actual / quoted P50 without calibration). */
  logCost: number;
  logTime: number;
}

/** The contractor's figures count, else the customer's, unless it was resolved otherwise; null where nobody has reported. */
export function findingOf(reports: Reports): Finding | null {
  const { customer, contractor } = reports;
  const resolution = resolutionOf(reports);
  const counted = (resolution === 'CUSTOMER' ? customer : null) ?? contractor ?? customer;
  if (!counted) return null;
  const { quote, actualCost, actualTimelineWeeks } = counted;
  const counts = resolution !== 'NEITHER';
  return {
    referenceClassId: quote.referenceClassId,
    completedAt: quote.completedAt,
    at: counted.submittedAt,
    counts,
    teaches: counts && !isConflict(reports) && ![customer, contractor].some(wasAnotherProject),
    costVariancePct: counted.varianceCostPct,
    weeksVariancePct: counted.varianceTimelinePct,
    isWithinP50: actualCost <= quote.costP50,
    isWithinP80: actualCost <= quote.costP80,
    logCost: Math.log(actualCost / quote.uncalibratedCostP50),
    logTime: Math.log(actualTimelineWeeks / quote.uncalibratedWeeksP50),
  };
}

/** More was built than was estimated, or prices moved: nothing to learn about the estimate. */
function wasAnotherProject(report: Pick<Feedback, 'discrepancyFlags'> | null): boolean {
  return report !== null && (report.discrepancyFlags.scopeCreep || report.discrepancyFlags.marketChanges);
}
