import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { besideBrowser, browser } from '../support/browser.ts';
import {
  embed,
  type HostPages,
  hostPages,
  openChat,
  plainPage,
  poolProject,
  replies,
  write,
} from '../support/host-page.ts';
import { change } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';

const chromium = browser();
let server: Started;
let host: HostPages;
let company: TenantActor;

beforeAll(async () => {
  server = await start({}, { durations: { ...besideBrowser, scriptedWordMs: 5 } });
  host = await hostPages();
  company = await tenant(server);
});
afterAll(async () => {
  await host.close();
  await server.close();
});

/** All that a page has to allow. */
const policy = (extra = '') =>
  [
    "default-src 'none'",
    `script-src ${server.url}`,
    `connect-src ${server.url} ${server.url.replace('http', 'ws')}`,
    `img-src ${server.url} ${extra}`,
    "require-trusted-types-for 'script'",
  ].join('; ');

const watchShifts = `window.shifts = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifts += entry.value; }).observe({ type: 'layout-shift', buffered: true });`;

describe('the widget on somebody’s page', { timeout: 60_000 }, () => {
  it('works from another origin under the strictest policy, with initials for a logo that it blocks', async () => {
    const branded = await tenant(server);
    await change(server, branded, { branding: { logoUrl: 'https://cdn.example/logo.png' } });
    const url = host.put('/strict', plainPage(embed(server, branded.apiKey)), {
      'content-security-policy': policy('data:'),
    });
    const { page, complaints, requests } = await chromium.open();
    await page.goto(url);
    await openChat(page);
    await write(page, poolProject);
    await page.locator('.suggestions .primary').click();
    await page.locator('.card h3').waitFor();
    expect(await page.locator('.logo').innerText()).toMatch(/^[A-Z]\w?$/);
    // The browser itself tells of the logo that the page forbids.
    expect(complaints.filter((complaint) => !complaint.includes('cdn.example/logo.png'))).toEqual([]);
    const others = requests.filter((each) => !each.startsWith(server.url) && !each.startsWith(host.origin));
    expect(others.filter((each) => !each.startsWith('data:') && !each.includes('cdn.example'))).toEqual([]);
    await page.context().close();
  });

  it('fetches nothing but the branding until somebody takes an interest', async () => {
    const url = host.put('/quiet', plainPage(embed(server, company.apiKey)));
    const { page, requests } = await chromium.open();
    // As where data is to be saved: then only the visitor's interest counts.
    await page.addInitScript("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })");
    await page.goto(url);
    await page.locator('.launcher').waitFor();
    await page.waitForLoadState('networkidle');
    const paths = () =>
      requests.filter((each) => each.startsWith(server.url)).map((each) => new URL(each).pathname);
    expect(paths()).toEqual(['/widget.js', '/widget-config']);
    await page.locator('.launcher').hover();
    await expect.poll(() => paths().filter((path) => path.includes('chat')).length).toBe(2);
    await page.context().close();
  });

  it('leaves no cookie, one global and nothing in the console', async () => {
    const { page, complaints } = await chromium.open();
    await page.goto(host.put('/empty', plainPage('')));
    const names = 'Object.getOwnPropertyNames(window).sort().join()';
    const before = await page.evaluate<string>(names);
    await page.goto(host.put('/clean', plainPage(embed(server, company.apiKey))));
    await openChat(page);
    await write(page, 'A new kitchen');
    await expect.poll(() => replies(page), { timeout: 10_000 }).toHaveLength(1);
    const after = (await page.evaluate<string>(names)).split(',');
    expect(after.filter((name) => !before.split(',').includes(name))).toEqual(['efofx']);
    expect(await page.context().cookies()).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['floating', '', '.launcher'],
    ['inline', 'data-target="#place"', '.panel'],
  ])('moves nothing on the page: %s', async (_mode, options, shown) => {
    const body = `<div id="place" style="height: 620px"></div><p>${'Below. '.repeat(200)}</p>`;
    const { page } = await chromium.open();
    await page.addInitScript(watchShifts);
    await page.goto(host.put(`/still-${_mode}`, plainPage(body + embed(server, company.apiKey, options))));
    await page.locator(shown).waitFor();
    if (_mode === 'floating') await openChat(page);
    await write(page, 'A new kitchen');
    await expect.poll(() => replies(page), { timeout: 10_000 }).toHaveLength(1);
    expect(await page.evaluate('window.shifts')).toBe(0);
    await page.context().close();
  });

  it('looks the same whatever the page’s own rules say', async () => {
    const hostile = `<style>* { all: unset !important; } html { font-size: 40px; } div, button, svg, form, textarea { display: none !important; color: red !important; }
      body { line-height: 4; letter-spacing: 9px; text-transform: uppercase; }</style>`;
    const look = async (path: string, head: string) => {
      const { page } = await chromium.open();
      await page.goto(host.put(path, plainPage(embed(server, company.apiKey), head)));
      await openChat(page);
      await page.mouse.move(5, 5);
      const boxes = await page.evaluate<string>(`(() => {
        const root = document.querySelector('efofx-widget').shadowRoot;
        return [...root.querySelectorAll('.launcher, .panel, .head, h2, textarea, .bubble, .bubble p')].map((one) => {
          const { x, y, width, height } = one.getBoundingClientRect();
          const { color, fontSize, letterSpacing, textTransform, lineHeight } = getComputedStyle(one);
          return [one.className, x, y, width, height, color, fontSize, letterSpacing, textTransform, lineHeight].join(' ');
        }).join('\\n');
      })()`);
      await page.context().close();
      return boxes;
    };
    expect(await look('/hostile', hostile)).toBe(await look('/tame', ''));
  });

  it('covers a phone from edge to edge, and what its keyboard leaves of it', async () => {
    const { page } = await chromium.open({ width: 390, height: 780 });
    await page.goto(host.put('/phone', plainPage(embed(server, company.apiKey))));
    await openChat(page);
    const box = () => page.locator('.panel').boundingBox();
    expect(await box()).toEqual({ x: 0, y: 0, width: 390, height: 780 });
    await page.evaluate(`Object.defineProperties(window.visualViewport, {
      height: { value: 420 }, offsetTop: { value: 60 } }); window.visualViewport.dispatchEvent(new Event('resize'));`);
    expect(await box()).toEqual({ x: 0, y: 60, width: 390, height: 420 });
    const field = await page.locator('textarea').boundingBox();
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(480);
    await page.context().close();
  });
});
