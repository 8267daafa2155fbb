import { adjustmentsOf, weightingOf } from './adjustments.ts';
import { breakdownOf } from './breakdown.ts';
import type { Calibration, Estimate, ForecastInput } from './estimate.ts';
import { calibrated, type Quantiles, scaled, toHundredths, widened } from './forecast-spread.ts';
import { sizeFactors } from './size.ts';

/** Cost and time of a project: its class's quantiles, adjusted, calibrated and widened by what is uncertain. Pure and deterministic. */
export function forecast(input: ForecastInput): Estimate {
  const { class: reference, details, region } = input;
  const calibration = input.calibration ?? null;
  const size = sizeFactors(reference, details.size);
  const complexity = weightingOf('complexity', reference, details);
  const risk = weightingOf('risk', reference, details);
  const confidence = Math.min(1, Math.max(0, input.confidence));

  const costFactor = region.multiplier * size.cost * complexity.factor * risk.factor;
  const cost = project(reference.costDistribution, costFactor, costCalibration(calibration), confidence);
  const timeFactor = size.time * complexity.factor;
  const time = project(reference.timelineDistribution, timeFactor, timeCalibration(calibration), confidence);

  return {
    currency: reference.costDistribution.currency,
    costP50: cost.p50,
    costP80: cost.p80,
    costP95: cost.p95,
    timelineWeeksP50: time.p50,
    timelineWeeksP80: time.p80,
    timelineWeeksP95: time.p95,
    costBreakdown: breakdownOf(cost.p50, reference.costBreakdownTemplate),
    adjustments: adjustmentsOf({ region, size, complexity, risk, calibration }),
    basedOnOutcomes: input.basedOnOutcomes ?? 0,
    realisedP80: input.realisedP80 ?? null,
  };
}

interface Factors {
  p50: number;
  p80: number;
}

function project(base: Quantiles, factor: number, calibration: Factors, confidence: number): Quantiles {
  const adjusted = calibrated(scaled(base, factor), calibration.p50, calibration.p80);
  return toHundredths(widened(adjusted, confidence));
}

function costCalibration(calibration: Calibration | null): Factors {
  return calibration
    ? { p50: calibration.costFactorP50, p80: calibration.costFactorP80 }
    : { p50: 1, p80: 1 };
}

function timeCalibration(calibration: Calibration | null): Factors {
  return calibration
    ? { p50: calibration.timelineFactorP50, p80: calibration.timelineFactorP80 }
    : { p50: 1, p80: 1 };
}
