import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  colleague,
  goodPassword,
  linkToken,
  logIn,
  newestMail,
  type Rows,
  type TenantActor,
  tenant,
} from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import {
  accept,
  acceptMutation,
  invite,
  inviteMutation,
  member,
  removeMutation,
  resetLink,
  resetMutation,
  roleMutation,
  usersQuery,
  whoAmI,
} from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('members');

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  edges: { cursor: string; node: { id: string; email: string; role: string; isActive: boolean } }[];
}

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  company = await tenant(server);
});
afterAll(() => server.close());

const page = async (token: string, variables: Record<string, unknown> = {}) =>
  (await get<{ users: Page }>(server, usersQuery, { token, variables })).users;
const emailsOf = ({ edges }: Page) => edges.map(({ node }) => node.email);
const setRole = (token: string, userId: string, role: string) =>
  get<{ updateUserRole: { role: string } }>(server, roleMutation, { token, variables: { userId, role } });
const remove = (token: string, userId: string) =>
  get<{ removeUser: boolean }>(server, removeMutation, { token, variables: { userId } });
const auditOf = (target: string) =>
  database.db.collection('audit').find({ target }).sort({ at: 1 }).toArray();
const adminsOf = async ({ tenantId }: { tenantId: string }) =>
  (await database.db.collection<Rows>('tenants').findOne({ _id: tenantId }))?.adminIds;

describe('the list of users', () => {
  it('comes newest first, in pages, invited ones included, and shows no secret', async () => {
    const firm = await tenant(server);
    const joined = [firm.email];
    for (let count = 0; count < 3; count += 1) joined.unshift((await member(server, firm)).email);
    const { email } = await invite(server, firm, 'not-yet@company.example');
    const all = await page(firm.token);
    expect(emailsOf(all)).toEqual([email, ...joined]);
    expect(all.totalCount).toBe(5);
    expect(all.edges[0]?.node.isActive).toBe(false);
    const first = await page(firm.token, { first: 2 });
    const second = await page(firm.token, { first: 2, after: first.pageInfo.endCursor });
    const third = await page(firm.token, { first: 2, after: second.pageInfo.endCursor });
    expect([first, second, third].flatMap(emailsOf)).toEqual([email, ...joined]);
    expect(third.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('leaves out invitations that have expired', async () => {
    const { id, email } = await invite(server, company, 'too-late@company.example');
    const past = { $set: { pendingUntil: new Date(Date.now() - 1) } };
    await database.db.collection<Rows>('users').updateOne({ _id: id }, past);
    expect(emailsOf(await page(company.token))).not.toContain(email);
  });

  it('is the admins’ alone, and the tenant’s own', async () => {
    for (const role of ['STANDARD', 'READ_ONLY'] as const) {
      const { token } = await colleague(server, database.db, company, role);
      await refused(server, usersQuery, 'FORBIDDEN', { token });
    }
    await refused(server, usersQuery, 'UNAUTHENTICATED');
    const stranger = await tenant(server);
    expect(emailsOf(await page(stranger.token))).toEqual([stranger.email]);
    for (const after of ['nonsense', Buffer.from('["x","y"]').toString('base64url')]) {
      const error = await refused(server, usersQuery, 'BAD_USER_INPUT', {
        ...{ token: company.token, variables: { after } },
      });
      expect(error.extensions.fields?.map(({ path }) => path)).toEqual(['after']);
    }
  });
});

describe('a role', () => {
  it('changes at once for whoever is signed in with it', async () => {
    const person = await member(server, company);
    await refused(server, usersQuery, 'FORBIDDEN', { token: person.token });
    await setRole(company.token, person.userId, 'ADMIN');
    await page(person.token);
    expect(await adminsOf(company)).toContain(person.userId);
    await setRole(company.token, person.userId, 'READ_ONLY');
    await refused(server, usersQuery, 'FORBIDDEN', { token: person.token });
    expect(await adminsOf(company)).not.toContain(person.userId);
    expect(await auditOf(person.userId)).toMatchObject([
      { action: 'user.invited' },
      { action: 'user.role_changed', actor: company.email, details: { from: 'STANDARD', to: 'ADMIN' } },
      { action: 'user.role_changed', details: { from: 'ADMIN', to: 'READ_ONLY' } },
    ]);
  });

  it('of someone invited changes what they join as', async () => {
    const email = 'promoted@company.example';
    const { id } = await invite(server, company, email, 'READ_ONLY');
    await setRole(company.token, id, 'ADMIN');
    expect(await adminsOf(company)).not.toContain(id);
    const { user } = await accept(server, linkToken(await newestMail(server, email)));
    expect(user.role).toBe('ADMIN');
    expect(await adminsOf(company)).toContain(id);
    await remove(company.token, id);
  });

  it.each(['OPERATOR', 'OWNER', ''])('is not %s', async (role) => {
    const person = await member(server, company);
    const variables = { userId: person.userId, role };
    await refused(server, roleMutation, 'BAD_USER_INPUT', { token: company.token, variables });
  });
});

describe('removing', () => {
  it('ends a user’s logins and links, and frees the address', async () => {
    const person = await member(server, company);
    const link = await resetLink(server, person.email);
    expect(await remove(company.token, person.userId)).toEqual({ removeUser: true });
    await refused(server, whoAmI, 'UNAUTHENTICATED', { token: person.token });
    await expect(logIn(server, person)).rejects.toThrow('UNAUTHENTICATED');
    const variables = { token: link, newPassword: 'another long phrase with 77 words' };
    await refused(server, resetMutation, 'TOKEN_INVALID', { variables });
    const { userId } = person;
    for (const name of ['credentials', 'users'])
      expect(
        await database.db.collection<Rows>(name).countDocuments({ $or: [{ userId }, { _id: userId }] }),
      ).toBe(0);
    const other = await tenant(server);
    await invite(server, other, person.email);
    const { user } = await accept(server, linkToken(await newestMail(server, person.email, /Join/)));
    expect(user.email).toBe(person.email);
    expect((await auditOf(userId)).at(-1)).toMatchObject({
      ...{ action: 'user.removed', actor: company.email, details: { email: person.email } },
    });
  });

  it('takes back an invitation', async () => {
    const email = 'unwanted@company.example';
    const { id } = await invite(server, company, email);
    const token = linkToken(await newestMail(server, email));
    await remove(company.token, id);
    const variables = { token, password: goodPassword };
    await refused(server, acceptMutation, 'TOKEN_INVALID', { variables });
    expect(emailsOf(await page(company.token))).not.toContain(email);
  });
});

describe('someone else’s user', () => {
  it('is not found, like one that never was, and stays as they are', async () => {
    const stranger = await member(server, await tenant(server));
    const messages = [];
    for (const userId of [stranger.userId, 'absent', '', '{"$ne":null}', 'x'.repeat(10_000)]) {
      const asking = { token: company.token, variables: { userId, role: 'READ_ONLY' } };
      messages.push((await refused(server, roleMutation, 'NOT_FOUND', asking)).message);
      const removing = { token: company.token, variables: { userId } };
      messages.push((await refused(server, removeMutation, 'NOT_FOUND', removing)).message);
    }
    expect(new Set(messages).size).toBe(1);
    await get(server, whoAmI, { token: stranger.token });
  });

  it('is nobody’s to change but an admin’s', async () => {
    const person = await member(server, company);
    const change = { userId: person.userId, role: 'ADMIN' };
    await refused(server, roleMutation, 'FORBIDDEN', { token: person.token, variables: change });
    await refused(server, removeMutation, 'FORBIDDEN', { token: person.token, variables: change });
    const input = { email: 'x@company.example', role: 'ADMIN' };
    await refused(server, inviteMutation, 'FORBIDDEN', { token: person.token, variables: { input } });
  });
});
