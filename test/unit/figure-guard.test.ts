import { describe, expect, it } from 'vitest';
import { withoutFigures } from '../../src/chat/figure-guard.ts';

const instead = '[see]';

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}

async function* wordwise(text: string): AsyncGenerator<string> {
  yield* text.match(/\s*\S+/g) ?? [];
}

async function guarded(pieces: AsyncIterable<string>, given: string[] = []): Promise<string[]> {
  const passed: string[] = [];
  for await (const piece of withoutFigures(pieces, { given, instead })) passed.push(piece);
  return passed;
}

describe('figures in a model’s reply', () => {
  it.each([
    ['It costs $1.', 'It costs [see].'],
    ['That is about $5,000 to $6,000, all in.', 'That is about [see] to [see], all in.'],
    ['Plan for 90k, or USD 95,000.50!', 'Plan for [see], or [see]!'],
    ['Around five thousand dollars should do.', 'Around [see] should do.'],
    ['Serían 5.000 euros o mil dólares.', 'Serían [see] o [see].'],
    ['You get 20% off and 15 percent more.', 'You get [see] off and [see] more.'],
    ['It takes six weeks, not 3 working days.', 'It takes [see], not [see].'],
    ['The price is 1. Fine.', 'The price is [see]. Fine.'],
    ['Se tarda 8 semanas', 'Se tarda [see]'],
  ])('are left out: %s', async (text, expected) => {
    expect((await guarded(wordwise(text))).join('')).toBe(expected);
    expect((await guarded(inPieces(text, 1_000))).join('')).toBe(expected);
  });

  it.each([
    'A 15x30 pool of 450 square feet, lovely.',
    'Would you like 2 bathrooms and 3 screens? One more thing: is it in 92101?',
    'A two-storey house with 1,800 sq ft. Half of it new?',
    '¿Quieres spa? Tiene 450 pies cuadrados.',
    '',
  ])('are not what sizes and counts are: %s', async (text) => {
    for (const size of [1, 3, 8, 1_000]) expect((await guarded(inPieces(text, size))).join('')).toBe(text);
  });

  it('may be repeated where they were given', async () => {
    const text = 'In 6 months, for $90k.';
    expect((await guarded(wordwise(text), ['in 6 months please'])).join('')).toBe('In 6 months, for [see].');
  });

  it('let the first piece pass as it comes, and hold nothing back for long', async () => {
    expect(await guarded(wordwise('A pool sounds lovely.'))).toEqual(['A', ' pool', ' sounds', ' lovely.']);
    const long = '7 '.repeat(5_000);
    expect((await guarded(inPieces(long, 2))).join('')).toBe(long);
  });
});
