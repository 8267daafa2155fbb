import { featuresThatCount } from './adjustments.ts';
import { featureWeights } from './adjustments-table.ts';
import type { Estimate } from './estimate.ts';
import type { NarrativeInput, Passage } from './narrative.ts';
import { money, weeks } from './narrative-figures.ts';
import { listed, projectNoun } from './narrative-labels.ts';
import { largestParts, placeClause, riskSentences, tellable } from './narrative-passages.ts';

/** For whoever will pay: what to plan with, why, and what to look out for. */
export function customerPassages(input: NarrativeInput): Passage[] {
  return [
    { text: costPassage(input) },
    { text: timePassage(input.estimate) },
    { text: partsPassage(input.estimate) },
    { text: reasonsPassage(input) },
    { text: assumptionsPassage(input.assumptions), optional: true },
    { text: risksPassage(input) },
    { text: closing },
  ];
}

const closing =
  'Please read this as an estimate rather than a quote. It shows the range in which comparable projects end up, so that ' +
  'you can set a budget with open eyes and without unpleasant surprises later on. A closer look at the details narrows it ' +
  'down, and whenever you add, drop or change something, the figures are worked out anew.';

function costPassage({ estimate, class: { subcategory }, details }: NarrativeInput): string {
  const { currency, costP50, costP80, costP95 } = estimate;
  return (
    `Projects comparable with your ${projectNoun(subcategory)}${placeClause(details)} come to about ` +
    `${money(costP50, currency)}: half of them cost less, and half cost more. If you would rather have room to spare, ` +
    `plan with ${money(costP80, currency)}; about eight in ten stay within that. Only about one in twenty goes beyond ` +
    `${money(costP95, currency)}.`
  );
}

function timePassage({ timelineWeeksP50, timelineWeeksP80, timelineWeeksP95 }: Estimate): string {
  return (
    `The work usually takes around ${weeks(timelineWeeksP50)}. Allow ${weeks(timelineWeeksP80)} before you promise ` +
    `anyone a date, and bear in mind that a difficult project can run to ${weeks(timelineWeeksP95)}.`
  );
}

function partsPassage(estimate: Estimate): string {
  const parts = largestParts(estimate, 3);
  if (parts.length === 0) return 'The cost covers everything that projects of this kind usually include.';
  return `The largest ${parts.length === 1 ? 'part' : 'parts'} of the even-odds figure: ${listed(parts)}.`;
}

function reasonsPassage({ estimate, class: reference, details }: NarrativeInput): string {
  const applied = new Set(estimate.adjustments.map(({ name }) => name));
  const counted = featuresThatCount(reference, details).map((feature) => featureWeights[feature].label);
  const named = counted.length > 4 ? [...counted.slice(0, 4), 'more'] : counted;
  const reasons = [
    ...(applied.has('region') ? ['prices in your area'] : []),
    ...(applied.has('size') ? ['the size you gave'] : []),
    ...(named.length > 0 ? [`your wishes (${listed(named)})`] : []),
    ...(applied.has('calibration') ? ['what earlier projects taught us'] : []),
  ];
  if (reasons.length === 0)
    return 'Nothing you have told us moves the figures away from a typical project of this kind.';
  return `Compared with a typical project of this kind, the figures take account of ${listed(reasons)}.`;
}

function assumptionsPassage(assumptions: readonly string[]): string {
  const points = tellable(assumptions, 7).slice(-3);
  return points.length === 0
    ? ''
    : `A few points are taken for granted, and you can check them yourself. ${points.join(' ')}`;
}

function risksPassage({ risks }: NarrativeInput): string {
  const named = riskSentences(risks, 3);
  if (named.length === 0) return 'Surprises on the way can still add to both cost and time.';
  return `These things could add to the cost or the time. ${named.join(' ')} None of them is certain, and asking about them early keeps them small.`;
}
