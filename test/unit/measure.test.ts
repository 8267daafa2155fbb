import { describe, expect, it } from 'vitest';
import { sizesOf } from '../../src/reference/measure.ts';
import { readProject } from '../../src/reference/reading.ts';
import { tokenize } from '../../src/reference/tokens.ts';

describe('sizes', () => {
  it.each([
    ['15x30', 450],
    ['15 X 30', 450],
    ['15 by 30 feet', 450],
    ["10' x 12'", 120],
    ['5 ft x 9 ft', 45],
    ['16 x 32 foot', 512],
    ["10'6\" x 12'", 126],
    ['3.7 m x 7.5 m', 299],
    ['30 feet long and 15 feet wide', 450],
    ['12x24x5', 288],
    ['450 sq ft', 450],
    ['450 sq. ft.', 450],
    ['1,200 sqft', 1200],
    ['2.5k square feet', 2500],
    ['60 sf', 60],
    ['42 m²', 452],
    ['42 square metres', 452],
    ['90 metros cuadrados', 969],
    ['1/4 acre', 10890],
    ['¼ acre', 10890],
    ['half an acre', 21780],
    ['1 1/2 acres', 65340],
    ['six hundred square feet', 600],
    ['two thousand five hundred sq ft', 2500],
    ['twelve by twenty four', 288],
    ['400 to 500 sq ft', 450],
    ['400-500 sq ft', 450],
    ['22 squares', 2200],
  ])('"%s" is %i sq ft', (text, value) => {
    expect(sizesOf(tokenize(text).tokens)).toEqual([expect.objectContaining({ value, unit: 'sqft' })]);
  });

  it('reads efforts in person-weeks', () => {
    expect(sizesOf(tokenize('about 6 person-weeks').tokens)).toMatchObject([
      { value: 6, unit: 'person_weeks' },
    ]);
    expect(sizesOf(tokenize('2 developer months').tokens)).toMatchObject([
      { value: 8.7, unit: 'person_weeks' },
    ]);
  });

  it.each([
    '0 sq ft',
    '10 million sq ft',
    '$400 per sq ft',
    '$12/sq ft',
    '8 foot',
    '450',
    '24 inches x 24 inches',
    '0x30',
  ])('finds none in "%s"', (text) => expect(sizesOf(tokenize(text).tokens)).toEqual([]));
});

describe('whose size it is', () => {
  it.each([
    ['we have a 7,500 sq ft lot and want a pool', null],
    ['our house is 2,400 sq ft, we want a pool of 450 sq ft', 450],
    ['pool 12x24, I have a pile of 2x4 lumber', 288],
    ['pool 15x30 with an 8x8 spa', 450],
    ['landscaping for our 1,200 sq ft backyard', 1200],
    ['a 600 sq ft ADU behind a 2,000 sq ft house', 600],
    ['flooring with 12x24 tiles, 700 sq ft', 700],
    ['kitchen remodel, the kitchen is 12 x 15', 180],
    ['a pool on a 1/4 acre lot', null],
    ['hardwood in the living room, 20 x 25', 500],
  ])('"%s" → %s', (text, value) => {
    expect(readProject([{ text }]).details.size?.value ?? null).toBe(value);
  });
});
