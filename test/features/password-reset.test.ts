import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  linkToken,
  logIn,
  mailsTo,
  newestMail,
  register,
  setTenant,
  type TenantActor,
  tenant,
} from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import {
  operator,
  refreshMutation,
  requestResetMutation,
  resetLink,
  resetMutation,
  signIn,
  whoAmI,
} from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('password-reset');
const newPassword = 'another long phrase with 77 words';

let server: Started;
let owner: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
});
afterAll(() => server.close());

const reset = (token: string, password = newPassword) =>
  get<{ resetPassword: boolean }>(server, resetMutation, { variables: { token, newPassword: password } });
const refuseLink = (token: string, password = newPassword, code = 'TOKEN_INVALID') =>
  refused(server, resetMutation, code, { variables: { token, newPassword: password } });
const request = (email: string) =>
  get<{ requestPasswordReset: boolean }>(server, requestResetMutation, { variables: { email } });
/** Whoever was mailed before a mail that was asked for later has been mailed by now. */
const nothingFor = async (email: string, but = 0) => {
  const control = await tenant(server);
  await resetLink(server, control.email);
  expect(await mailsTo(server, email)).toHaveLength(but);
};

describe('a lost password', () => {
  it('is replaced over the link in the mail, which ends every login there was', async () => {
    owner = await tenant(server);
    const [first, second] = [await signIn(server, owner), await signIn(server, owner)];
    const token = await resetLink(server, owner.email);
    await get(server, whoAmI, { token: first.accessToken });
    expect(await reset(token)).toEqual({ resetPassword: true });
    for (const { accessToken, refreshToken } of [first, second]) {
      await refused(server, whoAmI, 'UNAUTHENTICATED', { token: accessToken });
      await refused(server, refreshMutation, 'UNAUTHENTICATED', { variables: { refreshToken } });
    }
    await expect(logIn(server, owner)).rejects.toThrow('UNAUTHENTICATED');
    await logIn(server, { ...owner, password: newPassword });
    const rows = JSON.stringify(await database.db.collection('credentials').find().toArray());
    expect(rows).not.toContain(token);
  });

  it('is platform staff’s to replace too', async () => {
    const staff = await operator(server, database.db);
    await reset(await resetLink(server, staff.email));
    await refused(server, whoAmI, 'UNAUTHENTICATED', { token: staff.token });
    await logIn(server, { ...staff, password: newPassword });
  });

  it('is replaced by a link only while the tenant may act', async () => {
    const former = await tenant(server);
    const token = await resetLink(server, former.email);
    await setTenant(database.db, former, { status: 'DEACTIVATED' });
    await refuseLink(token, newPassword, 'TENANT_INACTIVE');
    await setTenant(database.db, former, { status: 'ACTIVE' });
    await reset(token);
  });
});

describe('the link', () => {
  it('stays good where the password is refused, by name', async () => {
    const { email } = await tenant(server);
    const token = await resetLink(server, email);
    for (const weak of ['short', 'password1234', 'x'.repeat(200), email]) {
      const error = await refuseLink(token, weak, 'BAD_USER_INPUT');
      expect(error.extensions.fields?.map(({ path }) => path)).toEqual(['newPassword']);
      expect(JSON.stringify(error)).not.toContain(weak);
    }
    await reset(token);
  });

  it('works once, and for one of those who use it at the same moment', async () => {
    const person = await tenant(server);
    const token = await resetLink(server, person.email);
    const passwords = [1, 2, 3, 4, 5].map((place) => `${newPassword} ${place}`);
    const answers = await Promise.all(
      passwords.map((password) =>
        ask(server, resetMutation, { variables: { token, newPassword: password } }),
      ),
    );
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'changed');
    expect([...codes].sort()).toEqual([...Array(4).fill('TOKEN_INVALID'), 'changed']);
    await logIn(server, { ...person, password: passwords[codes.indexOf('changed')] ?? '' });
    await refuseLink(token);
  });

  it('dies with the first of several that is used', async () => {
    const { email } = await tenant(server);
    const [first, second] = [await resetLink(server, email), await resetLink(server, email)];
    await reset(second);
    await refuseLink(first);
  });

  it('is good for nothing else, nor another link for this', async () => {
    const { email } = await tenant(server);
    const token = await resetLink(server, email);
    const verify = 'mutation ($token: String!) { verifyEmail(token: $token) { message } }';
    await refused(server, verify, 'TOKEN_INVALID', { variables: { token } });
    const pending = await register(server);
    await refuseLink(linkToken(await newestMail(server, pending.email)));
    for (const wrong of ['', 'unknown', token.slice(0, -1), `${token}A`, 'x'.repeat(50_000)])
      await refuseLink(wrong);
    await reset(token);
  });

  it('does not work once it has expired', async () => {
    const late = await start({}, { durations: { resetLinkMs: 1 } });
    try {
      const { email } = await tenant(late);
      const token = await resetLink(late, email);
      const variables = { token, newPassword };
      await refused(late, resetMutation, 'TOKEN_INVALID', { variables });
    } finally {
      await late.close();
    }
  });
});

describe('asking for it', () => {
  it('is answered alike for every address, and mails those alone who could log in', async () => {
    const [known, pending, former] = [await tenant(server), await register(server), await tenant(server)];
    await newestMail(server, pending.email);
    await setTenant(database.db, former, { status: 'DEACTIVATED' });
    const emails = [known.email, pending.email, former.email, 'nobody@company.example'];
    const answers = await Promise.all(emails.map((email) => request(email)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    await newestMail(server, known.email, /new password/);
    await nothingFor('nobody@company.example');
    for (const { email } of [pending, former]) expect(await mailsTo(server, email)).toHaveLength(1);
  });

  it('mails an address three times a day, the answer as ever', async () => {
    const { email } = await tenant(server);
    for (let count = 0; count < 5; count += 1)
      expect(await request(email)).toEqual({ requestPasswordReset: true });
    await vi.waitFor(async () => expect(await mailsTo(server, email)).toHaveLength(4));
    await nothingFor(email, 4);
  });

  it('is refused for what is no address', async () => {
    const variables = { email: 'nobody' };
    expect((await refused(server, requestResetMutation, 'BAD_USER_INPUT', { variables })).status).toBe(400);
  });
});
