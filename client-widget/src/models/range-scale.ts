export interface RangeScale {
  /** Round amounts for the axis, ascending. */
  ticks: number[];
  /** Where an amount lies on the axis, 0 to 1. */
  place(amount: number): number;
}

const roundSteps = [1, 2, 2.5, 5, 10];

/** A linear axis of round amounts that shows P50 to P95 with air on both sides. */
export function rangeScale(p50: number, p95: number): RangeScale {
  const spread = Math.max(p95 - p50, p50 * 0.02, 1);
  const low = Math.max(0, p50 - spread * 0.55);
  const high = p95 + spread * 0.2;
  const step = roundStep((high - low) / 4);
  const from = Math.floor(low / step) * step;
  const count = Math.ceil((high - from) / step);
  const ticks = Array.from({ length: count + 1 }, (_, place) => from + place * step);
  return { ticks, place: (amount) => (amount - from) / (count * step) };
}

function roundStep(least: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const factor = roundSteps.find((candidate) => candidate * magnitude >= least) ?? 10;
  return factor * magnitude;
}
