import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { besideBrowser, browser } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
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
import { type Started, start } from '../support/start.ts';

const patience = { timeout: 20_000 };
const database = freshDatabase('widget-resume');
const chromium = browser();
let server: Started;
let host: HostPages;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: besideBrowser });
  host = await hostPages();
  company = await tenant(server);
});
afterAll(async () => {
  await host.close();
  await server.close();
});

async function show(): Promise<Page> {
  const { page } = await chromium.open();
  // Connections that were lost are taken up at once.
  await page.addInitScript('Math.random = () => 0');
  await page.goto(host.put('/', plainPage(embed(server, company.apiKey))));
  return page;
}

const reply = (page: Page) => page.locator('.message.assistant .bubble').last();
const said = (page: Page) => page.locator('.message.visitor .bubble').allInnerTexts();

/** Lets a socket go on no further than so many pieces of replies, then cuts it off. */
async function cutEvery(page: Page, pieces: number): Promise<() => number> {
  let cuts = 0;
  await page.routeWebSocket(/graphql/, (socket) => {
    const upstream = socket.connectToServer();
    let passed = 0;
    upstream.onMessage((message) => {
      if (String(message).includes('ChatReplyDelta')) passed += 1;
      if (passed <= pieces) return socket.send(message);
      cuts += 1;
      void socket.close({ code: 1_012 });
      void upstream.close();
    });
  });
  return () => cuts;
}

describe('a conversation in the widget', { timeout: 60_000 }, () => {
  it('comes out the same however often the line is cut', async () => {
    const whole = await show();
    await openChat(whole);
    await write(whole, poolProject);
    await expect.poll(() => replies(whole), patience).toHaveLength(1);
    const page = await show();
    const cuts = await cutEvery(page, 5);
    await openChat(page);
    await write(page, poolProject);
    await expect.poll(() => replies(page), patience).toEqual(await replies(whole));
    expect(cuts()).toBeGreaterThan(0);
    expect(await said(page)).toEqual([poolProject]);
    await Promise.all([whole.context().close(), page.context().close()]);
  });

  it('goes on by itself after a time without a network, and sends what was written, once and in order', async () => {
    const page = await show();
    await openChat(page);
    await write(page, 'A new kitchen');
    await expect.poll(() => replies(page), patience).toHaveLength(1);
    await page.context().setOffline(true);
    await write(page, 'It has 180 square feet');
    await write(page, 'We are in Fresno');
    await expect.poll(() => page.locator('.message.visitor.waiting').count()).toBe(2);
    await page.context().setOffline(false);
    await expect.poll(() => replies(page), patience).toHaveLength(3);
    const all = await page.locator('.message .bubble').allInnerTexts();
    const places = ['A new kitchen', 'It has 180 square feet', 'We are in Fresno'].map((text) =>
      all.indexOf(text),
    );
    expect(places).toEqual([1, 3, 5]);
    expect(await said(page)).toHaveLength(3);
    await page.context().close();
  });

  it('goes on when the server has been restarted', async () => {
    const page = await show();
    await openChat(page);
    await write(page, 'A new kitchen');
    await expect.poll(() => replies(page), patience).toHaveLength(1);
    const { port } = new URL(server.url);
    await server.close();
    await write(page, 'We are in Fresno');
    await expect.poll(() => page.locator('.message.visitor.waiting').count()).toBe(1);
    server = await start(
      { MONGODB_URI: database.uri, DATA_DIR: server.dataDir, PORT: port },
      { durations: besideBrowser },
    );
    await expect.poll(() => replies(page), patience).toHaveLength(2);
    expect(await said(page)).toEqual(['A new kitchen', 'We are in Fresno']);
    await page.context().close();
  });

  it('is taken up at once when the page or the network comes back, be the next attempt far', async () => {
    const page = await show();
    const lines: (() => Promise<void>)[] = [];
    await page.routeWebSocket(/graphql/, (socket) => {
      socket.connectToServer();
      lines.push(() => socket.close({ code: 1_012 }));
    });
    await openChat(page);
    await expect.poll(() => lines.length, patience).toBe(1);
    await page.clock.install();
    // From here on no time passes in the page: it never comes to an attempt by waiting.
    await page.clock.pauseAt(Date.now() + 1_000);
    const returning = ["window, 'pageshow'", "window, 'online'", "document, 'visibilitychange'"];
    for (const [place, event] of returning.entries()) {
      await lines.at(-1)?.();
      await page.getByText('Connection lost. Trying again').waitFor();
      expect(lines).toHaveLength(place + 1);
      const [target, name] = event.split(', ');
      await page.evaluate(`${target}.dispatchEvent(new Event(${name}))`);
      await expect.poll(() => lines.length, patience).toBe(place + 2);
      await page.getByText('Connection lost. Trying again').waitFor({ state: 'detached' });
    }
    await page.context().close();
  });

  it('sends after a reload what could not be sent before', async () => {
    const page = await show();
    await openChat(page);
    await write(page, 'A new kitchen');
    await expect.poll(() => replies(page), patience).toHaveLength(1);
    await page.route(/graphql$/, (route) => route.abort());
    await write(page, 'We are in Fresno');
    await expect.poll(() => page.locator('.message.visitor.waiting').count()).toBe(1);
    await page.unroute(/graphql$/);
    await page.reload();
    await openChat(page);
    await expect.poll(() => replies(page), patience).toHaveLength(2);
    expect(await said(page)).toEqual(['A new kitchen', 'We are in Fresno']);
    await page.context().close();
  });

  it('is the same in two tabs', async () => {
    const page = await show();
    await openChat(page);
    await write(page, 'A new kitchen');
    await expect.poll(() => replies(page), patience).toHaveLength(1);
    const other = await page.context().newPage();
    await other.goto(host.origin);
    await openChat(other);
    await expect.poll(() => said(other)).toEqual(['A new kitchen']);
    await write(other, 'We are in Fresno');
    await expect.poll(() => replies(other), patience).toHaveLength(2);
    await expect.poll(() => replies(page)).toEqual(await replies(other));
    await write(page, 'It has 180 square feet');
    await expect.poll(() => replies(page), patience).toHaveLength(3);
    await expect.poll(() => said(other)).toEqual(await said(page));
    await page.context().close();
  });

  it('tells that a session is over, keeps its text, and takes the message into a new one', async () => {
    const page = await show();
    await openChat(page);
    await write(page, 'A new kitchen');
    await expect.poll(() => replies(page), patience).toHaveLength(1);
    await page.goto(host.put('/elsewhere', plainPage('')));
    await page.evaluate(`(() => {
      const [key] = Object.keys(localStorage);
      const kept = JSON.parse(localStorage[key]);
      kept.session.sessionToken = 'eyJhbGciOiJIUzI1NiJ9.e30.x';
      localStorage[key] = JSON.stringify(kept);
    })()`);
    await page.goto(host.origin);
    await openChat(page);
    await page.locator('.notice').waitFor();
    await write(page, 'A roof in Fresno');
    await expect.poll(() => replies(page), patience).toHaveLength(2);
    expect(await said(page)).toEqual(['A new kitchen', 'A roof in Fresno']);
    await page.context().close();
  });

  it('streams the story of the estimate into its card, and works it out again there', async () => {
    const page = await show();
    await openChat(page);
    await write(page, poolProject);
    await page.locator('.suggestions .primary').click();
    await page.locator('.card h3').waitFor();
    const story = page.locator('.card h4', { hasText: 'In words' }).locator('xpath=..');
    await expect.poll(() => story.innerText()).toMatch(/weeks/);
    await page.getByLabel('What should be different?').fill('With a spa and an automatic cover');
    await page.getByRole('button', { name: 'Update the estimate' }).click();
    await page.getByRole('heading', { name: 'Your updated estimate' }).waitFor();
    expect(await page.locator('.card').count()).toBe(2);
    await page.getByRole('button', { name: /contact me/ }).click();
    await page.getByLabel('E-mail').fill('ann@example.com');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.locator('.composer').waitFor();
    expect(await page.getByRole('button', { name: /contact me/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.locator('.notice').waitFor();
    expect(await reply(page).count()).toBe(1);
    await page.context().close();
  });
});
