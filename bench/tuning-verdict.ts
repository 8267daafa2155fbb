import { quantities, type Standing, stages } from './tuning-simulation.ts';

/** The worst of some standings, each figure by itself. */
export interface Verdict {
  /** After the last stage: least and most that lies below the quote. */
  p50Covers: Range;
  p80Covers: Range;
  /** After the last stage: the most that quotes lose, as a multiple of the oracle's. */
  lossToOracle: number;
  /** At any stage: the most that quotes lose, as a multiple of the untuned system's. */
  lossToUntuned: number;
  /** The same of the mean of all classes: at one stage, of one quantity, at one quantile. */
  meanLossToUntuned: number;
}

interface Range {
  least: number;
  most: number;
}

export function verdictOn(standings: readonly Standing[]): Verdict {
  const last = standings.filter(({ outcomes }) => outcomes === stages.at(-1)).map(({ tuned }) => tuned);
  return {
    p50Covers: rangeOf(last.map(({ coverP50 }) => coverP50)),
    p80Covers: rangeOf(last.map(({ coverP80 }) => coverP80)),
    lossToOracle: Math.max(...last.flatMap(({ lossP50, lossP80 }) => [lossP50, lossP80])),
    lossToUntuned: Math.max(...standings.flatMap(lossesToUntuned)),
    meanLossToUntuned: Math.max(
      ...stages.flatMap((stage) => quantities.flatMap((its) => meanLosses(standings, stage, its))),
    ),
  };
}

/** At P50 and at P80. */
const lossesToUntuned = ({ tuned, untuned }: Standing): number[] => [
  tuned.lossP50 / untuned.lossP50,
  tuned.lossP80 / untuned.lossP80,
];

function meanLosses(standings: readonly Standing[], stage: number, its: Standing['quantity']): number[] {
  const losses = standings
    .filter(({ outcomes, quantity }) => outcomes === stage && quantity === its)
    .map(lossesToUntuned);
  return [0, 1].map((place) => losses.reduce((sum, both) => sum + (both[place] ?? 0), 0) / losses.length);
}

function rangeOf(values: readonly number[]): Range {
  return { least: Math.min(...values), most: Math.max(...values) };
}
