import type { Finding } from './outcome.ts';
import type { TallyKind } from './tally.model.ts';

/** Counts and sums of outcomes; sums of percentages, not means, so that they add up. */
export interface Sums {
  /** Projects that something was reported of. */
  reported: number;
  /** Those of them whose figures count; all that follows is of these. */
  counted: number;
  costVariancePct: number;
  weeksVariancePct: number;
  within20: number;
  withinP50: number;
  withinP80: number;
  /** Of actual cost over the P50 that the class alone would have quoted. */
  costRatios: number;
}

/** One cell of the counters. */
export interface Cell {
  kind: TallyKind;
  period: string;
  referenceClassId: string;
}

/** What a cell adds up to. */
export interface CountedCell {
  period: string;
  referenceClassId: string;
  sums: Sums;
}

export const noSums: Sums = {
  ...{ reported: 0, counted: 0, costVariancePct: 0, weeksVariancePct: 0 },
  ...{ within20: 0, withinP50: 0, withinP80: 0, costRatios: 0 },
};

export const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
export const monthOf = (at: Date): string => at.toISOString().slice(0, 7);

/** The cells that an outcome counts in. */
export function cellsOf({ at, completedAt, referenceClassId }: Finding): Cell[] {
  return [
    { kind: 'day', period: dayOf(at), referenceClassId },
    { kind: 'month', period: monthOf(at), referenceClassId },
    { kind: 'completedDay', period: dayOf(completedAt), referenceClassId: '' },
    { kind: 'completedMonth', period: monthOf(completedAt), referenceClassId: '' },
  ];
}

/** Cells that say of how many completed estimates something was reported, and no more than that. */
export const isOfCompletions = (kind: TallyKind): boolean =>
  kind === 'completedDay' || kind === 'completedMonth';

export const cellName = ({ kind, period, referenceClassId }: Cell): string =>
  `${kind}:${period}:${referenceClassId}`;

/** First and last millisecond of a day or a month. */
export function boundsOf(period: string): { from: Date; to: Date } {
  const [year = 0, month = 1, day] = period.split('-').map(Number);
  const from = Date.UTC(year, month - 1, day ?? 1);
  const after = day === undefined ? Date.UTC(year, month, 1) : Date.UTC(year, month - 1, day + 1);
  return { from: new Date(from), to: new Date(after - 1) };
}

export const sumsOf = (findings: readonly Finding[]): Sums => findings.map(sumsOfOne).reduce(added, noSums);

export function added(one: Sums, other: Sums): Sums {
  return {
    reported: one.reported + other.reported,
    counted: one.counted + other.counted,
    costVariancePct: one.costVariancePct + other.costVariancePct,
    weeksVariancePct: one.weeksVariancePct + other.weeksVariancePct,
    within20: one.within20 + other.within20,
    withinP50: one.withinP50 + other.withinP50,
    withinP80: one.withinP80 + other.withinP80,
    costRatios: one.costRatios + other.costRatios,
  };
}

/** What outcomes add up to in each cell, by its name. */
export function sumsByCell(findings: readonly Finding[]): Map<string, Sums> {
  const sums = new Map<string, Sums>();
  for (const finding of findings)
    for (const cell of cellsOf(finding)) {
      const name = cellName(cell);
      const its = isOfCompletions(cell.kind) ? { ...noSums, reported: 1 } : sumsOfOne(finding);
      sums.set(name, added(sums.get(name) ?? noSums, its));
    }
  return sums;
}

/** Up to what adding in another order changes. */
export function isSame(one: Sums, other: Sums): boolean {
  const names = Object.keys(noSums) as (keyof Sums)[];
  return names.every((name) => Math.abs(one[name] - other[name]) <= 1e-6 * Math.max(1, Math.abs(one[name])));
}

function sumsOfOne(finding: Finding): Sums {
  if (!finding.counts) return { ...noSums, reported: 1 };
  return {
    reported: 1,
    counted: 1,
    costVariancePct: finding.costVariancePct,
    weeksVariancePct: finding.weeksVariancePct,
    within20: Number(Math.abs(finding.costVariancePct) <= 20),
    withinP50: Number(finding.isWithinP50),
    withinP80: Number(finding.isWithinP80),
    costRatios: Math.exp(finding.logCost),
  };
}
