import type { Category, Subcategory } from './project-details.ts';

export interface CostQuantiles {
  /** In `currency`'s major unit. */
  p50: number;
  p80: number;
  p95: number;
  currency: string;
}

export interface TimelineQuantiles {
  p50: number;
  p80: number;
  p95: number;
  /** Always "weeks". */
  unit: string;
}

export interface ShareOfCost {
  component: string;
  /** Fraction of the cost, 0–1. */
  share: number;
}

export interface RegionFactor {
  region: string;
  multiplier: number;
}

/** What a class says about its projects; the whole of what forecasting and matching use of it. */
export interface ReferenceClassFigures {
  category: Category | string;
  subcategory: Subcategory | string;
  name: string;
  description: string;
  keywords: string[];
  regions: string[];
  /** `referenceSize: { value, unit }` is the size the quantiles stand for; other keys are the owner's. */
  attributes: Record<string, unknown>;
  costDistribution: CostQuantiles;
  timelineDistribution: TimelineQuantiles;
  costBreakdownTemplate: ShareOfCost[];
  regionalMultipliers: RegionFactor[];
}

/** A class that can be matched: with its id and owner (null: the platform). */
export interface MatchableClass extends ReferenceClassFigures {
  id: string;
  tenantId: string | null;
}
