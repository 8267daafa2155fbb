import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { browser } from '../support/browser.ts';
import { embed, type HostPages, hostPages, openChat, plainPage, write } from '../support/host-page.ts';
import { type Started, start } from '../support/start.ts';

const chromium = browser();
let server: Started;
let host: HostPages;
let company: TenantActor;

beforeAll(async () => {
  server = await start();
  host = await hostPages();
  company = await tenant(server);
});
afterAll(async () => {
  await host.close();
  await server.close();
});

/** 400 kbit/s and 400 ms to the server and back, as the browsers' own tools have it. */
const slow3G = { offline: false, downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 };

async function heapOf(devtools: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

async function show(): Promise<{ page: Page; devtools: CDPSession }> {
  const { page } = await chromium.open();
  await page.goto(host.put('/', plainPage(embed(server, company.apiKey))));
  await page.locator('.launcher').waitFor();
  return { page, devtools: await page.context().newCDPSession(page) };
}

describe('the widget', { timeout: 240_000 }, () => {
  it('is there within a second on slow 3G, and answers within three of the tap', async () => {
    const { page } = await chromium.open();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', slow3G);
    await page.addInitScript(`window.seen = {};
      new MutationObserver(() => {
        const root = document.querySelector('efofx-widget')?.shadowRoot;
        if (root) seen.launcher ??= performance.now();
      }).observe(document, { childList: true, subtree: true });`);
    // The page itself comes before; what counts is what the widget adds.
    await page.goto(host.put('/slow', plainPage(embed(server, company.apiKey))), { waitUntil: 'commit' });
    await page.locator('.launcher').waitFor();
    const begun = await page.evaluate<number>("performance.getEntriesByType('navigation')[0].responseEnd");
    const launcherMs = (await page.evaluate<number>('seen.launcher')) - begun;
    const tapped = performance.now();
    await openChat(page);
    await write(page, 'A new kitchen');
    await page.locator('.message.assistant .bubble:not(.typing)').waitFor();
    const tokenMs = performance.now() - tapped;
    process.stdout.write(
      `slow 3G: launcher ${launcherMs.toFixed(0)} ms, first word ${tokenMs.toFixed(0)} ms after the tap\n`,
    );
    expect(launcherMs).toBeLessThan(1_000);
    expect(tokenMs).toBeLessThan(3_000);
    await page.context().close();
  });

  it('keeps its heap over five hundred openings', async () => {
    const { page, devtools } = await show();
    await openChat(page);
    await write(page, 'A new kitchen');
    await page.locator('.suggestions .choice').first().waitFor();
    const cycle = async (times: number) => {
      for (let count = 0; count < times; count += 1)
        await page.evaluate(
          'new Promise((done) => { efofx.close(); efofx.open(); requestAnimationFrame(done); })',
        );
    };
    await cycle(50);
    const before = await heapOf(devtools);
    await cycle(500);
    const after = await heapOf(devtools);
    process.stdout.write(
      `heap: ${(before / 1e6).toFixed(2)} MB, after 500 openings ${(after / 1e6).toFixed(2)} MB\n`,
    );
    expect(after / before).toBeLessThan(1.1);
    await page.context().close();
  });

  it('leaves nothing behind when it is taken away a hundred times', async () => {
    const { page, devtools } = await show();
    const cycle = async (times: number) => {
      for (let count = 0; count < times; count += 1) {
        await page.evaluate(`efofx.destroy(); efofx.init({ apiKey: '${company.apiKey}' }); efofx.open()`);
        await page.locator('.panel textarea').waitFor();
      }
    };
    await cycle(20);
    const before = await heapOf(devtools);
    await cycle(100);
    const after = await heapOf(devtools);
    process.stdout.write(
      `heap: ${(before / 1e6).toFixed(2)} MB, after 100 times ${(after / 1e6).toFixed(2)} MB\n`,
    );
    expect(after / before).toBeLessThan(1.15);
    await page.context().close();
  });
});
