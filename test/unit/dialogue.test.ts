import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeReply, openingSuggestions, type ReplyInput, replyWords } from '../../src/chat/dialogue.ts';
import { localeOf } from '../../src/chat/dialogue-locale.ts';
import {
  features,
  type ProjectDetails,
  type ProjectReading,
  subcategories,
  type Topic,
} from '../../src/reference/project-details.ts';
import { readingOf } from './samples.ts';

const pool = { category: 'construction', subcategory: 'pool' } as const;
const sized = { ...pool, size: { value: 450, unit: 'sqft' } } as const;
const placed = { ...sized, place: 'san diego', region: 'SoCal - Coastal' } as const;

function reply(known: Partial<ReplyInput>) {
  return composeReply({
    reading: readingOf(),
    before: null,
    lastMessage: '',
    asked: [],
    turn: 1,
    locale: 'en',
    tenantName: 'Blue Pools',
    leadCapture: false,
    hasContact: false,
    ...known,
  });
}

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

describe('the scripted assistant', () => {
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
        const readings = Array.from({ length: 30 }, () => readingOf(known));
        const questions = converse(readings, ['bla bla'], { locale }).map(({ question }) => question);
        expect(new Set(questions).size).toBe(questions.length);
      }
    },
  );

  it('acknowledges what is new and asks for the next thing', () => {
    const first = reply({ reading: readingOf(pool), lastMessage: 'a pool' });
    expect(first.text).toMatch(/pool/i);
    expect(first.asks).toBe('size');
    const second = reply({ reading: readingOf(sized), before: readingOf(pool), asked: ['size'], turn: 2 });
    expect(second.text).toContain('450 sq ft');
    expect(second.asks).toBe('region');
  });

  it('sums up a message that says much at once', () => {
    const { text } = reply({ reading: readingOf({ ...placed, features: ['spa'] }) });
    expect(text).toContain('a pool of about 450 sq ft in San Diego with a spa');
    expect(text).toMatch(/estimate is ready/);
  });

  it('says so when something is corrected or dropped', () => {
    const before = readingOf({ ...placed, features: ['spa'] });
    const smaller = { ...placed, size: { value: 300, unit: 'sqft' as const } };
    expect(reply({ reading: readingOf(smaller), before }).text).toMatch(/300 sq ft.*a spa/);
    const kitchen = readingOf({ category: 'construction', subcategory: 'kitchen_remodel' });
    expect(reply({ reading: kitchen, before }).text).toMatch(/kitchen remodel/);
    expect(
      reply({ reading: readingOf({ ...placed, place: 'Fresno', region: null }), before }).text,
    ).toContain('Fresno');
  });

  it('does not offer again what was just ruled out', () => {
    const before = readingOf({ ...placed, features: ['spa'] });
    const { text, suggestions } = reply({
      reading: readingOf(placed),
      before,
      lastMessage: 'scratch the spa',
    });
    expect(text).toMatch(/spa off the list|without a spa/);
    expect(text).not.toMatch(/a spa, heating/);
    expect(suggestions.join()).not.toMatch(/spa/);
  });

  it('takes a plain statement as part of the description, and comes back from what is beside the point', () => {
    const roof = readingOf({ category: 'construction', subcategory: 'roofing' });
    const say = (lastMessage: string) =>
      reply({ reading: roof, before: roof, lastMessage, asked: ['size'], turn: 2 }).text;
    expect(say('tile')).toMatch(/your project/);
    expect(say('tell me a joke')).toMatch(/away from the estimate/);
    expect(say('pat@example.com')).toMatch(/contact form/);
  });

  it('accepts a place without a price level and a place withheld', () => {
    const elsewhere = reply({ reading: readingOf({ ...sized, place: 'denver' }), before: readingOf(sized) });
    expect(elsewhere.text).toMatch(/Denver .*average/);
    const app = { category: 'software', subcategory: 'web_app', scale: 'small' } as const;
    const texan = reply({ reading: readingOf({ ...app, place: 'Austin, Texas' }), before: readingOf(app) });
    expect(texan.text).not.toMatch(/average/);
    expect(reply({ reading: readingOf(sized, true), before: readingOf(sized) }).text).toMatch(
      /average price level/,
    );
  });

  it('tells when the estimate is at hand and offers it first', () => {
    const { text, suggestions, asks } = reply({ reading: readingOf(placed), before: readingOf(sized) });
    expect(text).toMatch(/estimate is ready/);
    expect(suggestions[0]).toBe('Show my estimate');
    expect(asks).toBe('features');
  });

  it('has nothing left to ask in the end', () => {
    const asked: Topic[] = ['project', 'size', 'region', 'features', 'timeline', 'budget'];
    const { text, asks } = reply({
      reading: readingOf(placed),
      before: readingOf(placed),
      lastMessage: 'no',
      asked,
      turn: 7,
    });
    expect(asks).toBeNull();
    expect(text).toMatch(/estimate/);
  });

  it('opens the estimate for who asks for it, with no further question', () => {
    const ready = { reading: readingOf(placed), before: readingOf(placed), lastMessage: 'Show my estimate' };
    expect(reply(ready).asks).toBeNull();
    expect(reply(ready).text).toMatch(/opens it/);
    expect(reply({ ...ready, leadCapture: true }).asks).toBe('contact');
    expect(reply({ ...ready, lastMessage: 'Ver mi estimación', locale: 'es' }).asks).toBeNull();
  });

  it('asks for the contact where the tenant requires one', () => {
    const { asks, text } = reply({ reading: readingOf(placed), leadCapture: true });
    expect(asks).toBe('contact');
    expect(text).toContain('Blue Pools');
  });

  it('comes back from small talk, and answers questions about itself without a figure', () => {
    const say = (lastMessage: string, locale: 'en' | 'es' = 'en') =>
      reply({ lastMessage, locale, before: readingOf(), asked: ['project'], turn: 2 }).text;
    expect(say('how much does it cost')).toMatch(/estimate/);
    expect(say('why do you ask?')).toMatch(/compare/);
    expect(say('are you a bot?')).toMatch(/program|automated/);
    expect(say('what is the capital of France?')).toMatch(/Blue Pools/);
    expect(say('¿cuánto cuesta?', 'es')).toMatch(/estimación/);
    expect(say('gracias', 'es')).toMatch(/placer|nada|gusto/);
  });

  it('asks again for a size that cannot be', () => {
    const { text, asks } = reply({
      reading: readingOf(pool),
      before: readingOf(pool),
      lastMessage: '0 sq ft',
      asked: ['size'],
    });
    expect(asks).toBe('size');
    expect(text).toMatch(/size/);
  });

  it('asks what to change something to', () => {
    const asked: Topic[] = ['size', 'region', 'features', 'timeline', 'budget'];
    const ready = { reading: readingOf(placed), before: readingOf(placed), asked };
    expect(reply({ ...ready, lastMessage: 'Change the place' }).asks).toBe('region');
    expect(reply({ ...ready, lastMessage: 'Cambiar el tamaño', locale: 'es' }).asks).toBe('size');
  });

  it('gives the same reply to the same state', () => {
    const input = { reading: readingOf(placed), before: readingOf(sized), asked: ['size' as const], turn: 3 };
    expect(reply(input)).toEqual(reply(structuredClone(input)));
  });
});

describe('the language', () => {
  it.each([
    ['es-MX', 'es'],
    ['en-US', 'en'],
    ['fr', 'en'],
    ['', 'en'],
    ['Quiero una piscina en San Diego', 'es'],
    ['necesito reformar el baño', 'es'],
    ['¿cuánto tiempo tarda?', 'es'],
    ['I want a pool in San José', 'en'],
    ['kitchen remodel in Los Angeles', 'en'],
    ['15x30', 'en'],
    ['LA', 'en'],
    ['El Cajon', 'en'],
    ['Los Angeles', 'en'],
  ])('of %j is %s', (text, locale) => {
    expect(localeOf(text)).toBe(locale);
  });

  it('is the other one’s where the text does not tell', () => {
    expect(localeOf('15x30', 'es-419')).toBe('es');
    expect(localeOf('a pool, please', 'es-419')).toBe('en');
    expect(localeOf('15x30', null)).toBe('en');
  });

  it('decides the opening suggestions', () => {
    expect(openingSuggestions('es-ES')[0]).toBe('Una piscina');
    expect(openingSuggestions(null)[0]).toBe('A pool');
  });
});
