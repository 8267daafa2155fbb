import { availableParallelism, cpus, loadavg } from 'node:os';

export interface Row {
  what: string;
  measured: number;
  unit: string;
  /** What the figure has to keep to; empty where it is only told. */
  bound: string;
  isMet: boolean;
}

const relations = {
  '<': (measured: number, limit: number) => measured < limit,
  '<=': (measured: number, limit: number) => measured <= limit,
  '>=': (measured: number, limit: number) => measured >= limit,
};

type Bound = readonly [relation: keyof typeof relations, limit: number];

/** A row that is held against its bound, if it has one; a figure that is not a number meets none. */
export function row(what: string, measured: number, unit: string, bound?: Bound): Row {
  if (!bound) return { what, measured, unit, bound: '', isMet: true };
  const [relation, limit] = bound;
  const isMet = relations[relation](measured, limit);
  return { what, measured, unit, bound: `${relation} ${shown(limit)}`, isMet };
}

/** The figure below which this share of all figures lies; NaN of none. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}

export const median = (figures: readonly number[]): number => quantile(figures, 0.5);

/**
 * The median, only told, and the 95th percentile, held against its bound; of times in ms. Each is the middle one of its rounds,
 * so that what else the machine does in one of them does not decide.
 */
export function timeRows(what: string, rounds: readonly (readonly number[])[], p95LimitMs: number): Row[] {
  const middle = (share: number) => median(rounds.map((times) => quantile(times, share)));
  return [
    row(`${what}: median`, middle(0.5), 'ms'),
    row(`${what}: p95`, middle(0.95), 'ms', ['<', p95LimitMs]),
  ];
}

/** A Markdown table with aligned columns, readable as it stands. */
export function table(rowsByBenchmark: ReadonlyMap<string, readonly Row[]>): string {
  const lines = [['benchmark', 'figure', 'measured', 'bound', 'met']];
  for (const [benchmark, rows] of rowsByBenchmark) {
    for (const { what, measured, unit, bound, isMet } of rows)
      lines.push([benchmark, what, `${shown(measured)} ${unit}`, bound, bound && (isMet ? 'yes' : 'NO')]);
  }
  const widths = (lines[0] ?? []).map((_, place) =>
    Math.max(...lines.map((cells) => cells[place]?.length ?? 0)),
  );
  const [head = '', ...body] = lines.map(
    (cells) => `| ${cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [head, rule, ...body].join('\n');
}

/** What the figures were measured on. A load well above what one process asks for tells of a disturbed run. */
export function machine(): string {
  const load = loadavg().map((average) => average.toFixed(1));
  const processor = `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  return `Node ${process.version}, ${processor}; load over 1, 5 and 15 minutes: ${load.join(', ')}`;
}

/** Thousands apart; decimals only where a figure is small enough for them to tell something. */
function shown(figure: number): string {
  const maximumFractionDigits = Math.abs(figure) < 10 ? 2 : Math.abs(figure) < 1_000 ? 1 : 0;
  return figure.toLocaleString('en-US', { maximumFractionDigits }).replaceAll(',', ' ');
}
