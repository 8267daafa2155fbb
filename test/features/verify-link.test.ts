import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkToken, logIn, newestMail, register } from '../support/actors.ts';
import { browser } from '../support/browser.ts';
import { type Started, start } from '../support/start.ts';

const chromium = browser();
let server: Started;

beforeAll(async () => {
  server = await start();
});
afterAll(() => server.close());

it('activates the account when the link in the mail is opened in a browser and its button pressed', async () => {
  const account = await register(server);
  const token = linkToken(await newestMail(server, account.email));
  const { page, complaints } = await chromium.open();
  await page.goto(`${server.url}/verify?token=${token}`);
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
  expect(await logIn(server, account)).toBeTruthy();

  await page.goto(`${server.url}/verify?token=${token}`);
  await page.getByText('used already').waitFor();
  expect(await page.getByRole('button', { name: 'Confirm the address' }).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});
