import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotas } from '../../src/tenant/tiers.ts';
import {
  colleague,
  goodPassword,
  logIn,
  register,
  setTenant,
  type TenantActor,
  tenant,
} from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('login');
const login =
  'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken expiresIn user { id email role } } }';

let server: Started;
let owner: TenantActor;

beforeAll(async () => {
  const loginsPerIp = { ...quotas.loginsPerIp, limit: 10_000 };
  server = await start(
    { MONGODB_URI: database.uri },
    { quotas: { loginsPerIp }, durations: { tenantCacheMs: 1 } },
  );
  owner = await tenant(server);
});
afterAll(() => server.close());

const attempt = (email: string, password: string) => ({ variables: { input: { email, password } } });
const withoutId = (text: string) => text.replaceAll(/"requestId":"[^"]+"/g, '');

describe('logging in', () => {
  it('gives an access token for 15 minutes, a refresh token and the user', async () => {
    const answer = await get<{
      login: { accessToken: string; refreshToken: string } & Record<string, unknown>;
    }>(server, login, attempt(owner.email, owner.password));
    expect(answer.login).toMatchObject({ expiresIn: 900, user: { email: owner.email, role: 'ADMIN' } });
    expect(answer.login.refreshToken).toMatch(/^[\w-]{43}$/);
    const { viewer } = await get<{ viewer: object }>(server, '{ viewer { role } }', {
      token: answer.login.accessToken,
    });
    expect(viewer).toEqual({ role: 'ADMIN' });
    const kept = await database.db.collection('credentials').find({ kind: 'refresh' }).toArray();
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain(answer.login.refreshToken);
  });

  it('answers a wrong password and an unknown address alike, to the byte', async () => {
    const wrong = await ask(server, login, attempt(owner.email, 'a wrong one entirely'));
    const unknown = await ask(server, login, attempt('nobody@company.example', goodPassword));
    expect(wrong.status).toBe(401);
    expect(wrong.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect([unknown.status, withoutId(unknown.text)]).toEqual([wrong.status, withoutId(wrong.text)]);
  });

  it.each([
    ['an empty password', ''],
    ['a password of 1 024 characters', 'x'.repeat(1_024)],
    ['a password of another case', goodPassword.toUpperCase()],
    ['a password with a blank behind it', `${goodPassword} `],
  ])('does not take %s', async (_what, password) => {
    await refused(server, login, 'UNAUTHENTICATED', attempt(owner.email, password));
  });

  it.each([
    ['an over-long password', { password: 'x'.repeat(1_025) }, 'input.password', 200],
    ['a password that is an object', { password: { $ne: null } }, 'input.password', 400],
    ['an address that is none', { email: 'nobody' }, 'input.email', 400],
  ])('refuses %s by name', async (_what, wrong, path, status) => {
    const variables = { input: { email: owner.email, password: goodPassword, ...wrong } };
    const error = await refused(server, login, 'BAD_USER_INPUT', { variables });
    expect(error.extensions.fields?.map((field) => field.path)).toEqual([path]);
    expect(error.status).toBe(status);
  });

  it('waits until the address is confirmed', async () => {
    const pending = await register(server);
    const error = await refused(
      server,
      login,
      'EMAIL_NOT_VERIFIED',
      attempt(pending.email, pending.password),
    );
    expect(error.status).toBe(403);
    await refused(server, login, 'UNAUTHENTICATED', attempt(pending.email, 'a wrong one entirely'));
  });

  it('is refused once the tenant is deactivated, and to a user who is not active', async () => {
    const former = await tenant(server);
    await setTenant(database.db, former, { status: 'DEACTIVATED' });
    const error = await refused(server, login, 'TENANT_INACTIVE', attempt(former.email, former.password));
    expect(error.status).toBe(403);
    await setTenant(database.db, former, { status: 'ACTIVE' });
    await logIn(server, former);
    await database.db.collection('users').updateOne({ email: former.email }, { $set: { isActive: false } });
    await refused(server, login, 'UNAUTHENTICATED', attempt(former.email, former.password));
  });
});

describe('guessing', () => {
  it('ends at the eleventh wrong try for an account, told when to come back', async () => {
    const victim = await tenant(server);
    for (let count = 0; count < 10; count += 1) {
      const { errors } = await ask(server, login, attempt(victim.email, `wrong guess number ${count}`));
      expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    const error = await refused(
      server,
      login,
      'RATE_LIMITED',
      attempt(victim.email, 'wrong guess number 10'),
    );
    expect(error.status).toBe(429);
    const { limit, resetAt, retryAfterSeconds } = error.extensions;
    expect(limit).toBe(10);
    expect(retryAfterSeconds).toBeGreaterThan(14 * 60);
    expect(retryAfterSeconds).toBeLessThanOrEqual(15 * 60);
    expect(Date.parse(String(resetAt))).toBeGreaterThan(Date.now() + 14 * 60_000);
    expect(error.headers.get('retry-after')).toBe(String(retryAfterSeconds));
    await refused(server, login, 'RATE_LIMITED', attempt(victim.email, victim.password));
    await logIn(server, owner);
  });

  it('is counted for unknown addresses the same', async () => {
    const email = 'guessed@company.example';
    const attempts = Array.from({ length: 12 }, (_, count) =>
      ask(server, login, attempt(email, `wrong guess ${count}`)),
    );
    const codes = (await Promise.all(attempts)).map(({ errors }) => errors[0]?.extensions.code);
    expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(10);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(2);
  });

  it('ends for many accounts from one address on the net', async () => {
    const strict = await start({}, { quotas: { loginsPerIp: { limit: 3, windowMs: 60_000 } } });
    try {
      for (let count = 0; count < 3; count += 1)
        await refused(strict, login, 'UNAUTHENTICATED', attempt(`n${count}@company.example`, goodPassword));
      await refused(strict, login, 'RATE_LIMITED', attempt('n3@company.example', goodPassword));
      expect([quotas.loginsPerIp.limit, quotas.loginsPerIp.windowMs]).toEqual([50, 900_000]);
    } finally {
      await strict.close();
    }
  });

  it('is not what right logins are: they count nothing', async () => {
    for (let count = 0; count < 11; count += 1) await logIn(server, owner);
  });
});

describe('an access token', () => {
  it('of another signer, cut short, or of another shape is refused, without a word about why', async () => {
    const good = owner.token;
    const [head, body] = good.split('.');
    const bad = [`${head}.${body}.${'A'.repeat(86)}`, good.slice(0, -4), `${good}x.y`, 'nonsense', 'a.b.c'];
    const errors = await Promise.all(
      bad.map((token) => refused(server, '{ viewer { role } }', 'UNAUTHENTICATED', { token })),
    );
    expect(new Set(errors.map(({ status }) => status))).toEqual(new Set([401]));
  });

  it('is not asked for by public fields, which ignore a bad one', async () => {
    const { widgetConfig } = await get<{ widgetConfig: object }>(
      server,
      'query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { isWhiteLabel } }',
      { token: 'nonsense', variables: { apiKey: owner.apiKey } },
    );
    expect(widgetConfig).toEqual({ isWhiteLabel: true });
    await get(server, login, { ...attempt(owner.email, owner.password), token: 'a.b.c' });
  });

  it('shows the tenant’s settings to admins only', async () => {
    const reader = await colleague(server, database.db, owner, 'READ_ONLY');
    const query =
      '{ tenant { name limits { requestsPerHour } apiKeyPrefix allowedOrigins openaiKey { isSet } } }';
    const { tenant: seen } = await get<{ tenant: object }>(server, query, { token: reader.token });
    expect(seen).toMatchObject({
      limits: { requestsPerHour: 100 },
      apiKeyPrefix: null,
      allowedOrigins: null,
      openaiKey: null,
    });
    const { tenant: own } = await get<{ tenant: object }>(server, query, { token: owner.token });
    expect(own).toMatchObject({ allowedOrigins: [], openaiKey: { isSet: false } });
  });
});
