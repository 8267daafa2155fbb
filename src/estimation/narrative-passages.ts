import type { ProjectDetails } from '../reference/project-details.ts';
import type { CostComponent, Estimate, Risk } from './estimate.ts';
import { money, wordCount } from './narrative-figures.ts';
import { placeName, quotable } from './narrative-labels.ts';

/** " in San Diego", or nothing where the place cannot stand in a sentence. */
export function placeClause({ place, region }: ProjectDetails): string {
  const named = placeName(place) ?? region;
  return named === null ? '' : ` in ${named}`;
}

/** The largest parts of the cost, named and priced. */
export function largestParts(estimate: Estimate, most: number): string[] {
  return [...estimate.costBreakdown]
    .sort((a, b) => b.amount - a.amount)
    .flatMap((part) => pricedPart(part, estimate.currency))
    .slice(0, most);
}

function pricedPart({ component, amount }: CostComponent, currency: string): string[] {
  const name = quotable(component.replace(/_/g, ' '));
  return name === null ? [] : [`${name} (${money(amount, currency)})`];
}

/** Sentences fit to stand in a narrative: short, and without figures that are not the estimate's. */
export function tellable(sentences: readonly string[], most: number): string[] {
  return sentences.filter((sentence) => !/\p{N}/u.test(sentence) && wordCount(sentence) <= 24).slice(0, most);
}

export function riskSentences(risks: readonly Risk[], most: number): string[] {
  return tellable(
    risks.map(({ description }) => description),
    most,
  );
}
