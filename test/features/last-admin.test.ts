import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Addresses } from '../../src/account/addresses.service.ts';
import { AuditService } from '../../src/tenant/audit.service.ts';
import { Credentials } from '../../src/tenant/credentials.service.ts';
import { colleague, type Rows, setTenant, type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { member, removeMutation, roleMutation, signIn, whoAmI } from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('last-admin');
const rounds = 25;

interface Admin {
  token: string;
  userId: string;
}

let server: Started;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
});
afterAll(() => server.close());
afterEach(() => {
  vi.restoreAllMocks();
});

const demote = (by: Admin, { userId }: Admin, role = 'STANDARD') =>
  ask(server, roleMutation, { token: by.token, variables: { userId, role } });
const remove = (by: Admin, { userId }: Admin) =>
  ask(server, removeMutation, { token: by.token, variables: { userId } });
const rowOf = ({ tenantId }: TenantActor) =>
  database.db.collection<Rows>('tenants').findOne({ _id: tenantId });
/** The tenant's admins by their rows, and by its list. */
async function adminsOf(company: TenantActor) {
  const { tenantId } = company;
  const rows = await database.db
    .collection<Rows>('users')
    .find({ tenantId, role: 'ADMIN', isActive: true })
    .toArray();
  return { rows: rows.map(({ _id }) => _id), listed: (await rowOf(company))?.adminIds };
}

async function companyWithAdmin(): Promise<{ company: TenantActor; first: Admin }> {
  const company = await tenant(server);
  const { user, accessToken } = await signIn(server, company);
  return { company, first: { token: accessToken, userId: user.id } };
}

describe('the last admin', () => {
  it('can be neither demoted nor removed, and stays as they are', async () => {
    const { company, first } = await companyWithAdmin();
    await member(server, company);
    for (const role of ['STANDARD', 'READ_ONLY']) {
      const variables = { userId: first.userId, role };
      const error = await refused(server, roleMutation, 'CONFLICT', { token: first.token, variables });
      expect(error.message).toContain('last admin');
    }
    const variables = { userId: first.userId };
    await refused(server, removeMutation, 'CONFLICT', { token: first.token, variables });
    await get(server, whoAmI, { token: first.token });
    expect(await adminsOf(company)).toEqual({ rows: [first.userId], listed: [first.userId] });
    expect((await demote(first, first, 'ADMIN')).errors).toEqual([]);
  });

  it('is not one who has been invited and has not come', async () => {
    const { company, first } = await companyWithAdmin();
    const invite = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { id } }';
    const input = { email: 'not-here-yet@company.example', role: 'ADMIN' };
    await get(server, invite, { token: company.token, variables: { input } });
    const variables = { userId: first.userId, role: 'STANDARD' };
    await refused(server, roleMutation, 'CONFLICT', { token: first.token, variables });
  });

  it('may go once there is another', async () => {
    const { company, first } = await companyWithAdmin();
    const second = await member(server, company, 'ADMIN');
    expect((await remove(first, first)).errors).toEqual([]);
    expect(await adminsOf(company)).toEqual({ rows: [second.userId], listed: [second.userId] });
  });

  it('is known in a tenant from before the list, too', async () => {
    const { company, first } = await companyWithAdmin();
    await setTenant(database.db, company, { adminIds: [] });
    const variables = { userId: first.userId };
    await refused(server, removeMutation, 'CONFLICT', { token: first.token, variables });
    expect((await rowOf(company))?.adminIds).toEqual([first.userId]);
  });
});

describe('two admins', () => {
  it.each([
    ['demote each other', demote, demote],
    ['remove each other', remove, remove],
    ['demote and remove each other', demote, remove],
  ])('who %s at once leave one', async (_what, one, other) => {
    const { company, first } = await companyWithAdmin();
    for (let round = 0; round < rounds; round += 1) {
      const second = await colleague(server, database.db, company, 'ADMIN');
      const third = await colleague(server, database.db, company, 'ADMIN');
      // For the time of the round nobody else is an admin.
      await setTenant(database.db, company, { adminIds: [second.userId, third.userId] });
      const answers = await Promise.all([one(second, third), other(third, second)]);
      const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'done');
      expect(codes).toContain('done');
      expect(codes.filter((code) => code === 'done')).toHaveLength(1);
      const { listed } = await adminsOf(company);
      expect(listed).toHaveLength(1);
      await database.db.collection<Rows>('users').deleteMany({ _id: { $in: [second.userId, third.userId] } });
    }
    await setTenant(database.db, company, { adminIds: [first.userId] });
  });
});

describe('a crash on the way', () => {
  it('out of the list is repaired by asking again, and every change has its entry', async () => {
    const { company, first } = await companyWithAdmin();
    const second = await member(server, company, 'ADMIN');
    vi.spyOn(AuditService.prototype, 'record').mockRejectedValueOnce(new Error('killed'));
    expect((await demote(first, second)).errors[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect((await demote(first, second)).errors).toEqual([]);
    expect(await adminsOf(company)).toEqual({ rows: [first.userId], listed: [first.userId] });
    const entries = database.db
      .collection('audit')
      .find({ target: second.userId, action: 'user.role_changed' });
    expect(await entries.toArray()).toHaveLength(1);
  });

  it.each([
    ['the credentials', Credentials.prototype, 'removeAll'],
    ['the address', Addresses.prototype, 'free'],
  ] as const)('of a removal, before %s had gone, too', async (_what, place, step) => {
    const { company, first } = await companyWithAdmin();
    const second = await member(server, company, 'ADMIN');
    vi.spyOn(place as Credentials & Addresses, step as 'free').mockRejectedValueOnce(new Error('killed'));
    expect((await remove(first, second)).errors[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    await refused(server, whoAmI, 'UNAUTHENTICATED', { token: second.token });
    expect((await remove(first, second)).errors).toEqual([]);
    const left = { userId: second.userId };
    expect(await database.db.collection('credentials').countDocuments(left)).toBe(0);
    expect(await adminsOf(company)).toEqual({ rows: [first.userId], listed: [first.userId] });
  });
});
