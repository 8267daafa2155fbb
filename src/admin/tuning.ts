import { type Quantiles, spreadOf } from '../estimation/forecast-spread.ts';

/** What a project came to beside what was quoted: ln(actual / quoted P50 without calibration), of cost and of time. */
export interface Outcome {
  logCost: number;
  logTime: number;
}

/** A class's own quantiles, in any unit. */
export interface ClassSpread {
  cost: Quantiles;
  time: Quantiles;
}

/** Factors of a class's P50 and P80 that its outcomes speak for, as forecasts take them. */
export interface TuningFactors {
  costFactorP50: number;
  costFactorP80: number;
  timelineFactorP50: number;
  timelineFactorP80: number;
  /** The outcomes that were used, of cost or of time, whichever are fewer. */
  basedOnOutcomes: number;
}

interface Factors {
  p50: number;
  p80: number;
}

/** A project's cost, in any currency, and its time in weeks. */
interface Figures {
  cost: number;
  weeks: number;
}

export const fewestOutcomes = 5;
/** In σ of the class: outcomes further than this from their median are left out. */
const reach = 3;
/** How many outcomes the class's own figures weigh as much as. */
const weightOfMedian = 5;
const weightOfSpread = 10;

/**
 * The outcome of a project that came to `actual` after its P50 was quoted, with the calibration that was part of the quote, if any.
 * Taking the calibration out again keeps outcomes from before and after a tuning comparable.
 */
export function outcomeOf(
  actual: Figures,
  quotedP50: Figures,
  calibration: Pick<TuningFactors, 'costFactorP50' | 'timelineFactorP50'> | null,
): Outcome {
  const { costFactorP50, timelineFactorP50 } = calibration ?? { costFactorP50: 1, timelineFactorP50: 1 };
  return {
    logCost: Math.log((actual.cost * costFactorP50) / quotedP50.cost),
    logTime: Math.log((actual.weeks * timelineFactorP50) / quotedP50.weeks),
  };
}

/** What the outcomes of one class say of its figures; cost and time each by itself. null: fewer than five of either can be used. */
export function tuningOf(outcomes: readonly Outcome[], { cost, time }: ClassSpread): TuningFactors | null {
  const costs = usableCosts(outcomes, cost).map(({ logCost }) => logCost);
  const times = usableTimes(outcomes, time).map(({ logTime }) => logTime);
  const basedOnOutcomes = Math.min(costs.length, times.length);
  if (basedOnOutcomes < fewestOutcomes) return null;
  const [costFactors, timeFactors] = [factorsOf(costs, cost), factorsOf(times, time)];
  return {
    costFactorP50: costFactors.p50,
    costFactorP80: costFactors.p80,
    timelineFactorP50: timeFactors.p50,
    timelineFactorP80: timeFactors.p80,
    basedOnOutcomes,
  };
}

/** Those whose cost can be used: within 3 σ of the median of all, σ being that of the class's cost. */
export function usableCosts<T extends Outcome>(outcomes: readonly T[], cost: Quantiles): T[] {
  return within(outcomes, ({ logCost }) => logCost, spreadOf(cost));
}

/** Those whose time can be used, by the σ of the class's time. */
export function usableTimes<T extends Outcome>(outcomes: readonly T[], time: Quantiles): T[] {
  return within(outcomes, ({ logTime }) => logTime, spreadOf(time));
}

/**
 * The class's σ decides, not the outcomes' own: of few outcomes a single wild one widens their σ enough to stay within it.
 * What is not a number (an actual of 0) is left out as well.
 */
function within<T>(outcomes: readonly T[], logOf: (outcome: T) => number, spread: number): T[] {
  const finite = outcomes.filter((outcome) => Number.isFinite(logOf(outcome)));
  const middle = medianOf(finite.map(logOf));
  return finite.filter((outcome) => Math.abs(logOf(outcome) - middle) <= reach * spread);
}

/** Median and P80 of the outcomes, each drawn towards the class's own by as many outcomes as that one weighs. */
function factorsOf(logs: readonly number[], { p50, p80 }: Quantiles): Factors {
  const count = logs.length;
  const median = medianOf(logs);
  const shift = (median * count) / (count + weightOfMedian);
  const seen = upperOf(logs) - median;
  const told = Math.log(p80 / p50);
  const rise = (count * seen + weightOfSpread * told) / (count + weightOfSpread);
  return { p50: Math.exp(shift), p80: (Math.exp(shift + rise) * p50) / p80 };
}

/** The ⌈0.8 (n + 1)⌉-th smallest, the largest at most: eight in ten of what comes next are expected below it. */
function upperOf(logs: readonly number[]): number {
  const rank = Math.min(logs.length, Math.ceil(0.8 * (logs.length + 1)));
  return ascending(logs)[rank - 1] ?? Number.NaN;
}

function medianOf(values: readonly number[]): number {
  const sorted = ascending(values);
  const upper = Math.floor(sorted.length / 2);
  const lower = sorted.length % 2 === 0 ? upper - 1 : upper;
  return ((sorted[lower] ?? Number.NaN) + (sorted[upper] ?? Number.NaN)) / 2;
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
