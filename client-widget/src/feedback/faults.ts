import type { CustomerFeedbackInput } from '../gql/graphql.ts';
import type { Wording } from '../i18n/wording.ts';
import { type Draft, flagNames } from './draft.ts';
import type { FeedbackText } from './texts.ts';
import { typedNumber } from './typed-number.ts';

export interface Reading extends Wording<FeedbackText> {
  /** BCP 47 of the figures. */
  locale: string;
  currency: string;
  /** With cents. */
  exactMoney(amount: number): string;
  /** `6.5 weeks` */
  exactWeeks(weeks: number): string;
}

export type FieldName = 'cost' | 'duration' | 'rating' | 'comments';
export type Faults = Partial<Record<FieldName, string>>;

/** As the API has them: the major unit of the currency, weeks, characters. */
const limits = { cost: [1, 1_000_000_000], duration: [0.1, 1_040] } as const;
export const longestComments = 2_000;

export const examples = { cost: 48_500, duration: 6.5 };

/** A figure of the draft; null: not one that can be sent. */
export function figureIn(draft: Draft, field: 'cost' | 'duration', { locale }: Reading): number | null {
  const value = typedNumber(draft[field], locale, field === 'cost');
  const [least, most] = limits[field];
  return typeof value === 'number' && value >= least && value <= most ? value : null;
}

/** What keeps the draft from being sent, field by field, in the words of the page. */
export function faultsIn(draft: Draft, reading: Reading): Faults {
  const cost = numberFault(draft, 'cost', reading);
  const duration = numberFault(draft, 'duration', reading);
  const excess = draft.comments.length - longestComments;
  return {
    ...(cost && { cost }),
    ...(duration && { duration }),
    ...(draft.rating === null && { rating: reading.text('faultRating') }),
    ...(excess > 0 && { comments: reading.text('faultComments', { count: excess }) }),
  };
}

function numberFault(draft: Draft, field: 'cost' | 'duration', reading: Reading): string | null {
  if (figureIn(draft, field, reading) !== null) return null;
  const { text, money, number, currency, locale } = reading;
  const example = number(examples[field]);
  const value = typedNumber(draft[field], locale, field === 'cost');
  if (value === 'missing') return text('faultMissing', { example });
  if (value === 'number') return text('faultNumber', { example });
  if (value === 'negative' || value === 0) return text('faultNegative', { example });
  const [least, most] = limits.cost.map((limit) => money(limit, currency));
  return field === 'cost'
    ? text('faultCost', { least, most })
    : text('faultDuration', { example: number(0.5) });
}

/** The input as the API takes it; null while something is wrong. */
export function inputFrom(draft: Draft, token: string, reading: Reading): CustomerFeedbackInput | null {
  const actualCost = figureIn(draft, 'cost', reading);
  const actualTimelineWeeks = figureIn(draft, 'duration', reading);
  if (actualCost === null || actualTimelineWeeks === null || draft.rating === null) return null;
  const flags = flagNames.map((name) => [name, draft.flags.includes(name)] as const);
  return {
    ...{ token, actualCost, actualTimelineWeeks, accuracyRating: draft.rating },
    comments: draft.comments.trim() || null,
    discrepancyFlags: {
      scopeCreep: false,
      hiddenCosts: false,
      marketChanges: false,
      ...Object.fromEntries(flags),
    },
  };
}

/** Fields of the API's input by the form's. */
export const fieldAt: Readonly<Record<string, FieldName>> = {
  'input.actualCost': 'cost',
  'input.actualTimelineWeeks': 'duration',
  'input.accuracyRating': 'rating',
  'input.comments': 'comments',
};
