import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rows, type TenantActor, tenant } from '../support/actors.ts';
import { browser } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
import { completedEstimate, customerReport, report } from '../support/feedback.ts';
import { ask } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('calibration-page');
const chromium = browser();
let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  company = await tenant(server);
  for (let count = 0; count < 5; count += 1) {
    const { sessionId, estimate } = await completedEstimate(server, company);
    const figures = {
      actualCost: estimate.costP50 * (1.1 + count / 20),
      actualTimelineWeeks: estimate.timelineWeeksP50,
      accuracyRating: 4,
    };
    await report(server, customerReport, { input: { sessionId, ...figures } }, company.token);
  }
});
afterAll(() => server.close());

async function logIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto(`${server.url}/calibration`);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

const isTooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

/** What axe and widths have to say, light and dark, on a phone too. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const [width, colorScheme] of [
    [1_280, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)));
    if (await page.evaluate(isTooWide)) found.push(`scrolls sideways at ${width}`);
  }
  await page.setViewportSize({ width: 1_280, height: 844 });
  return found;
}

describe('the calibration page', () => {
  it('draws what the API says of the estimates, accessibly, and gives it as CSV', async () => {
    const { page, complaints } = await chromium.open();
    await logIn(page, { ...company, password: 'wrong horse battery staple' });
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
    expect(await faults(page)).toEqual([]);
    await logIn(page, company);
    for (const name of ['Quoted and realised share', 'Variance by class', 'Variance by month'])
      await page.getByRole('img', { name }).waitFor();
    await page.getByText('5 estimates; feedback on 5').waitFor();
    await page.getByText('Figures: variance by class').click();
    await page.getByRole('cell', { name: '+20.0 %' }).first().waitFor();
    expect(await faults(page)).toEqual([]);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const csv = await readFile(await (await downloading).path(), 'utf8');
    expect(csv).toMatch(/^\ufeffpart,name,count,value,within20\r\nrealised share,P50,,0,\r\n/);
    expect(csv).toMatch(/variance of class,[^\r]+,5,20/);
    // A browser notes the status of the login that was refused.
    expect(complaints.filter((complaint) => !complaint.includes('status of 401'))).toEqual([]);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    await page.context().close();
  });

  it('lets an administrator approve a proposal and take it back, after asking', async () => {
    const { page } = await chromium.open();
    await logIn(page, company);
    await page.getByRole('button', { name: /^Approve/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: /^Approve/ }).click();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Yes, approve' }).click();
    await page.getByText(/^Approved, from 5 outcomes/).waitFor();
    await page.getByRole('button', { name: /^Take back/ }).click();
    await page.getByRole('button', { name: 'Yes, take back' }).click();
    await page.getByText(/^Taken back, from 5 outcomes/).waitFor();
    await page.context().close();
  });

  it('says plainly that there is nothing in a period, or that it runs backwards', async () => {
    const { page } = await chromium.open();
    await logIn(page, company);
    await page.getByLabel('Feedback from').fill('2020-01-01');
    await page.getByLabel('To', { exact: true }).fill('2020-12-31');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('There is no feedback yet').waitFor();
    await page.getByLabel('To', { exact: true }).fill('2019-12-31');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('The first day must not be after the last.').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it('tells a reader that the role may not see it', async () => {
    const other = await tenant(server);
    await database.db
      .collection<Rows>('users')
      .updateOne({ tenantId: other.tenantId, role: 'ADMIN' }, { $set: { role: 'READ_ONLY' } });
    const { page } = await chromium.open();
    await logIn(page, other);
    await page.getByText('Your role may not see this page').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  it('goes on by itself when the login has run out, and ends it for good on request', async () => {
    const { page } = await chromium.open();
    let refusals = 0;
    await page.route(/graphql$/, (route) => {
      const isFirst = refusals === 0 && route.request().postData()?.includes('feedbackSummary');
      if (!isFirst) return route.continue();
      refusals += 1;
      const errors = [{ message: 'Log in.', extensions: { code: 'UNAUTHENTICATED' } }];
      return route.fulfill({ json: { data: null, errors } });
    });
    const answers: string[] = [];
    page.on('response', async (response) => {
      // The page may be closed while its last answer is still being read.
      if (response.url().endsWith('/graphql')) answers.push(await response.text().catch(() => ''));
    });
    await logIn(page, company);
    await page.getByText('5 estimates; feedback on 5').waitFor();
    expect(refusals).toBe(1);
    const refreshToken = answers.join().match(/"refreshSession":\{[^}]*"refreshToken":"([^"]+)"/)?.[1];
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await expect
      .poll(async () => {
        const { errors } = await ask(
          server,
          'mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken } }',
          { variables: { token: refreshToken } },
        );
        return errors[0]?.extensions.code;
      })
      .toBe('UNAUTHENTICATED');
    await page.context().close();
  });

  it('asks for the login again, and says why, when it has run out and cannot be renewed', async () => {
    const { page, complaints } = await chromium.open();
    await logIn(page, company);
    await page.getByText('5 estimates; feedback on 5').waitFor();
    await page.route(/graphql$/, (route) => {
      const errors = [{ message: 'Log in.', extensions: { code: 'UNAUTHENTICATED' } }];
      return route.fulfill({ json: { data: null, errors } });
    });
    await page.getByLabel('Feedback from').fill('2026-01-01');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('Your login has run out. Please log in again.').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.unroute(/graphql$/);
    await page.getByLabel('E-mail address').fill(company.email);
    await page.getByLabel('Password').fill(company.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('5 estimates; feedback on 5').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('shows a member the report without the decisions, also on paper and in forced colours', async () => {
    const change = (from: string, to: string) =>
      database.db
        .collection<Rows>('users')
        .updateOne({ tenantId: company.tenantId, role: from }, { $set: { role: to } });
    await change('ADMIN', 'STANDARD');
    const { page } = await chromium.open();
    await logIn(page, company);
    await page.getByRole('img', { name: 'Quoted and realised share' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Proposals' }).count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Download CSV' }).isVisible()).toBe(false);
    expect(await page.getByRole('img', { name: 'Variance by class' }).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
    expect(await faults(page)).toEqual([]);
    await change('STANDARD', 'ADMIN');
    await page.context().close();
  });
});
