import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

export interface HostPages {
  /** Another origin than the API's. */
  origin: string;
  /** Puts a page at a path; returns its address. */
  put(path: string, html: string, headers?: Record<string, string>): string;
  close(): Promise<void>;
}

/** A contractor's own web server. */
export async function hostPages(): Promise<HostPages> {
  const pages = new Map<string, { html: string; headers: Record<string, string> }>();
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    if (page) response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...page.headers });
    else response.writeHead(204);
    response.end(page?.html);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    put(path, html, headers = {}) {
      pages.set(path, { html, headers });
      return origin + path;
    },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The line a page embeds the widget with. */
export const embed = (server: { url: string }, apiKey: string, options = ''): string =>
  `<script async src="${server.url}/widget.js" data-api-key="${apiKey}" ${options}></script>`;

export const plainPage = (body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Alder</title><link rel="icon" href="data:,">${head}</head><body><h1>Alder</h1>${body}</body></html>`;

export const poolProject = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

export async function openChat(page: Page): Promise<void> {
  await page.locator('.launcher').click();
  await page.locator('.panel textarea').waitFor();
}

export async function write(page: Page, text: string): Promise<void> {
  await page.locator('.panel textarea').fill(text);
  await page.locator('.panel textarea').press('Enter');
}

export const replies = (page: Page): Promise<string[]> =>
  page.locator('.message.assistant.completed .bubble').allInnerTexts();
