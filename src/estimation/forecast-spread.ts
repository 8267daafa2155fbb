/** The three quantiles of a lognormal quantity. */
export interface Quantiles {
  p50: number;
  p80: number;
  p95: number;
}

/** Standard normal quantiles of 0.80 and 0.95. */
const z80 = 0.8416;
const z95 = 1.6449;

/** Spread, in log units, that a match of no confidence adds. */
const spreadOfDoubt = 0.35;

/** σ of the lognormal: least squares through (z80, ln P80/P50) and (z95, ln P95/P50). */
export function spreadOf({ p50, p80, p95 }: Quantiles): number {
  return (z80 * Math.log(p80 / p50) + z95 * Math.log(p95 / p50)) / (z80 ** 2 + z95 ** 2);
}

/** The same median with the spread that falling confidence adds; unchanged at confidence 1. */
export function widened(quantiles: Quantiles, confidence: number): Quantiles {
  const spread = spreadOf(quantiles);
  const doubt = spreadOfDoubt * (1 - confidence);
  if (!(spread > 0) || doubt === 0) return quantiles;
  const exponent = Math.hypot(spread, doubt) / spread;
  const { p50, p80, p95 } = quantiles;
  return { p50, p80: p50 * (p80 / p50) ** exponent, p95: p50 * (p95 / p50) ** exponent };
}

export function scaled({ p50, p80, p95 }: Quantiles, factor: number): Quantiles {
  return { p50: p50 * factor, p80: p80 * factor, p95: p95 * factor };
}

/** P50 and P80 by their own factors; P95 keeps its place beyond P80, in log units. Factors that would turn the order round keep the spread. */
export function calibrated(quantiles: Quantiles, factorP50: number, factorP80: number): Quantiles {
  if (factorP50 === factorP80) return scaled(quantiles, factorP50);
  const { p50, p80, p95 } = quantiles;
  const reach = Math.log((p80 * factorP80) / (p50 * factorP50));
  if (!(reach > 0)) return scaled(quantiles, factorP50);
  const median = p50 * factorP50;
  const tail = (reach * Math.log(p95 / p50)) / Math.log(p80 / p50);
  return { p50: median, p80: p80 * factorP80, p95: median * Math.exp(tail) };
}

/** To hundredths, and still rising by one at least: rounding must not make two quantiles one. */
export function toHundredths({ p50, p80, p95 }: Quantiles): Quantiles {
  const median = Math.max(1, Math.round(p50 * 100));
  const upper = Math.max(median + 1, Math.round(p80 * 100));
  const tail = Math.max(upper + 1, Math.round(p95 * 100));
  return { p50: median / 100, p80: upper / 100, p95: tail / 100 };
}
