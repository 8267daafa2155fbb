import { afterAll, beforeAll, expect, it } from 'vitest';
import { contrast, readableOn, textOn } from '../../src/server/pages/contrast.ts';
import { type Started, start } from '../support/start.ts';

let server: Started;

beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

const sheet = async (query: string) => {
  const answer = await fetch(`${server.url}/pages.css${query}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8');
  return answer.text();
};

const values = (css: string, name: string) =>
  [...css.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6});`, 'g'))].map(([, value = '']) => value);

it('puts the company’s colour into the style sheet, with text that can be read on and in it', async () => {
  for (const color of [
    'ffffff',
    '000000',
    'FFE600',
    '777777',
    '1f5eff',
    '10151c',
    '1a212b',
    'ff0000',
    '00ff7f',
  ]) {
    const css = await sheet(`?color=${color}`);
    const [brand = ''] = values(css, 'brand');
    expect(brand).toBe(`#${color.toLowerCase()}`);
    expect(contrast(values(css, 'on-brand')[0] ?? '', brand), color).toBeGreaterThanOrEqual(4.5);
    const [light = '', dark = ''] = values(css, 'text-brand');
    for (const ground of ['#ffffff', values(css, 'ground')[0] ?? ''])
      expect(contrast(light, ground), `${color} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const ground of [values(css, 'paper')[1] ?? '', values(css, 'ground')[1] ?? ''])
      expect(contrast(dark, ground), `${color} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    for (const [place, edge] of values(css, 'edge').entries())
      expect(contrast(edge, values(css, 'paper')[place] ?? ''), color).toBeGreaterThanOrEqual(3);
  }
});

it('takes nothing but six hexadecimal digits for a colour', async () => {
  const own = await sheet('');
  expect(own).toContain('--brand: #1f5eff;');
  for (const wrong of [
    '?color=',
    '?color=fff',
    '?color=%23ffffff',
    '?color=ffffff%0a',
    '?color=1234567',
    '?color=red;}*{display:none}',
    '?color=000000&color=ffffff',
    '?color[a]=000000',
  ])
    expect(await sheet(wrong), wrong).toBe(own);
});

it('finds black or white to read on any colour, and a readable shade of any colour', () => {
  for (let value = 0; value <= 0xffffff; value += 4_099) {
    const color = `#${value.toString(16).padStart(6, '0')}`;
    expect(contrast(textOn(color), color), color).toBeGreaterThanOrEqual(4.5);
    expect(contrast(readableOn('#f2f4f7', color), '#f2f4f7'), color).toBeGreaterThanOrEqual(4.5);
    expect(contrast(readableOn('#1a212b', color), '#1a212b'), color).toBeGreaterThanOrEqual(4.5);
  }
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(readableOn('#ffffff', '#123456')).toBe('#123456');
});
