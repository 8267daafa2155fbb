import { describe, expect, it } from 'vitest';
import { readableOnWhite, textOn } from '../../client-widget/src/contrast.ts';
import { language as en } from '../../client-widget/src/i18n/en.ts';
import { language as es } from '../../client-widget/src/i18n/es.ts';
import { createWording } from '../../client-widget/src/i18n/wording.ts';
import { rangeScale } from '../../client-widget/src/models/range-scale.ts';
import { contrast } from '../../src/server/pages/contrast.ts';

const channels = ['00', '33', '66', '99', 'cc', 'ff'];
const colors = channels.flatMap((red) =>
  channels.flatMap((green) => channels.map((blue) => `#${red}${green}${blue}`)),
);

describe("the tenant's colour", () => {
  it('carries text that can be read, whatever it is', () => {
    expect(Math.min(...colors.map((color) => contrast(color, textOn(color))))).toBeGreaterThanOrEqual(4.5);
  });

  it('is darkened only as far as white paper needs it', () => {
    expect(
      Math.min(...colors.map((color) => contrast(readableOnWhite(color), '#ffffff'))),
    ).toBeGreaterThanOrEqual(4.5);
    expect(readableOnWhite('#0b6e6e')).toBe('#0b6e6e');
  });

  it.each(['red', '#fff', 'url(x)', ''])('gives way to a default where it is none: %s', (color) => {
    expect(readableOnWhite(color)).toMatch(/^#[0-9a-f]{6}$/);
  });
});

describe('the picture of a range', () => {
  it.each([
    [48_000, 73_000],
    [75_000, 115_000],
    [4_500, 7_600],
    [390_000, 760_000],
    [10, 10],
  ])('is linear, round and has room for %d to %d', (p50, p95) => {
    const { ticks, place } = rangeScale(p50, p95);
    const middle = (p50 + p95) / 2;
    expect(place(middle)).toBeCloseTo((place(p50) + place(p95)) / 2, 10);
    expect([place(p50) > 0.05, place(p95) < 1, ticks.length >= 3, ticks.length <= 7]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(place(ticks[0] ?? Number.NaN)).toBeCloseTo(0, 10);
    expect(place(ticks.at(-1) ?? Number.NaN)).toBeCloseTo(1, 10);
  });
});

describe('the words', () => {
  it('are complete in every language, with the same places to fill', () => {
    const places = (texts: Record<string, string>) =>
      Object.entries(texts).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).sort()]);
    expect(places(es.texts)).toEqual(places(en.texts));
    expect(Object.keys(es.names)).toEqual(Object.keys(en.names));
  });

  it('write figures as the visitor does', () => {
    const [american, mexican] = [createWording(en, 'en-US'), createWording(es, 'es-MX')];
    expect(american.money(96_523.41, 'USD')).toBe('$96,523');
    expect(mexican.money(96_523.41, 'USD')).toBe('$96,523');
    expect(american.weeks(8.24, 10.6)).toBe('8.2–10.6 weeks');
    expect(mexican.weeks(8, 8)).toBe('8 semanas');
    expect(american.name('retaining_wall')).toBe('Retaining wall');
  });
});
