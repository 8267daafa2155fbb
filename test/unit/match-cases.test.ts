import { describe, expect, it } from 'vitest';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { createMatcher } from '../../src/reference/match.ts';
import matchingFixture from '../fixtures/matching.json' with { type: 'json' };
import matchingExamples from '../fixtures/matching-own.json' with { type: 'json' };

interface Case {
  description: string;
  region: string | null;
  expect: { subcategory: string | null; class: string | null };
  confident: boolean;
}

const platform = platformCatalogue.map((found) => ({ ...found, id: found.key, tenantId: null }));
const matcher = createMatcher(platform);

describe('the labelled descriptions', () => {
  it('are matched to class, subcategory and confidence', () => {
    const rates = ratesOf(matchingFixture);
    report('matching, labelled', rates);
    expect(rates.class).toBeGreaterThanOrEqual(0.95);
    expect(rates.subcategory).toBeGreaterThanOrEqual(0.98);
    expect(rates.confident).toBeGreaterThanOrEqual(0.95);
    expect(rates.calibrationError).toBeLessThanOrEqual(0.08);
  });

  it('and others of our own as well', () => {
    const rates = ratesOf(ownCases());
    report('matching, own examples', rates);
    expect(rates.class).toBeGreaterThanOrEqual(0.97);
    expect(rates.subcategory).toBeGreaterThanOrEqual(0.98);
    expect(rates.confident).toBeGreaterThanOrEqual(0.97);
    expect(rates.calibrationError).toBeLessThanOrEqual(0.08);
  });
});

function ratesOf(cases: readonly Case[]) {
  const outcomes = cases.map((example) => {
    const best = matcher.match(example.description, { region: example.region, limit: 1, tenantId: null })[0];
    const confidence = best?.confidence ?? 0;
    const isKind = example.confident && best?.class.subcategory === example.expect.subcategory;
    const isClass = isKind && (example.expect.class === null || best.class.name === example.expect.class);
    const isConfident = example.confident ? confidence >= 0.7 : confidence < 0.3;
    const passes = (found: boolean) => (example.confident ? found : isConfident);
    if (!passes(isClass) || !isConfident)
      report('missed', [example.description, best?.class.name, confidence]);
    return {
      confidence,
      right: isClass,
      class: passes(isClass),
      subcategory: passes(isKind),
      confident: isConfident,
    };
  });
  const share = (key: 'class' | 'subcategory' | 'confident') =>
    outcomes.filter((outcome) => outcome[key]).length / outcomes.length;
  return {
    cases: cases.length,
    class: share('class'),
    subcategory: share('subcategory'),
    confident: share('confident'),
    calibrationError: calibrationError(outcomes),
  };
}

/** Expected calibration error over ten bins: how far confidence and the share of right matches lie apart. */
function calibrationError(outcomes: readonly { confidence: number; right: boolean }[]): number {
  let error = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const inBin = outcomes.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10)) === bin);
    const claimed = inBin.reduce((sum, { confidence }) => sum + confidence, 0);
    const right = inBin.filter((outcome) => outcome.right).length;
    error += Math.abs(claimed - right) / outcomes.length;
  }
  return error;
}

/** Expected: the class's name, a subcategory when the variant is open, "none" when there is no class. */
function ownCases(): Case[] {
  return matchingExamples.map(([description = '', expected = '']) => {
    const variant = platform.find(({ name }) => name === expected);
    const subcategory = expected === 'none' ? null : (variant?.subcategory ?? expected);
    const labels = { subcategory, class: variant?.name ?? null };
    return { description, region: null, expect: labels, confident: subcategory !== null };
  });
}

function report(title: string, found: unknown): void {
  process.stdout.write(`${title}: ${JSON.stringify(found)}\n`);
}
