import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { besideBrowser, browser } from '../support/browser.ts';
import { embed, type HostPages, hostPages, openChat, plainPage, write } from '../support/host-page.ts';
import { change } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';
import { widgetStates } from '../support/widget-states.ts';

const chromium = browser();
let server: Started;
let host: HostPages;
let company: TenantActor;

beforeAll(async () => {
  server = await start({}, { durations: { ...besideBrowser, tenantCacheMs: 1, scriptedWordMs: 5 } });
  host = await hostPages();
  company = await tenant(server);
});
afterAll(async () => {
  await host.close();
  await server.close();
});

const desktop = { width: 1_280, height: 800 };
const phone = { width: 390, height: 844 };
/** What 1280 pixels come to at 400 %. */
const zoomed = { width: 320, height: 256 };

async function show(viewport = desktop, options = ''): Promise<Page> {
  const { page } = await chromium.open(viewport);
  const body = `<main><p>Words.</p><a href="#x">A link</a></main>${embed(server, company.apiKey, options)}`;
  await page.goto(host.put('/', plainPage(body)));
  await page.locator('.launcher').waitFor();
  return page;
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate<axe.AxeResults>(
    "axe.run({ include: [['efofx-widget']] }, { rules: { region: { enabled: false } } })",
  );
  expect(passes.length).toBeGreaterThan(2);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const inside = "document.querySelector('efofx-widget').shadowRoot";
/** Whatever can be pressed or typed into and is smaller than 44 px; links within a sentence are as high as it. */
const smallTargets = `[...${inside}.querySelectorAll('button, input, textarea, summary')]
  .filter((one) => one.checkVisibility() && (one.getBoundingClientRect().height < 43.5 || one.getBoundingClientRect().width < 43.5))
  .map((one) => one.outerHTML)`;
const tooWide = `[...${inside}.querySelectorAll('.panel, .panel *')]
  .filter((one) => one.checkVisibility() && !one.closest('.unseen, svg') && getComputedStyle(one).overflowX !== 'hidden' && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && getComputedStyle(one).display !== 'inline')
  .map((one) => one.className + ' ' + one.tagName)`;
const active = `${inside}.activeElement?.matches('textarea') ? 'field' : ${inside}.activeElement?.className ?? document.activeElement.tagName`;

describe('the widget', { timeout: 60_000 }, () => {
  it.each(widgetStates.map((state) => [state.name, state] as const))(
    'can be used by everybody: %s',
    async (_name, { reach }) => {
      const faults: string[] = [];
      const page = await show();
      await reach(page);
      for (const viewport of [desktop, phone]) {
        await page.setViewportSize(viewport);
        faults.push(...(await violations(page)).map((each) => `${viewport.width} ${each}`));
        faults.push(...(await page.evaluate<string[]>(smallTargets)).map((each) => `too small: ${each}`));
      }
      await page.setViewportSize(zoomed);
      faults.push(...(await page.evaluate<string[]>(tooWide)).map((each) => `sideways: ${each}`));
      await page.context().close();
      expect(faults).toEqual([]);
    },
  );

  it.each([
    ['#ffe600', 'ltr', ''],
    ['#0b0b0b', 'rtl', 'data-locale="es"'],
    ['#ff6600', 'ltr', 'data-position="bottom-left"'],
  ])('keeps its contrast in any colour and direction: %s %s', async (primaryColor, dir, options) => {
    await change(server, company, { branding: { primaryColor } });
    const page = await show(desktop, options);
    await page.evaluate(`document.documentElement.dir = '${dir}'`);
    const suggesting = widgetStates.find(({ name }) => name === 'estimated');
    await suggesting?.reach(page);
    expect(await violations(page)).toEqual([]);
    // The page's direction says where it is; what it says is read in the direction of its own language.
    const box = await page.locator('.panel').boundingBox();
    expect((box?.x ?? 0) < 100).toBe(dir === 'rtl' || options.includes('left'));
    const captions = await page.evaluate<number[]>(`['end', 'start'].map((side) =>
      ${inside}.querySelector('.range .' + side + ' text').getBoundingClientRect()).flatMap(({ left, right }) => [left, right])`);
    expect(captions).toEqual([...captions].sort((one, other) => one - other));
    expect(await page.evaluate(`getComputedStyle(${inside}.querySelector('.headline')).direction`)).toBe(
      'ltr',
    );
    await page.context().close();
    await change(server, company, { branding: { primaryColor: '#0b6e75' } });
  });

  it('is worked by the keyboard alone; focus goes in and comes back', async () => {
    const page = await show();
    await page.locator('a').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(active)).toBe('field');
    await page.keyboard.type('A new kitchen');
    await page.keyboard.press('Enter');
    const choice = page.locator('.suggestions .choice').first();
    await choice.waitFor();
    for (let presses = 0; presses < 10 && (await page.evaluate(active)) !== 'choice'; presses += 1)
      await page.keyboard.press('Shift+Tab');
    const answer = await page.evaluate<string>(`${inside}.activeElement.textContent`);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.message.visitor .bubble').allInnerTexts()).toContain(answer);
    expect(await page.evaluate(active)).not.toBe('BODY');
    await page.keyboard.press('Escape');
    await page.locator('.panel').waitFor({ state: 'hidden' });
    expect(await page.evaluate(active)).toBe('launcher');
    expect(await page.locator('.launcher').getAttribute('aria-expanded')).toBe('false');
    await page.context().close();
  });

  it('keeps focus inside where it covers the page', async () => {
    const page = await show(phone);
    await openChat(page);
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(active)).not.toBe('A');
    }
    await page.context().close();
  });

  it('reads a reply out once, when it is finished, and no word of it before', async () => {
    const page = await show();
    await openChat(page);
    await page.evaluate(`window.announced = [];
      const status = ${inside}.querySelector('.unseen[role=status]');
      new MutationObserver(() => announced.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });`);
    expect(await page.locator('[role=log]').getAttribute('aria-live')).toBe('off');
    await write(page, 'A new kitchen');
    const reply = page.locator('.message.assistant.completed .bubble');
    await reply.waitFor({ timeout: 10_000 });
    await expect
      .poll(() => page.evaluate<string[]>('announced.filter(Boolean)'))
      .toEqual([await reply.textContent()]);
    // What changes elsewhere says nothing again.
    await page.locator('.suggestions .choice').first().waitFor();
    await page.evaluate('efofx.close(); efofx.open()');
    expect(await page.evaluate('announced.filter(Boolean).length')).toBe(1);
    await page.context().close();
  });

  it('moves nothing for those who do not want it, and shows its edges in forced colours', async () => {
    const page = await show();
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    await widgetStates.find(({ name }) => name === 'awaited')?.reach(page);
    expect(await page.evaluate(`${inside}.getAnimations().length`)).toBe(0);
    const borders = await page.evaluate<string[]>(
      `[...${inside}.querySelectorAll('.launcher, .panel, .bubble, textarea, .composer button')].map((one) => getComputedStyle(one).borderTopWidth)`,
    );
    expect(borders.every((width) => Number.parseFloat(width) >= 1)).toBe(true);
    await page.context().close();
  });
});
