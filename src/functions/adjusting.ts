import { isSubcategory } from '../estimation/adjustments.ts';
import type { Adjustment, Estimate } from '../estimation/estimate.ts';
import type { Experience } from '../estimation/experience.ts';
import { forecast } from '../estimation/forecast.ts';
import { type ProjectDetails, unknownProject } from '../reference/project-details.ts';
import type { ReferenceClassFigures } from '../reference/reference-class.ts';
import { regionFactorFor } from '../reference/region-factor.ts';
import type { AdjustInput, AdjustResult } from './shapes.ts';

/** A class's own quantiles, what they come to for a project, and every factor in between. Pure. */
export function adjustedFigures(
  figures: ReferenceClassFigures,
  experience: Experience,
  { region: asked, size, features, confidence }: AdjustInput,
): AdjustResult {
  const { subcategory, costDistribution, timelineDistribution } = figures;
  const details: ProjectDetails = {
    ...unknownProject,
    subcategory: isSubcategory(subcategory) ? subcategory : null,
    ...{ size: size ?? null, features },
  };
  const { region, multiplier } = regionFactorFor(figures, details, asked ?? null);
  const priceLevel = { name: region ?? asked ?? null, multiplier, known: region !== null };
  const basis = { class: figures, details, region: priceLevel, ...experience };
  const certain = forecast({ ...basis, confidence: 1 });
  const final = forecast({ ...basis, confidence });
  return {
    currency: costDistribution.currency,
    base: { cost: quantilesOf(costDistribution), timelineWeeks: quantilesOf(timelineDistribution) },
    final: quantilesIn(final),
    adjustments: [...final.adjustments, ...doubt(certain, final)],
  };
}

/** What a match that is not certain adds to the upper quantiles; the median stays. */
function doubt(certain: Estimate, final: Estimate): Adjustment[] {
  const factorP80 = Math.round((final.costP80 / certain.costP80) * 10_000) / 10_000;
  if (factorP80 === 1) return [];
  const reason = 'The class fits with less than certainty, so the figures spread wider.';
  return [{ name: 'confidence', factor: 1, factorP80, reason }];
}

function quantilesOf({ p50, p80, p95 }: { p50: number; p80: number; p95: number }) {
  return { p50, p80, p95 };
}

function quantilesIn({ costP50, costP80, costP95, ...weeks }: Estimate): AdjustResult['final'] {
  const { timelineWeeksP50, timelineWeeksP80, timelineWeeksP95 } = weeks;
  return {
    cost: { p50: costP50, p80: costP80, p95: costP95 },
    timelineWeeks: { p50: timelineWeeksP50, p80: timelineWeeksP80, p95: timelineWeeksP95 },
  };
}
