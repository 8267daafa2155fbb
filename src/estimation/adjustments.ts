import {
  type Category,
  type Feature,
  type ProjectDetails,
  type Subcategory,
  subcategories,
} from '../reference/project-details.ts';
import type { ReferenceClassFigures } from '../reference/reference-class.ts';
import { type AdjustmentKind, conditions, featureWeights } from './adjustments-table.ts';
import type { Adjustment, AdjustmentName, Calibration, PriceLevel } from './estimate.ts';
import { type SizeFactors, sizeInWords } from './size.ts';

/** Bounds of the two factors, in percent of the base. */
const bounds: Record<AdjustmentKind, { from: number; to: number }> = {
  complexity: { from: 80, to: 150 },
  risk: { from: 100, to: 130 },
};

interface Addition {
  label: string;
  percent: number;
}

/** A factor with what it is made of. */
export interface Weighting {
  factor: number;
  reason: string;
}

/** The factor that the named features, or the risks among them, come to for this class. */
export function weightingOf(
  kind: AdjustmentKind,
  reference: ReferenceClassFigures,
  details: ProjectDetails,
): Weighting {
  const additions = [
    ...featureAdditions(kind, reference, details),
    ...(kind === 'risk' ? conditionAdditions(reference, details) : []),
  ];
  const total = additions.reduce((sum, { percent }) => sum + percent, 100);
  const { from, to } = bounds[kind];
  const bounded = Math.min(to, Math.max(from, total));
  const list = additions.map(({ label, percent }) => `${label} +${percent} %`).join(', ');
  const capped = bounded === total ? '' : `; held at ${bounded / 100}, the most that is counted`;
  return {
    factor: bounded / 100,
    reason: `${kind === 'risk' ? 'Risk of' : 'Beyond the usual'}: ${list}${capped}.`,
  };
}

/** Features among the wanted ones that change the figures of this class, in catalogue order. */
export function featuresThatCount(reference: ReferenceClassFigures, details: ProjectDetails): Feature[] {
  return details.features.filter((feature) => percentFor(featureWeights[feature].percent, reference) > 0);
}

/** Every factor that is not 1, in the order in which it is applied. */
export function adjustmentsOf(factors: {
  region: PriceLevel;
  size: SizeFactors;
  complexity: Weighting;
  risk: Weighting;
  calibration: Calibration | null;
}): Adjustment[] {
  const { region, size, complexity, risk, calibration } = factors;
  const listed: Adjustment[] = [
    { name: 'region' as AdjustmentName, factor: region.multiplier, reason: regionReason(region) },
    { name: 'size' as AdjustmentName, factor: size.cost, reason: sizeReason(size) },
    { name: 'complexity' as AdjustmentName, ...complexity },
    { name: 'risk' as AdjustmentName, ...risk },
  ].filter(({ factor }) => factor !== 1);
  return calibration && changesAnything(calibration)
    ? [...listed, calibrationAdjustment(calibration)]
    : listed;
}

function featureAdditions(
  kind: AdjustmentKind,
  reference: ReferenceClassFigures,
  details: ProjectDetails,
): Addition[] {
  return [...new Set(details.features)]
    .map((feature) => featureWeights[feature])
    .filter((weight) => weight.kind === kind)
    .map(({ label, percent }) => ({ label, percent: percentFor(percent, reference) }))
    .filter(({ percent }) => percent > 0);
}

function conditionAdditions(reference: ReferenceClassFigures, details: ProjectDetails): Addition[] {
  const said = details.otherFeatures.join(' · ');
  return conditions
    .filter(({ words }) => words.test(said))
    .map(({ label, percent }) => ({ label, percent: percentFor(percent, reference) }))
    .filter(({ percent }) => percent > 0);
}

/** A class of a kind we do not know takes the least that the feature adds anywhere in its category. */
function percentFor(percent: Partial<Record<Subcategory, number>>, reference: ReferenceClassFigures): number {
  if (isSubcategory(reference.subcategory)) return percent[reference.subcategory] ?? 0;
  const related = Object.entries(percent).filter(([kind]) => isOfCategory(kind, reference.category));
  return related.length === 0 ? 0 : Math.min(...related.map(([, value]) => value));
}

/** Whether a kind of project is one of the catalogue's. */
export function isSubcategory(kind: string): kind is Subcategory {
  return Object.values(subcategories).some((kinds) => (kinds as readonly string[]).includes(kind));
}

function isOfCategory(kind: string, category: string): boolean {
  if (!(category in subcategories)) return true;
  return (subcategories[category as Category] as readonly string[]).includes(kind);
}

function regionReason({ name, multiplier }: PriceLevel): string {
  const percent = Number((Math.abs(multiplier - 1) * 100).toFixed(1));
  const side = multiplier > 1 ? 'above' : 'below';
  return `Prices in ${name ?? 'this place'} run ${percent} % ${side} the level the figures start from.`;
}

function sizeReason({ compared, time }: SizeFactors): string {
  if (compared === null) return '';
  const size = sizeInWords(compared.size, compared.unit);
  const reference = sizeInWords(compared.reference, compared.unit);
  return `${size} against the ${reference} the figures stand for; time follows more slowly (× ${time.toFixed(2)}).`;
}

function changesAnything(calibration: Calibration): boolean {
  const { costFactorP50, costFactorP80, timelineFactorP50, timelineFactorP80 } = calibration;
  return [costFactorP50, costFactorP80, timelineFactorP50, timelineFactorP80].some((factor) => factor !== 1);
}

function calibrationAdjustment({ costFactorP50, costFactorP80, reason }: Calibration): Adjustment {
  const adjustment: Adjustment = { name: 'calibration', factor: costFactorP50, reason };
  return costFactorP80 === costFactorP50 ? adjustment : { ...adjustment, factorP80: costFactorP80 };
}
