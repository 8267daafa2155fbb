import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { besideBrowser, browser } from '../support/browser.ts';
import { get } from '../support/graphql.ts';
import {
  embed,
  type HostPages,
  hostPages,
  plainPage,
  poolProject,
  replies,
  write,
} from '../support/host-page.ts';
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

async function show(path: string, body: string): Promise<Page> {
  const { page } = await chromium.open();
  await page.goto(host.put(path, plainPage(body)));
  return page;
}

const script = (options = '') => embed(server, company.apiKey, options);
const hosts = (page: Page) => page.locator('efofx-widget').count();
const said = (page: Page) => page.locator('.message.visitor .bubble').allInnerTexts();
const log =
  "window.told = []; for (const event of ['ready', 'opened', 'message', 'estimate', 'lead', 'error', 'closed'])";

describe('a page’s own calls', { timeout: 60_000 }, () => {
  it('may come before the script, and are made in their order once it is there', async () => {
    const early = `<script>
      window.efofx = window.efofx || [];
      ${log} efofx.push(['on', event, (detail) => told.push([event, detail])]);
      efofx.push(['setCustomer', { name: 'Ann', email: 'ann@example.com' }], ['sendMessage', '${poolProject}']);
    </script>`;
    const page = await show('/early', early + script());
    await page.locator('.suggestions .primary').click();
    await page.locator('.card h3').waitFor();
    expect(await said(page)).toEqual([poolProject]);
    await page.evaluate('efofx.close()');
    await page.locator('.panel').waitFor({ state: 'hidden' });
    const told = await page.evaluate<[string, unknown][]>('told');
    expect(told.map(([event]) => event)).toEqual([
      'ready',
      'opened',
      'message',
      'message',
      'lead',
      'estimate',
      'closed',
    ]);
    expect(Object.fromEntries(told)).toMatchObject({
      message: { author: 'assistant' },
      estimate: { currency: 'USD', costP50: expect.any(Number) },
    });
    const { leads } = await get<{ leads: { edges: { node: { customerInfo: object } }[] } }>(
      server,
      '{ leads(first: 5) { edges { node { customerInfo { name email } } } } }',
      { token: company.token },
    );
    expect(leads.edges.map(({ node }) => node.customerInfo)).toEqual([
      { name: 'Ann', email: 'ann@example.com' },
    ]);
    await page.context().close();
  });

  it('change nothing by loading the script twice', async () => {
    const page = await show('/twice', script() + script());
    await page.locator('.launcher').waitFor();
    await page.evaluate('window.first = efofx; efofx.open()');
    await page.locator('textarea').waitFor();
    await page.addScriptTag({ url: `${server.url}/widget.js` });
    expect(await page.evaluate('window.first === efofx')).toBe(true);
    expect(await hosts(page)).toBe(1);
    await page.context().close();
  });

  it('show several widgets in the page, each at its place, one of them later', async () => {
    const place = (id: string) => `<div id="${id}" style="height: 500px; width: 400px"></div>`;
    const page = await show(
      '/several',
      place('one') + script('data-target="#one"') + script('data-target="#two"'),
    );
    await page.locator('#one .panel').waitFor();
    expect(await hosts(page)).toBe(1);
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(place('two'))})`);
    await page.locator('#two .panel').waitFor();
    expect(await page.locator('.launcher').count()).toBe(0);
    await page.locator('#two textarea').fill('A new kitchen');
    await page.locator('#two textarea').press('Enter');
    await expect.poll(() => replies(page), { timeout: 10_000 }).toHaveLength(1);
    expect(await page.locator('#one .message.visitor').count()).toBe(0);
    await page.context().close();
  });

  it('put it where the tag stands if a page says no more than inline', async () => {
    const page = await show(
      '/here',
      `<main style="width: 500px">${script('data-mode="inline"')}</main><p>After</p>`,
    );
    await page.locator('main > efofx-widget .panel').waitFor();
    expect((await page.locator('.panel').boundingBox())?.height).toBeGreaterThanOrEqual(400);
    expect(await page.locator('.panel').getAttribute('role')).toBe('region');
    await page.context().close();
  });

  it('place the button at either side', async () => {
    for (const [position, isLeft] of [
      ['bottom-left', true],
      ['bottom-right', false],
    ] as const) {
      const page = await show(`/${position}`, script(`data-position="${position}"`));
      await page.evaluate("document.documentElement.dir = 'rtl'");
      const box = await page.locator('.launcher').boundingBox();
      expect((box?.x ?? 0) < 100, position).toBe(isLeft);
      await page.context().close();
    }
  });

  it('change the language and keep what was said and what is being written', async () => {
    const page = await show('/language', script());
    await page.locator('.launcher').click();
    await write(page, 'A new kitchen');
    await expect.poll(() => replies(page), { timeout: 10_000 }).toHaveLength(1);
    await page.locator('textarea').fill('In Fresno');
    await page.evaluate("efofx.setLocale('es-MX')");
    await page.getByRole('textbox', { name: 'Su mensaje' }).waitFor();
    expect(await page.locator('textarea').inputValue()).toBe('In Fresno');
    expect(await said(page)).toEqual(['A new kitchen']);
    expect(await page.locator('.panel').getAttribute('lang')).toBe('es');
    await page.context().close();
  });

  it('take it away without a trace, and bring it back', async () => {
    const page = await show('/spa', script());
    await page.locator('.launcher').click();
    await page.locator('textarea').waitFor();
    await page.evaluate('efofx.destroy()');
    expect(await hosts(page)).toBe(0);
    await page.evaluate(`efofx.init({ apiKey: '${company.apiKey}', locale: 'es' })`);
    await page.locator('.launcher').waitFor();
    // As a router does that exchanges the whole body.
    await page.evaluate("document.body.innerHTML = '<h1>Next</h1>'");
    expect(await hosts(page)).toBe(0);
    await page.evaluate(`efofx.init({ apiKey: '${company.apiKey}' })`);
    await page.locator('.launcher').waitFor();
    await page.evaluate('efofx.toggle()');
    await page.locator('textarea').waitFor();
    await page.evaluate('efofx.toggle()');
    await page.locator('.panel').waitFor({ state: 'hidden' });
    expect(await hosts(page)).toBe(1);
    await page.context().close();
  });

  it('put other words on the button and into the greeting, for a page in another language', async () => {
    const words = 'data-button-text="Pida una estimación" data-welcome-message="**Hola**, ¿qué desea?"';
    const page = await show('/words', script(`data-locale="es" ${words}`));
    await page.getByRole('button', { name: 'Pida una estimación' }).click();
    await page.locator('.log strong', { hasText: 'Hola' }).waitFor();
    await page.context().close();
  });

  it('hear of a key that is not known', async () => {
    const page = await show('/unknown', '');
    await page.evaluate(`window.told = []; window.efofx = [['on', 'error', (detail) => told.push(detail)]]`);
    await page.evaluate(
      `document.body.append(Object.assign(document.createElement('script'), { src: '${server.url}/widget.js' }))`,
    );
    await page.evaluate(`document.currentScript`);
    await expect.poll(() => page.evaluate('typeof efofx.init')).toBe('function');
    await page.evaluate(
      "efofx.init({ apiKey: 'efofx_00000000_0000000000000000000000000000000000000000000' })",
    );
    await expect.poll(() => page.evaluate('told')).toEqual([{ code: 'UNAUTHENTICATED' }]);
    expect(await page.locator('.launcher').count()).toBe(0);
    await page.context().close();
  });
});
