import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTenant, type TenantActor, tenant } from '../support/actors.ts';
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
import { startModel } from '../support/model.ts';
import { change } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';

const privacyPolicyUrl = 'https://company.example/privacy';
const database = freshDatabase('widget-conversation');
const chromium = browser();
let server: Started;
let host: HostPages;
let company: TenantActor;

beforeAll(async () => {
  server = await start(
    { MONGODB_URI: database.uri },
    { durations: { ...besideBrowser, tenantCacheMs: 1, scriptedWordMs: 5 } },
  );
  host = await hostPages();
  company = await tenant(server);
  await change(server, company, { branding: { privacyPolicyUrl } });
});
afterAll(async () => {
  await host.close();
  await server.close();
});

async function show(): Promise<Page> {
  const { page } = await chromium.open();
  await page.goto(host.put('/', plainPage(embed(server, company.apiKey))));
  await openChat(page);
  return page;
}

const said = (page: Page) => page.locator('.message.visitor .bubble').allInnerTexts();
const news = (page: Page) => page.locator('.unseen[role=status]').textContent();

describe('in the widget', { timeout: 60_000 }, () => {
  it('a message is shown at once; one that was refused is sent again by its button, once', async () => {
    const page = await show();
    let refusals = 1;
    await page.route(/graphql$/, async (route) => {
      const isMessage = route.request().postData()?.includes('sendChatMessage');
      if (!isMessage || refusals-- <= 0) return route.continue();
      // Shown before there is any answer.
      expect(await said(page)).toEqual(['A new kitchen']);
      const errors = [{ message: '', extensions: { code: 'LLM_UNAVAILABLE' } }];
      return route.fulfill({ json: { data: null, errors } });
    });
    await write(page, 'A new kitchen');
    await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
    await page.locator('.message.assistant.completed').waitFor();
    expect(await said(page)).toEqual(['A new kitchen']);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  it('a reply is stopped by its button, and what was said of it stays', async () => {
    const model = await startModel({
      reply: () => 'There is a lot to be said about kitchens. '.repeat(40),
      charactersPerChunk: 20,
      msPerChunk: 100,
    });
    const env = { LLM: 'openai', OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: model.baseUrl };
    const slow = await start(env, { durations: besideBrowser });
    const { apiKey } = await tenant(slow, 'TRIAL');
    const { page } = await chromium.open();
    await page.goto(host.put('/slow', plainPage(embed(slow, apiKey))));
    await openChat(page);
    await write(page, 'A new kitchen');
    await page.locator('.message.assistant.streaming', { hasText: 'kitchens' }).waitFor();
    await page.getByRole('button', { name: 'Stop the reply' }).click();
    const stopped = page.locator('.message.assistant.cancelled');
    await stopped.getByText('Stopped').waitFor();
    expect((await stopped.locator('.bubble').innerText()).length).toBeLessThan(1_500);
    await page.getByRole('button', { name: 'Send' }).waitFor();
    await page.context().close();
    await slow.close();
    await model.close();
  });

  it('an estimate waits for a contact where the tenant wants one, who says what becomes of it', async () => {
    await change(server, company, { leadCaptureRequired: true });
    const page = await show();
    await write(page, poolProject);
    await page.locator('.suggestions .primary').click();
    await page.getByRole('heading', { name: 'Where may we reach you?' }).waitFor();
    expect(await page.locator('.contact').innerText()).toContain('asks for a contact before showing');
    expect(await page.locator('.contact').innerText()).toContain('to answer this request');
    const policy = page.locator('.contact').getByRole('link', { name: 'Privacy policy' });
    expect(await policy.getAttribute('href')).toBe(privacyPolicyUrl);
    await page.getByRole('button', { name: 'Back to the conversation' }).click();
    await page.locator('.suggestions .primary').click();
    await page.getByLabel('E-mail').fill('ann@example.com');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('.card h3').waitFor();
    expect(await news(page)).toMatch(/^Your estimate\. Half of comparable projects cost less than \$/);
    await change(server, company, { leadCaptureRequired: false });
    await page.context().close();
  });

  it('what was begun in one tab goes on in one that was there before', async () => {
    const page = await show();
    const other = await page.context().newPage();
    await other.goto(host.origin);
    await openChat(other);
    await page.bringToFront();
    await write(page, 'A new kitchen');
    await page.locator('.message.assistant.completed').waitFor();
    await other.locator('.message.assistant.completed').waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.locator('.notice').waitFor();
    await write(page, 'A roof in Fresno');
    await page.locator('.message.assistant.completed').nth(1).waitFor();
    await other.locator('.message.assistant.completed').nth(1).waitFor();
    expect(await said(other)).toEqual(await said(page));
    await page.context().close();
  });

  it.each([
    ['TRIAL', 1],
    ['PRO', 0],
  ] as const)('the maker is named or not, by the tenant’s tier: %s', async (tier, count) => {
    await setTenant(database.db, company, { tier });
    const page = await show();
    expect(await page.getByText('Powered by efOfX').count()).toBe(count);
    await page.context().close();
  });
});
