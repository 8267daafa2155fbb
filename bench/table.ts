import { type Row, type Spread, shown } from './figures.ts';

/** A Markdown table with aligned columns, readable as it stands. */
export function table(rowsByBenchmark: ReadonlyMap<string, readonly Row[]>): string {
  const lines = [['benchmark', 'figure', 'measured', 'beside', 'ratio', 'bound', 'met']];
  for (const [benchmark, rows] of rowsByBenchmark)
    for (const row of rows) lines.push([benchmark, ...cellsOf(row)]);
  const widths = (lines[0] ?? []).map((_, place) =>
    Math.max(...lines.map((cells) => cells[place]?.length ?? 0)),
  );
  const [head = '', ...body] = lines.map(
    (cells) => `| ${cells.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join(' | ')} |`,
  );
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [head, rule, ...body].join('\n');
}

function cellsOf({ what, measured, unit, spread, failed, beside, bound, isMet }: Row): string[] {
  const failures = failed > 0 ? `, ${shown(failed)} FAILED` : '';
  return [
    what,
    `${figureText(measured, unit, spread)}${failures}`,
    beside ? `${beside.name}: ${figureText(beside.measured, unit, beside.spread)}` : '',
    beside ? figureText(beside.ratio, '×', beside.ratioSpread) : '',
    bound,
    bound && (isMet ? 'yes' : 'NO'),
  ];
}

function figureText(measured: number, unit: string, spread: Spread | null): string {
  const range = spread ? ` (${shown(spread.low)}–${shown(spread.high)})` : '';
  return `${shown(measured)} ${unit}${range}`.trim();
}
