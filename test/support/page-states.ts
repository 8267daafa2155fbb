import type mongoose from 'mongoose';
import type { Page } from 'playwright-core';
import { linkToken, newestMail, register, setTenant, tenant } from './actors.ts';
import { adminOf, invited, link, platform } from './pages.ts';
import type { Started } from './start.ts';

export interface PageState {
  name: string;
  heading: string;
  /** Whether a field is asked for again. */
  isCorrection?: boolean;
  /** Brings the page there, from anywhere. */
  reach(page: Page): Promise<unknown>;
}

export const logo = 'https://cdn.example/logo.svg';
const password = 'seven green kettles hum 31';

/** Every state of the pages that mails link to, in a browser. */
export async function pageStates(server: Started, db: mongoose.mongo.Db): Promise<PageState[]> {
  const branded = await tenant(server);
  await setTenant(db, branded, {
    name: 'Alder & Reyes',
    'branding.logoUrl': logo,
    'branding.primaryColor': '#0b6e75',
  });
  const pale = await tenant(server);
  const name =
    'Sonnenblumengartenlandschaftsbaugesellschaft-und-Söhne-Nachfolger-mbH-in-Wolfratshausen-am-See';
  await setTenant(db, pale, { name, 'branding.primaryColor': '#ffe600' });
  const account = await register(server, 'TRIAL', { name: 'Harbor Pools' });
  const tokens = {
    verify: linkToken(await newestMail(server, account.email)),
    reset: await link(db, 'reset', await adminOf(db, branded)),
    paleReset: await link(db, 'reset', await adminOf(db, pale)),
    invite: await link(db, 'invite', await invited(db, branded, 'STANDARD')),
    paleInvite: await link(db, 'invite', await invited(db, pale, 'READ_ONLY')),
    operator: await link(db, 'invite', await invited(db, platform, 'OPERATOR')),
  };
  const go = (page: Page, path: string) => page.goto(`${server.url}${path}`);
  const state = (
    name: string,
    heading: string,
    path: string,
    then: (page: Page) => Promise<unknown> = async () => undefined,
  ): PageState => ({
    ...{ name, heading, isCorrection: name.endsWith('-error') },
    reach: async (page) => {
      await go(page, path);
      await then(page);
    },
  });
  const typing = (label: string, text: string, button: string) => async (page: Page) => {
    await page.getByLabel(label).fill(text);
    await page.getByRole('button', { name: button }).click();
  };
  const address = (text: string, button: string) => typing('Your e-mail address', text, button);
  return [
    state('verify-ask', 'Get a new link', '/verify'),
    state('verify-ask-error', 'Get a new link', '/verify', address('ada@', 'Send a new link')),
    state(
      'verify-sent',
      'Look into your inbox',
      '/verify',
      address('ada@company.example', 'Send a new link'),
    ),
    state('verify-confirm', 'Confirm your e-mail address', `/verify?token=${tokens.verify}`),
    state('verify-done', 'Your address is confirmed', `/verify?token=${tokens.verify}`, (page) =>
      page.getByRole('button', { name: 'Confirm the address' }).click(),
    ),
    state('verify-gone', 'This link does not work', `/verify?token=${tokens.verify}`),
    state('reset-ask', 'Forgot your password?', '/reset'),
    state('reset-ask-error', 'Forgot your password?', '/reset', address('', 'Send the link')),
    state('reset-sent', 'Look into your inbox', '/reset', address('ada@company.example', 'Send the link')),
    state('reset-choose', 'Choose a new password', `/reset?token=${tokens.reset}`),
    state('reset-pale', 'Choose a new password', `/reset?token=${tokens.paleReset}`),
    state(
      'reset-error',
      'Choose a new password',
      `/reset?token=${tokens.reset}`,
      typing('New password', 'password1234', 'Change the password'),
    ),
    state(
      'reset-done',
      'Your password is changed',
      `/reset?token=${tokens.reset}`,
      typing('New password', password, 'Change the password'),
    ),
    state('reset-gone', 'This link does not work', `/reset?token=${tokens.reset}`),
    state('invite-choose', 'Join Alder & Reyes', `/invite?token=${tokens.invite}`),
    state('invite-pale', `Join ${name}`, `/invite?token=${tokens.paleInvite}`),
    state('invite-operator', 'Join the operators of efOfX', `/invite?token=${tokens.operator}`),
    state(
      'invite-error',
      'Join Alder & Reyes',
      `/invite?token=${tokens.invite}`,
      typing('Choose a password', 'too short', 'Join'),
    ),
    state(
      'invite-done',
      'You are in',
      `/invite?token=${tokens.invite}`,
      typing('Choose a password', password, 'Join'),
    ),
    state('invite-gone', 'This link does not work', '/invite?token=unknown'),
    state(
      'refused',
      'That did not work',
      '/reset',
      address(`${'x'.repeat(5_000)}@company.example`, 'Send the link'),
    ),
  ];
}
