import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { browser } from '../support/browser.ts';
import { reply } from '../support/chat.ts';
import { type Started, start } from '../support/start.ts';

const chromium = browser();
let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start();
  company = await tenant(server);
});
afterAll(() => server.close());

/** Fills one of the two editors below the query. */
async function fill(page: Page, editor: 'Variables' | 'Headers', text: string): Promise<void> {
  await page.getByRole('button', { name: editor, exact: true }).click();
  const area = page.locator('section.graphiql-editor-tool .graphiql-editor:not(.hidden) .CodeMirror');
  await area.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

const answer = (page: Page) => page.locator('.result-window').innerText();

describe('the playground', () => {
  it('is served from here alone, with a ready-made operation in each tab', async () => {
    const { page, complaints, requests } = await chromium.open();
    await page.goto(`${server.url}/graphql`);
    await page.getByRole('tab', { name: 'LogIn' }).waitFor();
    for (const name of ['StartEstimate', 'SendChatMessage', 'ChatReply'])
      expect(await page.getByRole('tab', { name }).isVisible()).toBe(true);
    expect(requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('logs in', async () => {
    const { page } = await chromium.open();
    await page.goto(`${server.url}/graphql`);
    await page.getByRole('tab', { name: 'LogIn' }).click();
    await fill(page, 'Variables', JSON.stringify({ email: company.email, password: company.password }));
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => answer(page)).toContain('accessToken');
    await page.context().close();
  });

  it('authenticates subscriptions with the Authorization header typed there, and streams a reply', async () => {
    const { page } = await chromium.open();
    const { sessionId } = await reply(server, company, 'I want a pool');
    await page.goto(`${server.url}/graphql`);
    await page.getByRole('tab', { name: 'ChatReply' }).click();
    await fill(page, 'Variables', JSON.stringify({ sessionId }));
    await fill(page, 'Headers', JSON.stringify({ Authorization: `Bearer ${company.token}` }));
    const subscribed = page.waitForEvent('websocket').then((socket) => socket.waitForEvent('framereceived'));
    await page.keyboard.press('Control+Enter');
    await subscribed;
    await reply(server, { token: company.token, sessionId }, '15x30 in San Diego');
    await expect.poll(() => answer(page)).toContain('ChatReplyCompleted');
    await page.context().close();
  });
});
