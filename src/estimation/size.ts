import type { ProjectSize } from '../reference/project-details.ts';
import type { ReferenceClassFigures } from '../reference/reference-class.ts';

/** Sizes outside are slips of the tongue or of the unit, not projects. */
export const plausibleSizes: Record<ProjectSize['unit'], { from: number; to: number }> = {
  sqft: { from: 5, to: 1_000_000 },
  person_weeks: { from: 0.2, to: 2_000 },
};

/** How cost and time follow size: less than in proportion, and within bounds. */
const exponents = { cost: 0.6, time: 0.5 } as const;
const bounds = { from: 0.5, to: 2 } as const;

export interface SizeFactors {
  cost: number;
  time: number;
  /** The sizes compared; null where there was nothing to compare. */
  compared: { size: number; reference: number; unit: ProjectSize['unit'] } | null;
}

export function isPlausibleSize(size: ProjectSize): boolean {
  const { from, to } = plausibleSizes[size.unit];
  return Number.isFinite(size.value) && size.value >= from && size.value <= to;
}

/** The size a class's figures stand for; null where its owner gave none that can be used. */
export function referenceSizeOf(reference: ReferenceClassFigures): ProjectSize | null {
  const stated = reference.attributes.referenceSize;
  if (typeof stated !== 'object' || stated === null) return null;
  const { value, unit } = stated as { value?: unknown; unit?: unknown };
  const known = unitOf(unit);
  if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value) || known === null) return null;
  return { value, unit: known };
}

/** Factors of cost and time for a project's size; 1 where the size is missing, absurd or in another unit than the class's. */
export function sizeFactors(reference: ReferenceClassFigures, size: ProjectSize | null): SizeFactors {
  const stands = referenceSizeOf(reference);
  if (size === null || stands === null || stands.unit !== size.unit || !isPlausibleSize(size)) {
    return { cost: 1, time: 1, compared: null };
  }
  const ratio = size.value / stands.value;
  return {
    cost: within(ratio ** exponents.cost),
    time: within(ratio ** exponents.time),
    compared: { size: size.value, reference: stands.value, unit: size.unit },
  };
}

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** A size in words: "450 sq ft", "1,800 sq ft", "14 person-weeks". */
export function sizeInWords(value: number, unit: ProjectSize['unit']): string {
  const figure = (unit === 'sqft' ? whole : tenths).format(value);
  return unit === 'sqft' ? `${figure} sq ft` : `${figure} person-weeks`;
}

function within(factor: number): number {
  return Math.min(bounds.to, Math.max(bounds.from, factor));
}

function unitOf(unit: unknown): ProjectSize['unit'] | null {
  if (typeof unit !== 'string') return null;
  const letters = unit.toLowerCase().replace(/[^a-z]/g, '');
  if (/^(sqft|sqfeet|squarefeet|squarefoot)$/.test(letters)) return 'sqft';
  return /^personweeks?$/.test(letters) ? 'person_weeks' : null;
}
