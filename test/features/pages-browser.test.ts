import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
import { logo, type PageState, pageStates } from '../support/page-states.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('pages-browser');
const chromium = browser();
let server: Started;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
});
afterAll(() => server.close());

const desktop = { width: 1_280, height: 800 };
const phone = { width: 390, height: 844 };
/** What 1280 pixels come to at 400 %. */
const zoomed = { width: 320, height: 256 };
/** Colours do not depend on the width, nor sizes on the colours: each of the four is seen once. */
const looks = [
  { viewport: desktop, colorScheme: 'light' },
  { viewport: phone, colorScheme: 'dark' },
] as const;
const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="220" height="56"><rect width="220" height="56"/></svg>';

const showLogo = (page: Page) =>
  page.route(logo, (route) => route.fulfill({ contentType: 'image/svg+xml', body: picture }));

async function reach(page: Page, states: PageState[], name: string): Promise<void> {
  const state = states.find((one) => one.name === name);
  if (!state) throw new Error(`there is no state ${name}`);
  await state.reach(page);
  await page.getByRole('heading', { level: 1, name: state.heading }).waitFor();
}

/** What axe finds, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate<axe.AxeResults>('axe.run()');
  expect(passes.length).toBeGreaterThan(10);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What can be pressed or typed into and is smaller than 44 px; links within a sentence are as high as it. */
const smallTargets = `[...document.querySelectorAll('button, .button, input:not([type=hidden])')]
  .filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44)
  .map((one) => one.outerHTML)`;
const isTooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

async function faults(page: Page, state: PageState): Promise<string[]> {
  const found: string[] = [];
  for (const { viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const place = `${state.name} ${viewport.width} ${colorScheme}`;
    found.push(...(await violations(page)).map((violation) => `${place}: ${violation}`));
    const small = await page.evaluate<string[]>(smallTargets);
    found.push(...small.map((target) => `${place}: too small: ${target}`));
    if (await page.evaluate(isTooWide)) found.push(`${place}: scrolls sideways`);
  }
  await page.setViewportSize(zoomed);
  if (await page.evaluate(isTooWide)) found.push(`${state.name} at 400 %: scrolls sideways`);
  await page.setViewportSize(desktop);
  return found;
}

describe('every state of the pages', () => {
  it('is accessible, fits, and complains of nothing: on a desktop and a phone, light and dark', {
    timeout: 90_000,
  }, async () => {
    const { page, complaints, requests } = await chromium.open(desktop);
    await showLogo(page);
    const states = await pageStates(server, database.db);
    const found: string[] = [];
    for (const state of states) {
      await reach(page, states, state.name);
      expect(await page.title(), state.name).toBe(
        `${state.isCorrection ? 'Error: ' : ''}${state.heading} · efOfX`,
      );
      found.push(...(await faults(page, state)));
    }
    expect(found).toEqual([]);
    // A browser notes the status of what was refused; the page itself says nothing there.
    expect(complaints.filter((complaint) => !/status of (400|413)/.test(complaint))).toEqual([]);
    const outside = requests.filter((url) => !url.startsWith(server.url));
    expect(new Set(outside)).toEqual(new Set([logo]));
    await page.context().close();
  });
});

describe('a page', () => {
  it('puts a person whose password was refused into the field, which tells why', async () => {
    const { page } = await chromium.open(phone);
    await showLogo(page);
    const states = await pageStates(server, database.db);
    for (const [name, id, label, reason] of [
      ['reset-error', 'password', 'New password', 'too easy to guess'],
      ['invite-error', 'password', 'Choose a password', 'at least 12'],
      ['reset-ask-error', 'email', 'Your e-mail address', 'Enter an e-mail address'],
    ] as const) {
      await reach(page, states, name);
      await expect.poll(() => page.evaluate('document.activeElement.id')).toBe(id);
      const described = await page.evaluate<string>(
        "document.activeElement.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' ')",
      );
      expect(described).toContain(reason);
      expect(await page.getByRole('alert').innerText()).toContain(reason);
      expect(await page.getByLabel(label).inputValue()).toBe('');
    }
    await page.context().close();
  });

  it('works with the keyboard alone, and shows where it is', async () => {
    const { page } = await chromium.open(desktop);
    const states = await pageStates(server, database.db);
    await reach(page, states, 'reset-pale');
    const outline = 'getComputedStyle(document.activeElement).outlineStyle + document.activeElement.id';
    for (const id of ['username', 'password', '']) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(outline)).toBe(`solid${id}`);
    }
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.type('seven green kettles hum 31');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your password is changed' }).waitFor();
    await page.context().close();
  });

  it('leaves the name to read where the logo is gone or blocked', async () => {
    const { page } = await chromium.open(phone);
    await page.route(logo, (route) => route.abort());
    await reach(page, await pageStates(server, database.db), 'reset-choose');
    const image = page.getByRole('img', { name: 'Alder & Reyes' });
    const box = await image.boundingBox();
    expect(box?.width).toBeGreaterThan(100);
    expect(box?.height).toBeGreaterThan(20);
    await page.context().close();
  });

  it('sends no Referer, so that its token stays where it is', async () => {
    const { page } = await chromium.open(desktop);
    const asked: Promise<Record<string, string>>[] = [];
    // One that is cut off at the end has no headers to tell of any more.
    page.on('request', (request) => asked.push(request.allHeaders().catch(() => ({}))));
    await showLogo(page);
    const states = await pageStates(server, database.db);
    await reach(page, states, 'reset-choose');
    await reach(page, states, 'reset-done');
    await page.getByRole('link', { name: 'Open the playground' }).click();
    await page.waitForURL('**/graphql');
    await page.locator('.graphiql-container').waitFor();
    const headers = await Promise.all(asked);
    expect(headers.length).toBeGreaterThan(5);
    expect(headers.filter(({ referer }) => referer?.includes('token'))).toEqual([]);
    await page.context().close();
  });

  it('moves nothing for those who asked for less motion, and keeps its edges in forced colours', async () => {
    const { page } = await chromium.open(desktop);
    const states = await pageStates(server, database.db);
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    await reach(page, states, 'verify-ask');
    const style = (property: string) =>
      page.evaluate<string>(`getComputedStyle(document.querySelector('button')).${property}`);
    expect(await style('transitionDuration')).toBe('0s');
    expect(await style('borderTopStyle')).toBe('solid');
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});
