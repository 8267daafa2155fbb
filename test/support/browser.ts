import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

/** Debian's Chromium; without the background services it would look for on the network. */
const options = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** A reply's lease, and how long a page may take: a browser beside the server can leave it the processor for less than tests grant. */
export const besideBrowser = { replyLeaseMs: 20_000 };
const patienceMs = 20_000;

export interface BrowserPage {
  page: Page;
  /** What the page complained of: console errors and warnings, uncaught errors, failed requests. */
  complaints: string[];
  /** Every address it asked for. */
  requests: string[];
}

/** Call it where hooks may be registered: one browser for the file's tests; `open` gives each a fresh context. */
export function browser(): { open(viewport?: { width: number; height: number }): Promise<BrowserPage> } {
  let running: Browser | undefined;
  beforeAll(async () => {
    running = await chromium.launch(options);
  });
  afterAll(() => running?.close());
  return {
    open: async (viewport = { width: 1_280, height: 800 }) => {
      if (!running) throw new Error('the browser runs only while tests do');
      // Where something moves, what is looked at would depend on the moment.
      const context = await running.newContext({ viewport, reducedMotion: 'reduce' });
      const page = await context.newPage();
      page.setDefaultTimeout(patienceMs);
      const complaints: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
      page.on('request', (request) => requests.push(request.url()));
      return { page, complaints, requests };
    },
  };
}
