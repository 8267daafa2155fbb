import { platformCatalogue } from '../reference/catalogue.ts';
import type { ReferenceClassFigures } from '../reference/reference-class.ts';

/** What a class is drawn around: one of the catalogue's, or neutral figures. */
export type ClassModel = Omit<ReferenceClassFigures, 'regions' | 'regionalMultipliers'>;

/** Figures of a kind of project that nothing is known of; in USD and weeks. */
const neutralFigures = {
  construction: { cost: 40_000, weeks: 6, size: { value: 500, unit: 'sqft' } },
  software: { cost: 100_000, weeks: 12, size: { value: 14, unit: 'person_weeks' } },
  other: { cost: 25_000, weeks: 6, size: null },
} as const;

const neutralShares = { labor: 0.45, materials: 0.35, equipment: 0.1, contingency: 0.1 };

/** What to draw around where the catalogue has no such subcategory: its category's breakdown if there is one, and middling figures. */
export function neutralModel(category: string, subcategory: string): ClassModel {
  const { cost, weeks, size } =
    category === 'construction' || category === 'software' ? neutralFigures[category] : neutralFigures.other;
  const words = wordsOf(subcategory);
  return {
    category,
    subcategory,
    name: titleOf(subcategory),
    description: `Typical projects of ${words.join(' ')} (${wordsOf(category).join(' ')}); figures drawn from neutral defaults, not from finished projects.`,
    keywords: [words.join(' ')],
    attributes: size ? { referenceSize: { ...size } } : {},
    costDistribution: { p50: cost, p80: cost, p95: cost, currency: 'USD' },
    timelineDistribution: { p50: weeks, p80: weeks, p95: weeks, unit: 'weeks' },
    costBreakdownTemplate: sharesOf(category),
  };
}

/** `deck_building` as Deck Building. */
export function titleOf(subcategory: string): string {
  return wordsOf(subcategory)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

/** Those that most of a category's subcategories have. */
function sharesOf(category: string): ClassModel['costBreakdownTemplate'] {
  const known = platformCatalogue.findLast((model) => model.category === category);
  if (known) return known.costBreakdownTemplate;
  return Object.entries(neutralShares).map(([component, share]) => ({ component, share }));
}

const wordsOf = (name: string): string[] => name.split(/[ _-]+/);
