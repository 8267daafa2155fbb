import type { ProjectDetails } from '../reference/project-details.ts';
import type { Estimate } from './estimate.ts';

/** A figure as a text shows it: what it counts, its value, and how finely it was printed. */
interface Figure {
  kind: 'money' | 'weeks' | 'percent' | 'size' | 'bare' | 'other';
  value: number;
  /** The last printed digit's worth: 0.1 for "8.4", 1 000 for "$92k". */
  grain: number;
}

const figurePattern =
  /(?<before>[$€£¥]|\b(?:USD|EUR|GBP|CAD|AUD|MXN|CHF|JPY)\b)?\s?(?<digits>\d(?:[\d,]*\d)?(?:\.\d+)?)\s?(?<grand>k\b|thousand\b|million\b|m\b)?\s?-?(?<after>%|percent\b|weeks?\b|dollars?\b|euros?\b|USD\b|EUR\b|GBP\b|sq\.? ?ft\b|square feet\b|person-weeks?\b|(?:work(?:ing)? )?days?\b|hours?\b|months?\b|years?\b)?/giu;

const numberWords =
  /\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|half|quarter|double|triple|twice|several|couple)[\s-]+(?:and |of |an? )*)+(?:grand|weeks?|days?|months?|years?|percent|per cent|dollars?|euros?|thousands?|millions?|hundreds?|the (?:cost|price))\b/iu;

/** How the commonest currencies are marked; another currency's mark belies the estimate. */
const marks: Record<string, readonly string[]> = {
  USD: ['$', 'usd', 'dollar', 'dollars'],
  CAD: ['$', 'cad', 'dollar', 'dollars'],
  AUD: ['$', 'aud', 'dollar', 'dollars'],
  MXN: ['$', 'mxn'],
  EUR: ['€', 'eur', 'euro', 'euros'],
  GBP: ['£', 'gbp'],
  JPY: ['¥', 'jpy'],
};

/** Chances that the quantiles themselves stand for, in percent. */
const chances = [50, 80, 95, 20, 5];

/**
 * Whether every figure in the text is one of the estimate's, as money, weeks, percent or factor, or repeats what the person said.
 * Rounding to the digits printed is fine; sums, differences, other units and amounts spelled out are not. Works on single sentences too.
 */
export function checkFigures(text: string, estimate: Estimate, details: ProjectDetails): boolean {
  const plain = withoutQuotes(withoutLabels(text), details);
  if (numberWords.test(plain) || /[^\P{N}0-9²]/u.test(plain)) return false;
  return figuresIn(plain, estimate.currency).every((figure) => isBacked(figure, estimate, details));
}

function withoutLabels(text: string): string {
  return text.normalize('NFC').replace(/\bP(50|80|95)\b|\b(50|80|95)th percentile\b/g, ' ');
}

/** What the person said may be repeated as it was said: a budget called one, a wish for the time called theirs, a town with its ZIP code. */
function withoutQuotes(text: string, { timeline, budget, place }: ProjectDetails): string {
  const isTown = place !== null && /^\p{L}[\p{L} .,'-]+\d{5}$/u.test(place);
  return text
    .split(/(?<=[.!?])\s+/)
    .map((sentence) => {
      const quoted = [
        /\bbudget\b/i.test(sentence) ? budget : null,
        /\b(you|customer)\b.*\b(want|wish|hope|like|said|asked|plan)/i.test(sentence) ? timeline : null,
        isTown ? place : null,
      ];
      return quoted.reduce<string>(
        (left, said) => (said && /[\p{L}$€£]/u.test(said) ? left.replaceAll(said, ' ') : left),
        sentence,
      );
    })
    .join(' ');
}

function figuresIn(text: string, currency: string): Figure[] {
  return [...text.matchAll(figurePattern)].map(({ groups }) => {
    const { before, digits = '', grand, after } = groups ?? {};
    const scale = grand ? (/^m/i.test(grand) ? 1_000_000 : 1_000) : 1;
    const decimals = digits.split('.')[1]?.length ?? 0;
    return {
      kind: kindOf(before, after, grand, currency),
      value: isGrouped(digits) ? Number(digits.replaceAll(',', '')) * scale : Number.NaN,
      grain: scale / 10 ** decimals,
    };
  });
}

/** Commas only where English puts them between thousands. */
function isGrouped(digits: string): boolean {
  return /^\d+(\.\d+)?$|^\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits);
}

function kindOf(before = '', after = '', grand = '', currency: string): Figure['kind'] {
  const mark = [before, after]
    .map((word) => word.toLowerCase())
    .find((word) => /^[$€£¥]|^(dollar|euro|[a-z]{3}$)/.test(word));
  if (mark) return (marks[currency] ?? [mark]).includes(mark) ? 'money' : 'other';
  if (grand) return 'money';
  if (after === '') return 'bare';
  if (/^week/i.test(after)) return 'weeks';
  if (/^(%|percent)/i.test(after)) return 'percent';
  return /^(sq|person)/i.test(after) ? 'size' : 'other';
}

function isBacked(figure: Figure, estimate: Estimate, details: ProjectDetails): boolean {
  return allowed(figure.kind, estimate, details).some((backing) => matches(figure, backing));
}

function allowed(kind: Figure['kind'], estimate: Estimate, details: ProjectDetails): number[] {
  const costs = [estimate.costP50, estimate.costP80, estimate.costP95];
  const durations = [estimate.timelineWeeksP50, estimate.timelineWeeksP80, estimate.timelineWeeksP95];
  const amounts = estimate.costBreakdown.map(({ amount }) => amount);
  const factors = estimate.adjustments.flatMap(({ factor, factorP80 }) => [
    factor,
    ...(factorP80 ? [factorP80] : []),
  ]);
  const outcomes = estimate.basedOnOutcomes > 0 ? [estimate.basedOnOutcomes] : [];
  const realised = estimate.realisedP80 === null ? [] : [estimate.realisedP80 * 100];
  const shares = estimate.costBreakdown.map(({ share }) => share * 100);
  const kinds: Record<Figure['kind'], number[]> = {
    money: [...costs, ...amounts],
    weeks: durations,
    percent: [...shares, ...chances, ...realised, ...factors.map((factor) => Math.abs(factor - 1) * 100)],
    size: details.size ? [details.size.value] : [],
    bare: [...costs, ...durations, ...factors, ...outcomes],
    other: [],
  };
  return kinds[kind];
}

/** Equal once rounded as printed, unless the rounding itself moved it by more than a twentieth. */
function matches({ value, grain }: Figure, backing: number): boolean {
  const slack = grain / 2 + 1e-9 * Math.abs(backing) + 1e-9;
  return Math.abs(value - backing) <= Math.min(slack, Math.max(0.05 * backing, 1e-6));
}
