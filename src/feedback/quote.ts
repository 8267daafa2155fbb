import { Failure } from '../errors.ts';
import type { Estimation } from '../estimation/estimation.model.ts';
import type { Quote } from './feedback.model.ts';

/** What an estimate promises as it is now. Fails with CONFLICT for a draft, which promises nothing. */
export function quoteOf(estimation: Estimation): Quote {
  const { estimate, matchedReferenceClass, calibration, revision } = estimation;
  if (!estimate || !matchedReferenceClass)
    throw new Failure('CONFLICT', 'This estimate has no figures yet: there is nothing to compare with.');
  return {
    referenceClassId: matchedReferenceClass.referenceClass.id,
    revision,
    costP50: estimate.costP50,
    costP80: estimate.costP80,
    weeksP50: estimate.timelineWeeksP50,
    weeksP80: estimate.timelineWeeksP80,
    uncalibratedCostP50: estimate.costP50 / (calibration?.costFactorP50 ?? 1),
    uncalibratedWeeksP50: estimate.timelineWeeksP50 / (calibration?.timelineFactorP50 ?? 1),
    completedAt: estimation.completedAt ?? estimation.createdAt,
  };
}
