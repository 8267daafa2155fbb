import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ReplyInput, replyWords } from '../../src/chat/dialogue.ts';
import {
  features,
  type ProjectDetails,
  type ProjectReading,
  subcategories,
  type Topic,
} from '../../src/reference/project-details.ts';
import { readingOf } from './samples.ts';
import { pool, reply } from './scripted-reply.ts';

const anyDetails: fc.Arbitrary<Partial<ProjectDetails>> = fc.record({
  subcategory: fc.constantFrom(null, ...subcategories.construction, ...subcategories.software),
  size: fc.constantFrom(
    null,
    { value: 1234.5, unit: 'sqft' as const },
    { value: 14, unit: 'person_weeks' as const },
  ),
  scale: fc.constantFrom(null, 'large' as const, 'unsure' as const),
  place: fc.constantFrom(null, 'San Luis Obispo', '<b>', 'x'.repeat(300)),
  features: fc.subarray([...features]),
  otherFeatures: fc.subarray([
    'a slide',
    'something that is said at very great length and never seems to come to any end',
  ]),
  timeline: fc.constantFrom(null, '6 months'),
  budget: fc.constantFrom(null, '$90k'),
});
const message = fc.constantFrom(
  'hi',
  'why?',
  'how much?',
  'no',
  '15x30',
  'lorem ipsum',
  'thanks!',
  'change the size',
  'a@b.co',
  'show my estimate',
);

/** A whole conversation: one reply after each reading. */
function converse(
  readings: readonly ProjectReading[],
  messages: readonly string[],
  fixed: Partial<ReplyInput>,
) {
  const asked: Topic[] = [];
  let before: ProjectReading | null = null;
  return readings.map((reading, index) => {
    const lastMessage = messages[index % messages.length] ?? '';
    const answer = reply({ ...fixed, reading, before, lastMessage, asked: [...asked], turn: index + 1 });
    if (answer.asks) asked.push(answer.asks);
    before = reading;
    return answer;
  });
}

const fixed = fc.record({
  locale: fc.constantFrom('en' as const, 'es' as const),
  leadCapture: fc.boolean(),
  hasContact: fc.boolean(),
});

describe('the scripted assistant in any talk', () => {
  it('replies in 15 to 60 words with one question at most and no money, whatever is said', () => {
    const readings = fc.array(
      anyDetails.map((details) => readingOf(details)),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(readings, fc.array(message, { minLength: 1 }), fixed, (all, messages, options) => {
        for (const { text, suggestions, asks, question } of converse(all, messages, options)) {
          const words = text.split(/\s+/).length;
          expect(words, text).toBeGreaterThanOrEqual(replyWords.from);
          expect(words, text).toBeLessThanOrEqual(replyWords.to);
          expect(text).not.toMatch(/[$€%{}<]|undefined|null| {2}/);
          expect(text.split('?').length - 1, text).toBe(asks === null ? 0 : 1);
          expect(question === null).toBe(asks === null);
          expect(suggestions.length).toBeGreaterThanOrEqual(2);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each(['en', 'es'] as const)(
    'never asks twice in the same words in a long conversation (%s)',
    (locale) => {
      for (const known of [{}, pool, { ...pool, scale: 'small' as const }]) {
        const readings = Array.from({ length: 60 }, () => readingOf(known));
        const questions = converse(readings, ['bla bla'], { locale }).map(({ question }) => question);
        expect(new Set(questions).size).toBe(questions.length);
      }
    },
  );
});
