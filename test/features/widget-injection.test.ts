import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rows, setTenant, type TenantActor, tenant } from '../support/actors.ts';
import { besideBrowser, browser } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
import {
  embed,
  type HostPages,
  hostPages,
  openChat,
  plainPage,
  poolProject,
  write,
} from '../support/host-page.ts';
import { injections } from '../support/injections.ts';
import { type ModelServer, startModel } from '../support/model.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('widget-injection');
const chromium = browser();
let model: ModelServer;
let server: Started;
let host: HostPages;
let company: TenantActor;

/** An assistant that says nothing but what would do harm. */
const allOfThem = injections.join('\n\n');

beforeAll(async () => {
  model = await startModel({ reply: () => allOfThem, charactersPerChunk: 400, msPerChunk: 1 });
  server = await start(
    { MONGODB_URI: database.uri, LLM: 'openai', OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.baseUrl },
    { durations: { ...besideBrowser, tenantCacheMs: 1 } },
  );
  host = await hostPages();
  company = await tenant(server, 'TRIAL');
});
afterAll(async () => {
  await host.close();
  await server.close();
  await model.close();
});

interface Watched {
  page: Page;
  /** Addresses that were asked for beside the product's own. */
  strange: string[];
  dialogs: string[];
}

async function show(): Promise<Watched> {
  const { page, requests } = await chromium.open();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(host.put('/', plainPage(embed(server, company.apiKey))));
  return { page, strange: requests, dialogs };
}

const isOwn = (url: string) => url.startsWith(server.url) || url.startsWith(host.origin) || url === 'data:,';

/** Elements and attributes that nothing in the widget may ever have. */
const foreign = `(() => {
  const root = document.querySelector('efofx-widget').shadowRoot;
  const odd = [...root.querySelectorAll('script, iframe, object, embed, link, meta, base, style, video, audio, math, template, marquee, [onerror], [onload], [onclick], [srcdoc], [style*="url"]')];
  const links = [...root.querySelectorAll('a')].filter((one) => !one.href.startsWith('https://') || one.rel !== 'noopener noreferrer nofollow');
  return [...odd, ...links].map((one) => one.outerHTML).concat(window.harmed ?? []);
})()`;

async function expectUnharmed({ page, strange, dialogs }: Watched): Promise<void> {
  expect(await page.evaluate(foreign)).toEqual([]);
  expect(await page.evaluate('document.title')).toBe('Alder');
  expect(strange.filter((url) => !isOwn(url))).toEqual([]);
  expect(dialogs).toEqual([]);
  await page.context().close();
}

describe('sixty texts that would do harm', { timeout: 60_000 }, () => {
  it('are sixty different ones', () => {
    expect(new Set(injections).size).toBeGreaterThanOrEqual(60);
  });

  it('stay text when a visitor says them and an assistant answers with them', async () => {
    const watched = await show();
    const { page } = watched;
    await openChat(page);
    await write(page, allOfThem.slice(0, 4_000));
    await page.locator('.message.assistant .fault, .message.assistant.completed').first().waitFor();
    expect(await page.locator('.fault').allInnerTexts()).toEqual([]);
    const said = await page.locator('.message.visitor .bubble').textContent();
    expect(said).toBe(allOfThem.slice(0, 4_000).trim());
    const shown = (await page.locator('.message.assistant .bubble').textContent()) ?? '';
    for (const part of ['<script>', 'onerror=', 'javascript:']) expect(shown).toContain(part);
    await expectUnharmed(watched);
  });

  it('stay text as a company’s name, greeting and button', async () => {
    for (let from = 0; from < injections.length; from += 20) {
      const few = injections.slice(from, from + 20).join('\n');
      await setTenant(database.db, company, {
        name: few,
        'branding.welcomeMessage': few,
        'branding.buttonText': few,
        'branding.logoUrl': injections[from] ?? '',
        'branding.privacyPolicyUrl': injections[from] ?? '',
        'branding.primaryColor': '#123456;background:url(https://evil.example/x)',
      });
      const watched = await show();
      await watched.page.evaluate('efofx.open()');
      await watched.page.locator('.panel textarea').waitFor();
      expect(await watched.page.locator('.head h2').textContent()).toBe(few);
      await expectUnharmed(watched);
    }
    await setTenant(database.db, company, { name: 'Alder', 'branding.welcomeMessage': 'Hello' });
  });

  it('stay text in an estimate’s story, assumptions and reasons', async () => {
    const watched = await show();
    const { page } = watched;
    await page.route(/graphql$/, async (route) => {
      if (!route.request().postData()?.includes('estimateFromChat')) return route.continue();
      const response = await route.fetch();
      const answer = (await response.json()) as { data: { estimateFromChat: Rows } };
      Object.assign(answer.data.estimateFromChat, { narrative: allOfThem, assumptions: [...injections] });
      return route.fulfill({ json: answer });
    });
    await openChat(page);
    await write(page, poolProject);
    await page.locator('.suggestions .primary').click({ timeout: 20_000 });
    await page.locator('.card h3').waitFor();
    expect(await page.locator('.card').textContent()).toContain('<script>');
    await expectUnharmed(watched);
  });
});
