import type { Page } from 'playwright-core';
import { openChat, poolProject, write } from './host-page.ts';

export interface WidgetState {
  name: string;
  /** Brings a page that has just been loaded there. */
  reach(page: Page): Promise<unknown>;
}

const isAbout = (operation: string) => (body: string | null) => body?.includes(operation) ?? false;

/** Answers one operation with an error of the API. */
async function refuse(page: Page, operation: string, code: string): Promise<void> {
  const concerns = isAbout(operation);
  await page.route(/graphql$/, (route) => {
    if (!concerns(route.request().postData())) return route.continue();
    const errors = [{ message: code, extensions: { code, retryAfterSeconds: 60 } }];
    return route.fulfill({ json: { data: null, errors } });
  });
}

/** Leaves one operation without an answer. */
async function keepWaiting(page: Page, operation: string): Promise<void> {
  const concerns = isAbout(operation);
  await page.route(/graphql$/, (route) => {
    if (!concerns(route.request().postData())) return route.continue();
  });
}

/** Lets only so many pieces of a reply through. */
async function holdReply(page: Page, pieces: number): Promise<void> {
  await keepWaiting(page, 'sendChatMessage');
  await page.routeWebSocket(/graphql/, (socket) => {
    const upstream = socket.connectToServer();
    let passed = 0;
    upstream.onMessage((message) => {
      if (/ChatReply(Delta|Completed)/.test(String(message))) passed += 1;
      if (passed <= pieces) socket.send(message);
    });
  });
}

async function estimated(page: Page): Promise<void> {
  await openChat(page);
  await write(page, poolProject);
  await page.locator('.suggestions .primary').click();
  await page.locator('.card h3').waitFor();
}

async function asked(page: Page): Promise<void> {
  await openChat(page);
  await write(page, poolProject);
}

/** Every state that a visitor can see the widget in. */
export const widgetStates: WidgetState[] = [
  { name: 'closed', reach: (page) => page.locator('.launcher').waitFor() },
  { name: 'empty', reach: openChat },
  {
    name: 'awaited',
    async reach(page) {
      await holdReply(page, 0);
      await page.route(/graphql$/, (route) =>
        route.request().postData()?.includes('sendChatMessage') ? undefined : route.continue(),
      );
      await asked(page);
      await page.locator('.typing').waitFor();
    },
  },
  {
    name: 'suggesting',
    async reach(page) {
      await openChat(page);
      await write(page, 'A new kitchen');
      await page.locator('.suggestions .choice').first().waitFor();
    },
  },
  {
    name: 'offline',
    async reach(page) {
      await openChat(page);
      await page.route(/graphql$/, (route) => route.abort());
      await write(page, 'A new kitchen');
      await page.locator('.message.waiting').waitFor();
    },
  },
  {
    name: 'refused',
    async reach(page) {
      await openChat(page);
      await refuse(page, 'sendChatMessage', 'RATE_LIMITED');
      await write(page, 'A new kitchen');
      await page.locator('.fault button').waitFor();
    },
  },
  {
    name: 'estimating',
    async reach(page) {
      await keepWaiting(page, 'estimateFromChat');
      await asked(page);
      await page.locator('.suggestions .primary').click();
      await page.locator('p.notice').waitFor();
    },
  },
  {
    name: 'estimated',
    async reach(page) {
      await estimated(page);
      await page.locator('summary').last().click();
    },
  },
  {
    name: 'refinement refused',
    async reach(page) {
      await estimated(page);
      await refuse(page, 'refineEstimate', 'CONFLICT');
      await page.locator('.refine input').fill('With a spa');
      await page.locator('.refine button').click();
      await page.locator('.card .fault').waitFor();
    },
  },
  {
    name: 'contact refused',
    async reach(page) {
      await estimated(page);
      await refuse(page, 'captureCustomerInfo', 'BAD_USER_INPUT');
      await page.locator('.card .primary').click();
      await page.locator('.contact input[type=email]').fill('ann@example.com');
      await page.locator('.contact .primary').click();
      await page.locator('.contact .fault').waitFor();
    },
  },
  {
    name: 'begun anew',
    async reach(page) {
      await estimated(page);
      await page.locator('.head .close').first().click();
      await page.locator('.log p.notice').waitFor();
    },
  },
  {
    name: 'not available',
    async reach(page) {
      await refuse(page, 'startWidgetSession', 'TENANT_INACTIVE');
      await openChat(page);
      await page.locator('.panel > .fault').waitFor();
    },
  },
];
