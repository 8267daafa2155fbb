import type { Calibration } from './estimate.ts';

/** What real outcomes of a class's estimates say to one tenant. */
export interface Experience {
  /** null: nothing was learnt, or nobody approved of it. */
  calibration: Calibration | null;
  /** The tenant's own outcomes so far. */
  basedOnOutcomes: number;
  /** Share of those that stayed at or under the quoted P80; null under five. */
  realisedP80: number | null;
}

/** Where real outcomes are known. */
export interface Experiences {
  of(owner: { tenantId: string }, referenceClassId: string): Promise<Experience>;
}

export const noExperience: Experience = { calibration: null, basedOnOutcomes: 0, realisedP80: null };
