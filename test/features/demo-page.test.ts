import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideBrowser, browser } from '../support/browser.ts';
import { type Started, start } from '../support/start.ts';

const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

const chromium = browser();
let server: Started;

beforeAll(async () => {
  server = await start({ DEMO: '1' }, { durations: besideBrowser });
});
afterAll(() => server.close());

async function openChat(page: Page): Promise<void> {
  await page.goto(`${server.url}/demo`);
  await page.locator('.launcher').click();
  await page.locator('.panel textarea').waitFor();
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator('.panel textarea').fill(text);
  await page.keyboard.press('Enter');
}

/** Notes in the page itself how long each state of the newest reply was: looking in from outside would miss most of them. */
const watchReplies = `
  window.replyLengths = new Set();
  const inside = document.querySelector('efofx-widget').shadowRoot;
  new MutationObserver(() => {
    const replies = inside.querySelectorAll('.message.assistant .bubble');
    window.replyLengths.add(replies[replies.length - 1]?.textContent.length);
  }).observe(inside, { subtree: true, childList: true, characterData: true });
`;

const lastReply = (page: Page) => page.locator('.message.assistant .bubble').last().innerText();

describe('the demo page', { timeout: 60_000 }, () => {
  it('shows a contractor’s site whose widget greets with the tenant’s words and colour', async () => {
    const { page, complaints, requests } = await chromium.open();
    await openChat(page);
    await expect.poll(() => page.locator('.panel').innerText()).toContain('welcome to Alder & Reyes');
    const colour = await page.evaluate<string>(
      "getComputedStyle(document.querySelector('efofx-widget').shadowRoot.querySelector('.launcher')).backgroundColor",
    );
    expect(colour).toBe('rgb(11, 110, 117)');
    expect(requests.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows it in Spanish and as part of the page, neither of which an estimate moves', async () => {
    const { page, complaints } = await chromium.open();
    await page.goto(`${server.url}/demo?view=es`);
    await page.getByRole('button', { name: 'Pida una estimación' }).click();
    await page.getByRole('textbox', { name: 'Su mensaje' }).waitFor();
    expect(await page.locator('.log').innerText()).toContain(
      '¡Hola! Le damos la bienvenida a Alder & Reyes.',
    );
    await page.locator('.suggestions .choice', { hasText: 'Una piscina' }).waitFor();
    await page.goto(`${server.url}/demo?view=inline`);
    await page.locator('#ask .panel').scrollIntoViewIfNeeded();
    await write(page, project);
    await page.locator('.suggestions .primary').waitFor();
    const before = await page.evaluate<number>('scrollY');
    await page.evaluate(
      "document.querySelector('efofx-widget').shadowRoot.querySelector('.suggestions .primary').click()",
    );
    await page.locator('.card h3').waitFor();
    const top =
      "document.querySelector('efofx-widget').shadowRoot.querySelector('.card').getBoundingClientRect().top - document.querySelector('efofx-widget').shadowRoot.querySelector('.log').getBoundingClientRect().top";
    expect(await page.evaluate<number>(top)).toBeCloseTo(12, 0);
    expect(await page.evaluate<number>('scrollY')).toBe(before);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('leads from the first message, streamed word by word, to the estimate in the chat', async () => {
    const { page, complaints } = await chromium.open();
    await openChat(page);
    await page.evaluate(watchReplies);
    await write(page, project);
    await expect
      .poll(() => lastReply(page), { interval: 20, timeout: 10_000 })
      .toContain('estimate is ready');
    expect(await page.evaluate<number>('window.replyLengths.size')).toBeGreaterThan(4);

    await page.locator('.suggestions .primary').click();
    const card = page.locator('.card');
    await card.waitFor();
    const shown = await card.innerText();
    expect(shown).toMatch(/\$\d{2},\d{3}\s*–\s*\$\d{2,3},\d{3}/);
    expect(shown).toMatch(/weeks/);
    expect(await card.locator('svg').count()).toBeGreaterThan(0);
    for (const part of await card.locator('summary').all()) await part.click();
    const whole = (await card.innerText()).toLowerCase();
    for (const part of ['materials', 'what this assumes', 'what could change it', 'comparable'])
      expect(whole).toContain(part);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('asks one thing at a time, with suggestions that can be clicked', async () => {
    const { page } = await chromium.open();
    await openChat(page);
    await write(page, 'I would like a new kitchen');
    await page.locator('.message.assistant.completed').waitFor();
    const suggestions = page.locator('.suggestions .choice');
    expect(await suggestions.count()).toBeGreaterThanOrEqual(2);
    expect((await lastReply(page)).split('?').length - 1).toBe(1);
    const choice = await suggestions.first().innerText();
    await suggestions.first().click();
    await page.locator('.message.visitor .bubble', { hasText: choice }).waitFor();
    await page.context().close();
  });

  it('goes on after a reload in mid-reply: the conversation is there, and the reply comes to its end once', async () => {
    const { page } = await chromium.open();
    await openChat(page);
    await write(page, project);
    await expect.poll(async () => (await lastReply(page)).length, { interval: 10 }).toBeGreaterThan(5);
    await page.reload();
    await page.locator('.launcher').click();
    await expect.poll(() => lastReply(page), { timeout: 5_000 }).toContain('estimate is ready');
    expect(await page.locator('.message.visitor .bubble').allInnerTexts()).toEqual([project]);
    const text = await lastReply(page);
    expect(text.split('estimate is ready').length).toBe(2);
    await page.context().close();
  });

  it('keeps two visitors apart', async () => {
    const [one, other] = [await chromium.open(), await chromium.open({ width: 390, height: 844 })];
    await Promise.all([openChat(one.page), openChat(other.page)]);
    await Promise.all([
      write(one.page, 'A kitchen for FAMILY-ONE in Oakland'),
      write(other.page, 'A roof for FAMILY-OTHER in Fresno'),
    ]);
    for (const { page } of [one, other]) await page.locator('.message.assistant.completed').waitFor();
    expect(await one.page.locator('.panel').innerText()).not.toContain('FAMILY-OTHER');
    expect(await other.page.locator('.panel').innerText()).not.toContain('FAMILY-ONE');
    await Promise.all([one.page.context().close(), other.page.context().close()]);
  });
});
