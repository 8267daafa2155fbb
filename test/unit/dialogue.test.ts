import { describe, expect, it } from 'vitest';
import type { Topic } from '../../src/reference/project-details.ts';
import { readingOf } from './samples.ts';
import { placed, pool, reply, sized } from './scripted-reply.ts';

describe('the scripted assistant', () => {
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
