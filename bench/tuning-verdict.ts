import { type Standing, stages } from './tuning-simulation.ts';

/** The worst of some standings, each figure by itself. */
export interface Verdict {
  /** After the last stage: least and most that lies below the quote. */
  p50Covers: Range;
  p80Covers: Range;
  /** After the last stage: the most that quotes lose, as a multiple of the oracle's. */
  lossToOracle: number;
  /** At any stage: the most that quotes lose, as a multiple of the untuned system's. */
  lossToUntuned: number;
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
    lossToUntuned: Math.max(
      ...standings.flatMap(({ tuned, untuned }) => [
        tuned.lossP50 / untuned.lossP50,
        tuned.lossP80 / untuned.lossP80,
      ]),
    ),
  };
}

function rangeOf(values: readonly number[]): Range {
  return { least: Math.min(...values), most: Math.max(...values) };
}
