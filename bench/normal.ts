/** Share of a standard normal below z; Abramowitz and Stegun 26.2.17, right to 7.5e-8. */
export function normalShare(z: number): number {
  if (z < 0) return 1 - normalShare(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const sum =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/** A lognormal quantity: its median, and σ of its logarithm. */
export interface Lognormal {
  median: number;
  sigma: number;
}

/** Share of what comes that stays at or below the quote. */
export function coverage({ median, sigma }: Lognormal, quote: number): number {
  return normalShare(Math.log(quote / median) / sigma);
}

/**
 * What a quote of this quantile is expected to lose: E[level · (y − q)⁺ + (1 − level) · (q − y)⁺], in units of the median.
 * Least where the quote is the true quantile; exact, so that no draws are needed.
 */
export function pinballLoss({ median, sigma }: Lognormal, level: number, quote: number): number {
  const q = quote / median;
  const mean = Math.exp((sigma * sigma) / 2);
  const z = Math.log(q) / sigma;
  const over = q * normalShare(z) - mean * normalShare(z - sigma);
  return level * (mean - q) + over;
}
