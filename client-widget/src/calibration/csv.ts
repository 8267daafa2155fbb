import type { Summary } from './Report.tsx';

type Cell = string | number | null;

/** All that the page shows, as a spreadsheet opens it (RFC 4180, with a byte order mark). Rates are 0 to 1, variances per cent. */
export function csvOf({ accuracyMetrics, byReferenceClass, trend }: Summary): string {
  const { costP50Coverage, costP80Coverage } = accuracyMetrics;
  const rows: Cell[][] = [
    ['part', 'name', 'count', 'value', 'within20'],
    ['realised share', 'P50', null, costP50Coverage, null],
    ['realised share', 'P80', null, costP80Coverage, null],
    ...byReferenceClass.map(({ referenceClass: { name }, count, avgVariancePct, within20Pct }) => [
      ...['variance of class', name, count, avgVariancePct, within20Pct],
    ]),
    ...trend.map(({ month, count, avgCostVariancePct, within20Pct }) => [
      ...['variance of month', month, count, avgCostVariancePct, within20Pct],
    ]),
  ];
  return `\ufeff${rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')}`;
}

/** Text that a spreadsheet would take for a formula is marked as text. */
function written(cell: Cell): string {
  if (typeof cell !== 'string') return String(cell ?? '');
  const text = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
