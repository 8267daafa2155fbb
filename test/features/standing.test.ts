import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { StandingService } from '../../src/account/standing.service.ts';
import { durations } from '../../src/durations.ts';
import { keptSigningKey } from '../../src/security/generated-keys.ts';
import { type Rows, setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { acknowledged, ask, get, type RawSocket, rawSocket, refused } from '../support/graphql.ts';
import {
  logOut,
  member,
  operator,
  type Person,
  removeMutation,
  resetLink,
  resetMutation,
  roleMutation,
  whoAmI,
} from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('standing');

let server: Started;
/** Another process on the same database, with the product's own durations. */
let elsewhere: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
  company = await tenant(server);
  const env = { MONGODB_URI: database.uri, DATA_DIR: server.dataDir };
  const { tenantCacheMs, socketRecheckMs } = durations;
  elsewhere = await start(env, { durations: { tenantCacheMs, socketRecheckMs } });
});
afterAll(async () => {
  await server.close();
  await elsewhere.close();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const users = () => database.db.collection<Rows>('users');
const isOpen = async (raw: RawSocket) => {
  raw.send({ type: 'ping' });
  await raw.next(({ type }) => type === 'pong');
};
const changes: [string, (person: Person) => Promise<unknown>][] = [
  ['a logout', ({ refreshToken }) => logOut(server, refreshToken)],
  [
    'a change of role',
    ({ userId }) =>
      get(server, roleMutation, { token: company.token, variables: { userId, role: 'READ_ONLY' } }),
  ],
  ['a removal', ({ userId }) => get(server, removeMutation, { token: company.token, variables: { userId } })],
  [
    'a new password',
    async ({ email }) => {
      const token = await resetLink(server, email);
      const variables = { token, newPassword: 'another long phrase with 77 words' };
      await get(server, resetMutation, { variables });
    },
  ],
];
/** How long until a socket was closed, and with what, in ms. */
const timeToClose = async (raw: RawSocket) => {
  const begun = performance.now();
  const { code } = await raw.closed;
  return { code, ms: performance.now() - begun };
};

describe('an open socket', () => {
  it.each(changes)('is closed by %s, and the others stay', async (_what, change) => {
    const [person, bystander] = [await member(server, company), await member(server, company)];
    const raw = await acknowledged(server, person.token);
    const others = await Promise.all(
      [bystander.token, company.token, (await visitor(server, company)).token].map((token) =>
        acknowledged(server, token),
      ),
    );
    await change(person);
    expect((await timeToClose(raw)).code).toBe(4403);
    await Promise.all(others.map(isOpen));
    await Promise.all(others.map((other) => other.end()));
  });

  it('is closed by the tenant’s deactivation, a visitor’s too', async () => {
    const former = await tenant(server);
    const guest = await visitor(server, former);
    const sockets = [await acknowledged(server, former.token), await acknowledged(server, guest.token)];
    await setTenant(database.db, former, { status: 'DEACTIVATED' });
    for (const raw of sockets) expect((await timeToClose(raw)).code).toBe(4403);
    await vi.waitFor(() => refused(server, whoAmI, 'TENANT_INACTIVE', { token: former.token }));
    const again = await rawSocket(server);
    again.send({ type: 'connection_init', payload: { authorization: `Bearer ${former.token}` } });
    expect((await again.closed).code).toBe(4403);
  });

  it('of platform staff ends with their login', async () => {
    const staff = await operator(server, database.db);
    const raw = await acknowledged(server, staff.token);
    await isOpen(raw);
    await users().updateOne({ _id: staff.userId }, { $set: { isActive: false } });
    expect((await timeToClose(raw)).code).toBe(4403);
  });

  it('stays open while the database cannot be reached, which is told once', async () => {
    const [person, stays] = [await member(server, company), await member(server, company)];
    const sockets = [await acknowledged(server, person.token), await acknowledged(server, stays.token)];
    const unreachable = Object.assign(new Error('no server'), { name: 'MongoServerSelectionError' });
    const check = vi.spyOn(StandingService.prototype, 'check').mockRejectedValue(unreachable);
    const told = () => server.log.filter((line) => line.includes('could not be rechecked')).length;
    const before = told();
    await vi.waitFor(() => expect(check.mock.calls.length).toBeGreaterThan(8));
    expect(told()).toBe(before + 1);
    await Promise.all(sockets.map(isOpen));
    check.mockRestore();
    await logOut(server, person.refreshToken);
    expect((await sockets[0]?.closed)?.code).toBe(4403);
    await sockets[1]?.end();
  });
});

describe('in another process, with the product’s own durations', () => {
  it.concurrent.each(changes)(
    '%s ends sockets within 5 s, and shows in the next requests',
    async (what, change) => {
      const person = await member(server, company);
      const raw = await acknowledged(elsewhere, person.token);
      const isFresh = async () => (await ask(elsewhere, whoAmI, { token: person.token })).text;
      const before = await isFresh();
      await change(person);
      const [{ code, ms }] = await Promise.all([
        timeToClose(raw),
        vi.waitFor(async () => expect(await isFresh()).not.toBe(before), { timeout: 5_000, interval: 50 }),
      ]);
      expect(code).toBe(4403);
      const bound = durations.tenantCacheMs + durations.socketRecheckMs;
      expect(ms, `${what}: the socket was closed after ${ms} ms`).toBeLessThan(5_000);
      expect(bound).toBeLessThan(5_000);
    },
  );
});

describe('a credential', () => {
  it('whose role was changed by another process has the new one a moment later', async () => {
    const person = await member(server, company);
    await get(server, whoAmI, { token: person.token });
    await users().updateOne({ _id: person.userId }, { $set: { role: 'READ_ONLY' } });
    await vi.waitFor(async () => {
      const { viewer } = await get<{ viewer: object }>(server, whoAmI, { token: person.token });
      expect(viewer).toMatchObject({ role: 'READ_ONLY' });
    });
  });

  it.each([
    ['whose login was never opened', { sid: 'x' }],
    ['of another user’s login', { userId: 'x' }],
  ])('%s is not valid, however well it is signed', async (_what, change) => {
    const { createAccessTokens } = await import('../../src/auth/tokens.ts');
    const tokens = createAccessTokens(await keptSigningKey(server.dataDir), 60_000);
    const person = await member(server, company);
    const login = await database.db
      .collection<Rows>('credentials')
      .findOne({ kind: 'login', userId: person.userId });
    const claims = { userId: person.userId, tenantId: company.tenantId, role: 'ADMIN' as const };
    const loginId = 'sid' in change ? change.sid : String(login?._id).replace('login:', '');
    const userId = 'userId' in change ? (await member(server, company)).userId : claims.userId;
    const token = await tokens.issue({ ...claims, userId, loginId });
    await refused(server, whoAmI, 'UNAUTHENTICATED', { token });
  });

  it('costs no look at the database while it is fresh', async () => {
    const person = await member(elsewhere, company);
    const look = vi.spyOn(StandingService.prototype, 'holderOf');
    await get(elsewhere, whoAmI, { token: person.token });
    await Promise.all(Array.from({ length: 10 }, () => get(elsewhere, whoAmI, { token: person.token })));
    expect(look.mock.calls.filter(([{ userId }]) => userId === person.userId)).toHaveLength(1);
  });
});
