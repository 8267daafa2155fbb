import { describe, expect, it } from 'vitest';
import { openingSuggestions } from '../../src/chat/dialogue.ts';
import { localeOf } from '../../src/chat/dialogue-locale.ts';

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
