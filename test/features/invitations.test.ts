import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Admins } from '../../src/account/admins.service.ts';
import { Credentials } from '../../src/tenant/credentials.service.ts';
import {
  goodPassword,
  linkToken,
  logIn,
  mailsTo,
  newestMail,
  type Rows,
  register,
  setTenant,
  type TenantActor,
  tenant,
} from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { accept, acceptMutation, invite, inviteMutation, member, whoAmI } from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('invitations');

let server: Started;
let owner: TenantActor;
let addresses = 0;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  owner = await tenant(server);
});
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const someone = () => `someone-${++addresses}@company.example`;
const linkTo = async (email: string) => linkToken(await newestMail(server, email, /Join/));
const refuseLink = (token: string, code = 'TOKEN_INVALID', password = goodPassword) =>
  refused(server, acceptMutation, code, { variables: { token, password } });
const adminsOf = async ({ tenantId }: TenantActor) =>
  (await database.db.collection<Rows>('tenants').findOne({ _id: tenantId }))?.adminIds;

describe('an invitation', () => {
  it('makes a user who cannot log in until they follow its link and choose a password', async () => {
    const email = someone();
    const invited = await invite(server, owner, ` ${email.toUpperCase()} `, 'READ_ONLY');
    expect(invited).toMatchObject({ email, role: 'READ_ONLY', isActive: false });
    const mail = await newestMail(server, email);
    expect(mail).toContain('Company');
    await expect(logIn(server, { email, password: goodPassword })).rejects.toThrow('UNAUTHENTICATED');
    const session = await accept(server, linkToken(mail));
    expect(session.user).toEqual({ id: invited.id, email, role: 'READ_ONLY', isActive: true });
    const { viewer } = await get<{ viewer: object }>(server, whoAmI, { token: session.accessToken });
    expect(viewer).toMatchObject({ role: 'READ_ONLY', tenant: { id: owner.tenantId } });
    await logIn(server, { email, password: goodPassword });
  });

  it('is kept for seven days, by a row that the database then removes itself', async () => {
    const email = someone();
    await invite(server, owner, email);
    const row = await database.db.collection('users').findOne({ email });
    const days = (row?.pendingUntil.getTime() - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    expect(row?.passwordHash).toBeNull();
  });

  it('that is sent again has the new role and a new link; the old one is dead', async () => {
    const email = someone();
    const first = await invite(server, owner, email, 'READ_ONLY');
    const old = await linkTo(email);
    const second = await invite(server, owner, email, 'STANDARD');
    expect(second.id).toBe(first.id);
    await refuseLink(old);
    expect((await accept(server, await linkTo(email))).user.role).toBe('STANDARD');
  });

  it('of one address by two at once is one', async () => {
    const email = someone();
    const made = await Promise.all([1, 2, 3, 4].map(() => invite(server, owner, email)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await database.db.collection('users').countDocuments({ email })).toBe(1);
  });

  it('for an admin puts them among the admins once they join, not before', async () => {
    const company = await tenant(server);
    const email = someone();
    const { id } = await invite(server, company, email, 'ADMIN');
    expect(await adminsOf(company)).toHaveLength(1);
    await accept(server, await linkTo(email));
    expect(await adminsOf(company)).toContain(id);
  });

  it('stands in the audit log, with who sent it', async () => {
    const email = someone();
    await invite(server, owner, email, 'STANDARD');
    const entry = await database.db.collection('audit').findOne({ 'details.email': email });
    expect(entry).toMatchObject({
      ...{ tenantId: owner.tenantId, action: 'user.invited', actor: owner.email },
      details: { email, role: 'STANDARD' },
    });
  });
});

describe('an address', () => {
  it('that belongs to the tenant already is a conflict', async () => {
    for (const email of [owner.email, (await member(server, owner)).email]) {
      const variables = { input: { email, role: 'STANDARD' } };
      await refused(server, inviteMutation, 'CONFLICT', { token: owner.token, variables });
    }
  });

  it('of another account is answered like any other, and gets a notice without a link', async () => {
    const other = await tenant(server);
    const [known, unknown] = [
      await invite(server, owner, other.email),
      await invite(server, owner, someone()),
    ];
    expect({ ...known, id: '', email: '' }).toEqual({ ...unknown, id: '', email: '' });
    const notice = await newestMail(server, other.email, /invited you/);
    expect(notice).toContain('another account');
    expect(notice).not.toContain('token=');
    await logIn(server, other);
  });

  it('that is confirmed elsewhere meanwhile is a conflict for who follows the link', async () => {
    const email = someone();
    await invite(server, owner, email);
    const token = await linkTo(email);
    await register(server, 'TRIAL', { email });
    const verification = linkToken(await newestMail(server, email, /Confirm/));
    const verify = 'mutation ($token: String!) { verifyEmail(token: $token) { message } }';
    await get(server, verify, { variables: { token: verification } });
    await refuseLink(token, 'CONFLICT');
  });

  it.each([
    ['that is none', { email: 'nobody' }, 'input.email'],
    ['with a second line', { email: 'a@company.example\r\nbcc: b@company.example' }, 'input.email'],
    ['for an operator', { role: 'OPERATOR' }, 'input.role'],
    ['for a role that is none', { role: 'OWNER' }, 'input.role'],
  ])('%s is refused by name, and nothing is written', async (_what, wrong, path) => {
    const rows = await database.db.collection('users').countDocuments();
    const variables = { input: { email: someone(), role: 'STANDARD', ...wrong } };
    const error = await refused(server, inviteMutation, 'BAD_USER_INPUT', { token: owner.token, variables });
    expect(error.extensions.fields?.map((field) => field.path)).toEqual([path]);
    expect(await database.db.collection('users').countDocuments()).toBe(rows);
  });
});

describe('the link', () => {
  it('stays good where the password is refused', async () => {
    const email = someone();
    await invite(server, owner, email);
    const token = await linkTo(email);
    for (const weak of ['', 'short', 'password1234', email, 'x'.repeat(129)]) {
      const error = await refuseLink(token, 'BAD_USER_INPUT', weak);
      expect(error.extensions.fields?.map(({ path }) => path)).toEqual(['password']);
    }
    await accept(server, token);
  });

  it('works once, and for one of those who use it at the same moment', async () => {
    const email = someone();
    await invite(server, owner, email);
    const token = await linkTo(email);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => ask(server, acceptMutation, { variables: { token, password: goodPassword } })),
    );
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'joined').sort();
    expect(codes).toEqual([...Array(3).fill('TOKEN_INVALID'), 'joined']);
    await refuseLink(token);
    await logIn(server, { email, password: goodPassword });
  });

  it('is good for nothing else, nor is anything else for this', async () => {
    const email = someone();
    await invite(server, owner, email);
    const token = await linkTo(email);
    for (const wrong of ['', 'unknown', token.slice(0, -1), `${token}A`, owner.token])
      await refuseLink(wrong);
    const reset = 'mutation ($token: String!) { resetPassword(token: $token, newPassword: "x") }';
    await refused(server, reset, 'TOKEN_INVALID', { variables: { token } });
    await accept(server, token);
  });

  it('does not work once it has expired, nor while the tenant is deactivated', async () => {
    const [email, company] = [someone(), await tenant(server)];
    await invite(server, company, email);
    const token = await linkTo(email);
    await setTenant(database.db, company, { status: 'DEACTIVATED' });
    await refuseLink(token, 'TENANT_INACTIVE');
    await setTenant(database.db, company, { status: 'ACTIVE' });
    const past = { expiresAt: new Date(Date.now() - 1) };
    await database.db.collection('credentials').updateOne({ kind: 'invite', email }, { $set: past });
    await refuseLink(token);
    expect(await mailsTo(server, email)).toHaveLength(1);
  });
});

describe('a crash on the way in', () => {
  it.each([
    ['after the address was claimed', Admins.prototype, 'add', 'ADMIN'],
    ['before the link was used up', Credentials.prototype, 'consume', 'ADMIN'],
  ] as const)('%s is repaired by following the link again', async (_what, place, step, role) => {
    const company = await tenant(server);
    const email = someone();
    await invite(server, company, email, role);
    const token = await linkTo(email);
    vi.spyOn(place as Admins & Credentials, step as 'add').mockRejectedValueOnce(new Error('killed'));
    await refuseLink(token, 'INTERNAL_SERVER_ERROR');
    await refuseLink(token, 'TOKEN_INVALID', 'somebody elses long phrase 77');
    const { user } = await accept(server, token);
    expect(await adminsOf(company)).toContain(user.id);
    await refuseLink(token);
  });
});
