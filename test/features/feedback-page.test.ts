import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTenant, type TenantActor, tenant } from '../support/actors.ts';
import { browser } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
import { completedEstimate, linkTo } from '../support/feedback.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('feedback-page');
const chromium = browser();
const phone = { width: 390, height: 844 };
let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  company = await tenant(server);
  await setTenant(database.db, company, { name: 'Alder & Reyes', 'branding.primaryColor': '#0b6e75' });
});
afterAll(() => server.close());

const freshLink = async () => {
  const { sessionId } = await completedEstimate(server, company);
  return (await linkTo(server, company, sessionId)).token;
};

const reports = () => database.db.collection('feedback').countDocuments({ tenantId: company.tenantId });

async function fill(page: Page, cost = '48,500', weeks = '6.5'): Promise<void> {
  await page.getByLabel(/What did it cost/).fill(cost);
  await page.getByLabel(/How many weeks/).fill(weeks);
  await page.getByRole('radio', { name: /^4/ }).check();
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const press = (page: Page, name = 'Send to Alder & Reyes') => page.getByRole('button', { name }).click();

const smallTargets = `[...document.querySelectorAll('button, input, textarea, summary')]
  .filter((one) => one.getBoundingClientRect().height < 44 || one.getBoundingClientRect().width < 44)
  .map((one) => 'too small: ' + one.outerHTML)`;
const isTooWide = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';

/** What axe, targets and widths have to say, on a light desktop, a dark phone, and at 400 %. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: string[] = [];
  for (const [viewport, colorScheme] of [
    [{ width: 1_280, height: 800 }, 'light'],
    [phone, 'dark'],
  ] as const) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)));
    found.push(...(await page.evaluate<string[]>(smallTargets)));
    if (await page.evaluate(isTooWide)) found.push('scrolls sideways');
  }
  await page.setViewportSize({ width: 320, height: 256 });
  if (await page.evaluate(isTooWide)) found.push('scrolls sideways at 400 %');
  await page.setViewportSize(phone);
  return found;
}

describe('the feedback page', () => {
  it('shows what was estimated, takes the outcome once, and is accessible in every state', async () => {
    const { page, complaints, requests } = await chromium.open(phone);
    const token = await freshLink();
    const before = await reports();
    await page.goto(`${server.url}/feedback/${token}`);
    await page.getByLabel(/What did it cost/).waitFor();
    expect(await page.title()).toBe('How did your project turn out? · Alder & Reyes');
    expect(await page.getByRole('img', { name: /Half of comparable projects/ }).count()).toBe(1);
    expect(await faults(page)).toEqual([]);
    await press(page);
    await expect.poll(() => page.evaluate('document.activeElement.className')).toBe('summary');
    expect(await page.title()).toMatch(/^Error: /);
    expect(await faults(page)).toEqual([]);
    await fill(page);
    await page.getByText('Read as $48,500.00').waitFor();
    await press(page);
    await heading(page, 'Thank you');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    expect(await faults(page)).toEqual([]);
    expect(await reports()).toBe(before + 1);
    await page.reload();
    await heading(page, 'Already submitted');
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith(server.url))).toEqual([]);
    expect(await page.content()).not.toContain('efOfX');
    await page.context().close();
  });

  it('keeps what was typed while the server is out of reach and over a reload, and sends it then', async () => {
    const { page } = await chromium.open(phone);
    await page.goto(`${server.url}/feedback/${await freshLink()}`);
    await fill(page, '$48 500.00', '6,5');
    await page.route('**/graphql', (route) => route.abort());
    await press(page);
    await page.getByText('What you have entered is kept').waitFor();
    await page.unroute('**/graphql');
    await page.reload();
    await expect.poll(() => page.getByLabel(/What did it cost/).inputValue()).toBe('$48 500.00');
    expect(await page.getByRole('radio', { name: /^4/ }).isChecked()).toBe(true);
    await press(page);
    await heading(page, 'Thank you');
    expect(await page.getByText('$48,500.00 and 6.5 weeks').count()).toBe(1);
    await page.context().close();
  });

  it('of two that are open at once takes one, and tells the other plainly', async () => {
    const [one, other] = [await chromium.open(phone), await chromium.open(phone)];
    const token = await freshLink();
    for (const { page } of [one, other]) {
      await page.goto(`${server.url}/feedback/${token}`);
      await fill(page);
    }
    await Promise.all([press(one.page), press(other.page)]);
    const headings = await Promise.all(
      [one, other].map(async ({ page }) => {
        await page.locator('h1[tabindex]').waitFor();
        return page.locator('h1').innerText();
      }),
    );
    expect(headings.sort()).toEqual(['Already submitted', 'Thank you']);
    for (const { page } of [one, other]) await page.context().close();
  });

  it('is in Spanish for who reads Spanish', async () => {
    const { page } = await chromium.open(phone);
    await page.setExtraHTTPHeaders({ 'accept-language': 'es-ES,es;q=0.9,en;q=0.5' });
    await page.goto(`${server.url}/feedback/${await freshLink()}`);
    await page.getByLabel(/¿Cuánto costó/).fill('48.500,50');
    await page.getByText(/Leído como 48[.\s]?500,50/).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('es');
    await page.context().close();
  });
});

describe('a link that does not work', () => {
  it.each(['unknown', 'x'.repeat(43), `${'x'.repeat(42)}%20`, '%F0%9F'])(
    'is told in one page that names nobody: %s',
    async (token) => {
      const response = await fetch(`${server.url}/feedback/${token}`);
      const html = await response.text();
      expect([400, 404]).toContain(response.status);
      expect(html).not.toContain('efOfX');
    },
  );

  it('answers 404, is not stored nor indexed, and lets scripts speak with the server alone', async () => {
    const { status, headers } = await fetch(`${server.url}/feedback/unknown`);
    expect(status).toBe(404);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("connect-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('leaves no token in the log', async () => {
    const token = await freshLink();
    await (await fetch(`${server.url}/feedback/${token}`)).text();
    await expect.poll(() => server.log.some((line) => line.includes('/feedback/…'))).toBe(true);
    expect(server.log.filter((line) => line.includes(token))).toEqual([]);
  });
});
