import type { ProjectDetails } from '../reference/project-details.ts';
import type { ReferenceClassFigures } from '../reference/reference-class.ts';

export interface CostComponent {
  component: string;
  /** In the estimate's currency. */
  amount: number;
  /** Fraction of the cost, 0–1. */
  share: number;
}

export type AdjustmentName = 'region' | 'size' | 'complexity' | 'risk' | 'calibration' | 'confidence';

/** A factor of the cost that is not 1; `factor` is P50's, `factorP80` stands where P80's differs. */
export interface Adjustment {
  name: AdjustmentName;
  factor: number;
  factorP80?: number;
  reason: string;
}

/** Money in `currency`'s major unit to the cent, time in weeks to 0.01. */
export interface Estimate {
  currency: string;
  costP50: number;
  costP80: number;
  costP95: number;
  timelineWeeksP50: number;
  timelineWeeksP80: number;
  timelineWeeksP95: number;
  costBreakdown: CostComponent[];
  adjustments: Adjustment[];
  /** The tenant's own real outcomes behind the class. */
  basedOnOutcomes: number;
  realisedP80: number | null;
}

/** Something that may still happen, with what it would add. */
export interface Risk {
  description: string;
  costImpactLow: number | null;
  costImpactHigh: number | null;
  weeksImpactLow: number | null;
  weeksImpactHigh: number | null;
}

/** The price level that applies; `known` is false where the place has none of its own or was not said. */
export interface PriceLevel {
  name: string | null;
  multiplier: number;
  known: boolean;
}

/** What real outcomes say of a class; factors of its P50 and P80. */
export interface Calibration {
  costFactorP50: number;
  costFactorP80: number;
  timelineFactorP50: number;
  timelineFactorP80: number;
  reason: string;
}

/** Everything an estimate rests on. */
export interface EstimateBasis {
  class: ReferenceClassFigures;
  details: ProjectDetails;
  region: PriceLevel;
  /** Of the match, 0–1. */
  confidence: number;
  /** The kind was clear but the variant was not, so the middle one was taken; absent: judged from the details. */
  variantOpen?: boolean;
}

export interface ForecastInput extends EstimateBasis {
  calibration?: Calibration | null;
  /** The tenant's own outcomes of the class, and the share of them that stayed within the quoted P80. */
  basedOnOutcomes?: number;
  realisedP80?: number | null;
}

export type Audience = 'CUSTOMER' | 'CONTRACTOR';
