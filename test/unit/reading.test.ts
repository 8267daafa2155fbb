import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProjectDetails, ProjectReading, Topic } from '../../src/reference/project-details.ts';
import { features as catalogueOrder } from '../../src/reference/project-details.ts';
import { readProject } from '../../src/reference/reading.ts';
import scopingFixture from '../fixtures/scoping.json' with { type: 'json' };
import scopingExamples from '../fixtures/scoping-own.json' with { type: 'json' };
import { leastCpuMs } from '../support/clock.ts';

interface Case {
  messages: string[];
  expect: {
    subcategory: string | null;
    category?: string | null;
    region: string | null;
    size: { value: number; unit: string } | null;
    features: string[];
    timeline: string | null;
    ready: boolean;
  };
}

describe('the labelled conversations', () => {
  it.each([
    ['labelled', scopingFixture as Case[]],
    ['own examples', ownCases()],
  ])('are read right: %s', (title, cases) => {
    const rates = ratesOf(cases);
    process.stdout.write(`scoping, ${title}: ${JSON.stringify(rates)}\n`);
    expect(rates.category).toBeGreaterThanOrEqual(0.97);
    expect(rates.subcategory).toBeGreaterThanOrEqual(0.97);
    expect(rates.region).toBeGreaterThanOrEqual(0.97);
    expect(rates.size).toBeGreaterThanOrEqual(0.95);
    expect(rates.timeline).toBeGreaterThanOrEqual(0.95);
    expect(rates.ready).toBeGreaterThanOrEqual(0.95);
    expect(rates.featuresF1).toBeGreaterThanOrEqual(0.95);
  });
});

describe('what had been asked', () => {
  it('makes a bare number a size', () => {
    expect(answer('size', 'pool', '450').size).toEqual({ value: 450, unit: 'sqft' });
    expect(answer('size', 'pool', 'about 450 or so').size).toEqual({ value: 450, unit: 'sqft' });
    expect(answer('budget', 'pool 15x30', '450').size).toEqual({ value: 450, unit: 'sqft' });
  });

  it('makes a bare doubt an unsure size, or a declined place', () => {
    expect(answer('size', 'pool', 'not sure').scale).toBe('unsure');
    expect(readAnswer('region', 'pool 15x30', "I'd rather not say").regionDeclined).toBe(true);
    expect(readAnswer('timeline', 'pool 15x30', "I'd rather not say").details.timeline).toBeNull();
  });

  it('takes an unknown place as it was said', () => {
    const reading = readAnswer('region', 'pool 15x30', 'Hobbiton, in the Shire');
    expect(reading.details).toMatchObject({ place: 'Hobbiton, in the Shire', region: null });
    expect(reading.ready).toBe(true);
  });

  it('takes a plain amount for the budget', () => {
    expect(answer('budget', 'pool 15x30', 'around 60000').budget).toBe('60000');
  });

  it('accepts vague words for the scale', () => {
    expect(answer('size', 'web app', 'pretty big').scale).toBe('large');
    expect(answer('size', 'web app', 'basic').scale).toBe('small');
  });
});

describe('later statements', () => {
  it('override earlier ones', () => {
    const { details } = read(
      'pool 15x30 with spa in Napa',
      'make it 20x40',
      'skip the spa',
      'it is in Ojai, sorry',
    );
    expect(details).toMatchObject({
      size: { value: 800, unit: 'sqft' },
      features: [],
      region: 'SoCal - Coastal',
    });
  });

  it('a dropped project takes its size and features along, not the place', () => {
    const { details } = read('pool 15x30 with spa in Napa', 'forget the pool, we want a kitchen remodel');
    expect(details).toMatchObject({
      subcategory: 'kitchen_remodel',
      size: null,
      features: [],
      region: 'NorCal',
    });
  });

  it('a project dropped for nothing leaves none', () => {
    expect(read('pool in Napa', 'no, forget the pool').details).toMatchObject({
      subcategory: null,
      category: null,
    });
  });
});

describe('budgets', () => {
  it.each([
    ['kitchen remodel, $50k', '$50k'],
    ['our budget is 80,000 dollars', '80,000 dollars'],
    ['between $40,000 and $50,000', '$40,000 and $50,000'],
    ['we can spend 30 grand', '30 grand'],
    ['it was $400 per sq ft', null],
    ['pool 2000 sq ft', null],
  ])('"%s" → %s', (text, budget) => expect(read(text).details.budget).toBe(budget));
});

describe('readiness', () => {
  it('wants the kind, a size or scale or doubt, and a place or its refusal', () => {
    expect(read('pool').ready).toBe(false);
    expect(read('pool 15x30').ready).toBe(false);
    expect(read('pool 15x30 in Paris').ready).toBe(true);
    expect(read('15x30 in San Diego').ready).toBe(false);
    expect(read('pool 15x30 in California').ready).toBe(false);
  });
});

describe('properties', () => {
  it('any text is read without throwing, the same each time', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 4 }), (messages) => {
        expect(read(...messages)).toEqual(read(...messages));
      }),
    );
  });

  it.each([
    'a'.repeat(8000),
    '1x'.repeat(4000),
    "no spa, don't ".repeat(600),
    '12 x 24 ft '.repeat(700),
    '.,-/'.repeat(2000),
    'one hundred '.repeat(700),
    'in San '.repeat(1000),
  ])('a long hostile text is read within a moment (%#)', async (text) => {
    expect(await leastCpuMs(400, () => read(text))).toBeLessThan(400);
  });
});

function ratesOf(cases: readonly Case[]) {
  const right = { category: 0, subcategory: 0, region: 0, size: 0, timeline: 0, ready: 0 };
  const found = { right: 0, wrong: 0, missed: 0 };
  for (const example of cases) {
    const { details, ready } = read(...example.messages);
    const got = { ...details, ready };
    const wanted = {
      ...example.expect,
      category: example.expect.category ?? categoryFor(example.expect.subcategory),
    };
    for (const key of ['category', 'subcategory', 'region', 'size', 'timeline', 'ready'] as const) {
      if (JSON.stringify(got[key]) === JSON.stringify(wanted[key])) right[key] += 1;
      else report(example, key, got[key]);
    }
    const extra = details.features.filter((feature) => !wanted.features.includes(feature));
    const missing = wanted.features.filter((feature) => !details.features.some((other) => other === feature));
    found.right += details.features.length - extra.length;
    found.wrong += extra.length;
    found.missed += missing.length;
    if (extra.length + missing.length > 0) report(example, 'features', details.features);
  }
  const rates = Object.entries(right).map(([key, count]) => [key, count / cases.length] as const);
  const featuresF1 = (2 * found.right) / (2 * found.right + found.wrong + found.missed);
  return { ...(Object.fromEntries(rates) as typeof right), featuresF1, cases: cases.length };
}

function report(example: Case, key: string, got: unknown): void {
  process.stdout.write(`missed ${key}: ${JSON.stringify(example)} got ${JSON.stringify(got)}\n`);
}

/** Messages are parted by "//"; expected: subcategory | region | sq ft | features | timeline | ready. */
function ownCases(): Case[] {
  return scopingExamples.map(([messages = '', expected = '']) => {
    const [subcategory, region, area, features, timeline, ready] = expected
      .split('|')
      .map((part) => part.trim());
    return {
      messages: messages.split('//').map((message) => message.trim()),
      expect: {
        subcategory: subcategory || null,
        region: region || null,
        size: area ? sizeFrom(area) : null,
        features: catalogueOrder.filter((feature) => features?.split(',').includes(feature)),
        timeline: timeline || null,
        ready: ready === 'y',
      },
    };
  });
}

/** "450" square feet, "12 pw" person-weeks. */
function sizeFrom(area: string): { value: number; unit: string } {
  return { value: Number.parseFloat(area), unit: area.endsWith('pw') ? 'person_weeks' : 'sqft' };
}

function categoryFor(subcategory: string | null): string | null {
  if (subcategory === null) return null;
  const isSoftware = ['api_development', 'web_app', 'mobile_app', 'integration', 'migration'].includes(
    subcategory,
  );
  return isSoftware ? 'software' : 'construction';
}

function read(...messages: string[]): ProjectReading {
  return readProject(messages.map((text) => ({ text })));
}

function readAnswer(answering: Topic, before: string, text: string): ProjectReading {
  return readProject([{ text: before }, { text, answering }]);
}

function answer(answering: Topic, before: string, text: string): ProjectDetails {
  return readAnswer(answering, before, text).details;
}
