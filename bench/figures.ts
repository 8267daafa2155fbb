import { availableParallelism, cpus, loadavg } from 'node:os';

export interface Spread {
  low: number;
  high: number;
}

/** One figure of several rounds; `failed`: what did not come, or not rightly, in all of them. */
export interface Contestant {
  rounds: readonly number[];
  failed?: number;
}

export interface Peer extends Contestant {
  name: string;
}

export interface Row {
  what: string;
  measured: number;
  unit: string;
  /** Of the rounds that `measured` is the middle of; null: measured once. */
  spread: Spread | null;
  failed: number;
  /** Who did the same in the same rounds; the bound is then the ratio's. */
  beside: { name: string; measured: number; spread: Spread; ratio: number; ratioSpread: Spread } | null;
  /** What the figure has to keep to; empty where it is only told. */
  bound: string;
  /** Nothing that failed meets a bound. */
  isMet: boolean;
}

const relations = {
  '<': (measured: number, limit: number) => measured < limit,
  '<=': (measured: number, limit: number) => measured <= limit,
  '>=': (measured: number, limit: number) => measured >= limit,
};

export type Bound = readonly [relation: keyof typeof relations, limit: number];

/** A row that is held against its bound, if it has one; a figure that is not a number meets none. */
export function row(what: string, measured: number, unit: string, bound?: Bound): Row {
  const told = { what, measured, unit, spread: null, failed: 0, beside: null };
  return { ...told, bound: boundText(bound), isMet: meets(measured, bound) };
}

/** The middle one of its rounds, and how far they lie apart. */
export function rowOfRounds(
  what: string,
  { rounds, failed = 0 }: Contestant,
  unit: string,
  bound?: Bound,
): Row {
  const told = row(what, median(rounds), unit, bound);
  return { ...told, spread: spreadOf(rounds), failed, isMet: told.isMet && failed === 0 };
}

/** The same beside a peer; round is held against round, and their middle ratio against the bound. */
export function rowBeside(what: string, own: Contestant, peer: Peer, unit: string, bound?: Bound): Row {
  const told = rowOfRounds(what, own, unit);
  const ratios = own.rounds.map((figure, round) => figure / (peer.rounds[round] ?? Number.NaN));
  const ratio = median(ratios);
  const beside = {
    ...{ name: peer.name, measured: median(peer.rounds), spread: spreadOf(peer.rounds) },
    ...{ ratio, ratioSpread: spreadOf(ratios) },
  };
  const failed = told.failed + (peer.failed ?? 0);
  return { ...told, beside, failed, bound: boundText(bound), isMet: meets(ratio, bound) && failed === 0 };
}

const meets = (measured: number, bound?: Bound): boolean =>
  bound === undefined || relations[bound[0]](measured, bound[1]);

const boundText = (bound?: Bound): string => (bound ? `${bound[0]} ${shown(bound[1])}` : '');

/** The figure below which this share of all figures lies; NaN of none. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

export const median = (figures: readonly number[]): number => quantile(figures, 0.5);

const spreadOf = (figures: readonly number[]): Spread => ({
  low: Math.min(...figures),
  high: Math.max(...figures),
});

/**
 * The median, only told, and the 95th percentile, held against its bound; of times in ms. Each is the middle one of its rounds,
 * so that what else the machine does in one of them does not decide.
 */
export function timeRows(what: string, rounds: readonly (readonly number[])[], p95LimitMs: number): Row[] {
  const of = (share: number) => ({ rounds: rounds.map((times) => quantile(times, share)) });
  return [
    rowOfRounds(`${what}: median`, of(0.5), 'ms'),
    rowOfRounds(`${what}: p95`, of(0.95), 'ms', ['<', p95LimitMs]),
  ];
}

/** What the figures were measured on. A load well above what one process asks for tells of a disturbed run. */
export function machine(): string {
  const load = loadavg().map((average) => average.toFixed(1));
  const processor = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  return `Node ${process.version}, ${processor}; load over 1, 5 and 15 minutes: ${load.join(', ')}`;
}

/** Thousands apart; decimals only where a figure is small enough for them to tell something. */
export function shown(figure: number): string {
  const maximumFractionDigits = Math.abs(figure) < 10 ? 2 : Math.abs(figure) < 1_000 ? 1 : 0;
  return figure.toLocaleString('en-US', { maximumFractionDigits }).replaceAll(',', ' ');
}
