import type { Estimate } from './estimate.ts';
import type { NarrativeInput, Passage } from './narrative.ts';
import { money, times, weeks } from './narrative-figures.ts';
import { listed, projectNoun, quotable } from './narrative-labels.ts';
import { largestParts, placeClause, riskSentences, tellable } from './narrative-passages.ts';

/** For whoever will do the work: what to price and to commit to, and what to confirm first. */
export function contractorPassages(input: NarrativeInput): Passage[] {
  return [
    { text: costPassage(input) },
    { text: schedulePassage(input.estimate) },
    { text: splitPassage(input.estimate) },
    { text: factorsPassage(input.estimate) },
    { text: confirmPassage(input.assumptions), optional: true },
    { text: exposurePassage(input) },
    { text: closing },
  ];
}

const closing =
  'The range rests on the reference class and the factors above, not on an inspection. Treat the gap between the median and ' +
  'the eight-in-ten figure as the contingency to agree on, keep a record of what the customer confirms, and report the ' +
  'final cost and duration afterwards: the next estimate of this kind is calibrated with them.';

function costPassage({ estimate, class: { subcategory, name }, details }: NarrativeInput): string {
  const { currency, costP50, costP80, costP95 } = estimate;
  const reference = quotable(name);
  const against = reference === null ? '' : `, measured against ${reference}`;
  return (
    `Scope: ${projectNoun(subcategory)}${placeClause(details)}${against}. Median cost ${money(costP50, currency)}. Eight in ten ` +
    `comparable jobs close at or under ${money(costP80, currency)}, nineteen in twenty at or under ` +
    `${money(costP95, currency)}. Quote near the median only once the scope is pinned down; for a fixed price, the ` +
    'eight-in-ten figure is the safer basis.'
  );
}

function schedulePassage({ timelineWeeksP50, timelineWeeksP80, timelineWeeksP95 }: Estimate): string {
  return (
    `Schedule: ${weeks(timelineWeeksP50)} at the median, ${weeks(timelineWeeksP80)} as the date to commit to, and ` +
    `${weeks(timelineWeeksP95)} for the slow tail, which deserves a clause on delays.`
  );
}

function splitPassage(estimate: Estimate): string {
  const parts = largestParts(estimate, 6);
  return parts.length === 0
    ? 'The class gives no split of its cost.'
    : `Budget at the median, largest first: ${listed(parts)}.`;
}

function factorsPassage({ adjustments }: Estimate): string {
  if (adjustments.length === 0) return 'No factor was applied; the figures of the class stand as they are.';
  return `Factors on the base cost: ${listed(adjustments.map(({ name, factor }) => `${name} ${times(factor)}`))}.`;
}

function confirmPassage(assumptions: readonly string[]): string {
  const points = tellable(assumptions, 7).slice(-4);
  return points.length === 0 ? '' : `Confirm before quoting. ${points.join(' ')}`;
}

function exposurePassage({ risks }: NarrativeInput): string {
  const named = riskSentences(risks, 4);
  if (named.length === 0)
    return 'Exposure: nothing specific is known yet; walk through the scope with the customer first.';
  return `Exposure to price in or to exclude in writing. ${named.join(' ')}`;
}
