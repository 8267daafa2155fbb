import { describe, expect, it } from 'vitest';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { createMatcher } from '../../src/reference/match.ts';
import type { MatchableClass } from '../../src/reference/reference-class.ts';

const classCount = 10_000;
const p95Bound = 5;
const longTextBound = 60;
/** Other work on the machine must not decide: of so many runs of a query the quickest counts. */
const runs = 4;
/** Nor must what else runs for a second or two: one quiet round of so many is enough. */
const rounds = 5;

describe('a matcher of 10 000 classes', () => {
  const words = [
    ...new Set(
      platformCatalogue.flatMap(
        ({ description, keywords }) =>
          `${description} ${keywords.join(' ')}`.toLowerCase().match(/[a-z]+/g) ?? [],
      ),
    ),
  ];
  const random = generator(42);
  const word = () => words[Math.floor(words.length * random() ** 2)] ?? 'pool';
  const sentence = (length: number) => Array.from({ length }, word).join(' ');
  const matcher = createMatcher(Array.from({ length: classCount }, (_, index) => generated(index)));
  const options = { limit: 5, tenantId: 'tenant-a' };

  it(`answers texts of up to 40 words with a p95 below ${p95Bound} ms`, () => {
    for (let warm = 0; warm < 100; warm += 1) matcher.match(sentence(20), options);
    let least = Number.POSITIVE_INFINITY;
    for (let round = 0; round < rounds && least >= p95Bound; round += 1) {
      const times = Array.from({ length: 200 }, (_, index) => quickest(sentence(1 + (index % 40))));
      times.sort((a, b) => a - b);
      const p95 = times[Math.floor(times.length * 0.95)] ?? Number.POSITIVE_INFINITY;
      process.stdout.write(
        `matching among ${classCount} classes: p50 ${times[times.length >> 1]?.toFixed(2)}, p95 ${p95.toFixed(2)} ms` +
          '\n',
      );
      least = Math.min(least, p95);
    }
    expect(least).toBeLessThan(p95Bound);
  });

  it.each([
    ['words', sentence(300).slice(0, 2000)],
    ['one letter', 'a'.repeat(2000)],
    [
      'gibberish',
      Array.from({ length: 2000 }, () => 'qwrtzplk jhgfdsxcv'[Math.floor(random() * 18)]).join(''),
    ],
    ['numbers', '12x24 '.repeat(333)],
    ['marks', ",.'-/".repeat(400)],
    ['denials', 'no spa, '.repeat(250)],
  ])('takes 2 000 characters of %s in its stride', (_, text) => {
    expect(quickest(text)).toBeLessThan(longTextBound);
  });

  it('takes in and lets go of a class in a moment', () => {
    const start = performance.now();
    for (let index = 0; index < 100; index += 1) {
      matcher.upsert({ ...generated(index), name: `Changed ${index}` });
      matcher.remove(`class-${index + 500}`);
    }
    expect((performance.now() - start) / 200).toBeLessThan(p95Bound);
  });

  function quickest(text: string): number {
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      matcher.match(text, options);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  }

  function generated(index: number): MatchableClass {
    const model = platformCatalogue[index % platformCatalogue.length];
    if (!model) throw new Error('The catalogue is empty');
    const isOwnKind = index % 3 === 0;
    return {
      ...model,
      id: `class-${index}`,
      tenantId: index % 2 === 0 ? null : 'tenant-a',
      name: isOwnKind ? `${word()} ${word()} - Small` : `${model.name} ${index}`,
      subcategory: isOwnKind ? `${word()}_${word()}` : model.subcategory,
      description: sentence(40),
      keywords: Array.from({ length: 10 }, word),
    };
  }
});

/** Numbers from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
