import { featuresThatCount, isSubcategory } from './adjustments.ts';
import { isVariantOpen } from './assumptions.ts';
import type { Estimate, EstimateBasis, Risk } from './estimate.ts';
import {
  type RiskPattern,
  riskOfOpenVariant,
  riskOfUnknownPlace,
  riskOfUnknownSize,
  risksByFeature,
  risksByKind,
  risksElsewhere,
} from './risks-by-kind.ts';
import { sizeFactors } from './size.ts';

const most = 6;

/** What may still change the figures, most specific first, each with a range in money or weeks: two to six. */
export function risksFor(basis: EstimateBasis, estimate: Estimate): Risk[] {
  const { class: reference, details } = basis;
  const ofKind = isSubcategory(reference.subcategory) ? risksByKind[reference.subcategory] : risksElsewhere;
  const ofFeatures = featuresThatCount(reference, details).flatMap(
    (feature) => risksByFeature[feature] ?? [],
  );
  const patterns = [...ofKind.slice(0, 2), ...openQuestions(basis), ...ofFeatures, ...ofKind.slice(2)];
  return patterns.slice(0, most).map((pattern) => riskFrom(pattern, estimate));
}

function openQuestions(basis: EstimateBasis): RiskPattern[] {
  const unsized = sizeFactors(basis.class, basis.details.size).compared === null;
  return [
    ...(isVariantOpen(basis) ? [riskOfOpenVariant] : unsized ? [riskOfUnknownSize] : []),
    ...(basis.region.known ? [] : [riskOfUnknownPlace]),
  ];
}

function riskFrom({ description, cost, weeks }: RiskPattern, estimate: Estimate): Risk {
  return {
    description,
    costImpactLow: cost ? readable((estimate.costP50 * cost[0]) / 100, 0.01) : null,
    costImpactHigh: cost ? readable((estimate.costP50 * cost[1]) / 100, 0.02) : null,
    weeksImpactLow: weeks ? readable((estimate.timelineWeeksP50 * weeks[0]) / 100, 0.01) : null,
    weeksImpactHigh: weeks ? readable((estimate.timelineWeeksP50 * weeks[1]) / 100, 0.02) : null,
  };
}

/** Two significant digits: an impact is a rough figure and should look like one. */
function readable(value: number, least: number): number {
  return Math.max(least, Number(Number(value.toPrecision(2)).toFixed(2)));
}
