import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApiKey } from '../../src/security/api-keys.ts';
import { colleague, type Rows, setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { type Answer, ask, get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('api-key-rotation');
const hour = 3_600_000;
const rotation =
  'mutation ($hours: Int!) { rotateApiKey(gracePeriodHours: $hours) { apiKey oldKeyExpiresAt } }';
const config = 'query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { tenantName } }';

interface Rotated {
  rotateApiKey: { apiKey: string; oldKeyExpiresAt: string };
}

let server: Started;
let other: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  const env = { MONGODB_URI: database.uri, DATA_DIR: server.dataDir };
  other = await start(env, { durations: { tenantCacheMs: 100 } });
});
beforeEach(async () => {
  company = await tenant(server);
});
afterAll(() => Promise.all([server.close(), other.close()]));

const rotate = async (hours: number) => {
  const { token } = company;
  return (await get<Rotated>(server, rotation, { token, variables: { hours } })).rotateApiKey;
};
const show = (apiKey: string, to = server): Promise<Answer<object>> =>
  ask(to, config, { variables: { apiKey } });
const isGood = async (apiKey: string, to = server) => (await show(apiKey, to)).data !== null;
const keyRows = () =>
  database.db.collection<Rows>('credentials').find({ kind: 'apiKey', tenantId: company.tenantId }).toArray();
const log = () =>
  database.db
    .collection<Rows>('audit')
    .find({ tenantId: company.tenantId, action: 'api_key.rotated' })
    .toArray();

/** An answer but for what differs from one request to the next. */
const told = ({ status, errors }: Answer<object>) => ({
  status,
  errors: errors.map(({ message, path, extensions }) => ({ message, path, code: extensions.code })),
});

describe('a rotated key', () => {
  it('works at once, and the old one until its grace period is over', async () => {
    const before = Date.now();
    const { apiKey, oldKeyExpiresAt } = await rotate(24);
    expect(Date.parse(oldKeyExpiresAt) - before - 24 * hour).toBeGreaterThanOrEqual(0);
    expect(Date.parse(oldKeyExpiresAt) - Date.now() - 24 * hour).toBeLessThanOrEqual(0);
    expect(await Promise.all([apiKey, company.apiKey].map((key) => isGood(key)))).toEqual([true, true]);
    const { tenant: seen } = await get<{ tenant: { apiKeyPrefix: string } }>(
      server,
      '{ tenant { apiKeyPrefix } }',
      {
        token: company.token,
      },
    );
    expect(seen.apiKeyPrefix).toBe(apiKey.slice(0, 14));

    await setTenant(database.db, company, { 'previousApiKey.expiresAt': new Date(Date.now() - 1) });
    expect(told(await show(company.apiKey))).toEqual(told(await show(createApiKey().key)));
    expect((await visitor(server, { apiKey })).sessionId).toBeTruthy();
  });

  it('replaces the old one at once without a grace period, also one that was in it', async () => {
    const first = await rotate(168);
    const second = await rotate(0);
    expect(Date.parse(second.oldKeyExpiresAt)).toBeLessThanOrEqual(Date.now());
    for (const killed of [company.apiKey, first.apiKey])
      expect(told(await show(killed))).toEqual(told(await show(createApiKey().key)));
    expect(await isGood(second.apiKey)).toBe(true);
  });

  it('leaves sessions that the old one began alone', async () => {
    const { token } = await visitor(server, company);
    await rotate(0);
    await get(server, '{ viewer { widgetSession { sessionId } } }', { token });
  });

  it('is good at once in other processes, where the old one dies within what they may not know', async () => {
    expect(await isGood(company.apiKey, other)).toBe(true);
    const { apiKey } = await rotate(0);
    const rotatedAt = Date.now();
    expect(await isGood(apiKey, other)).toBe(true);
    await expect.poll(() => isGood(company.apiKey, other), { interval: 5 }).toBe(false);
    expect(Date.now() - rotatedAt).toBeLessThan(2_000);
  });

  it('stands in the log by its public part alone, with who asked for it', async () => {
    const { apiKey } = await rotate(3);
    const [row] = await log();
    expect(row).toMatchObject({
      ...{ actor: company.email, target: apiKey.slice(0, 14), details: { gracePeriodHours: 3 } },
    });
    expect(JSON.stringify(row)).not.toContain(apiKey.slice(15));
  });

  it('leaves rows of the keys before it that go by themselves', async () => {
    const { oldKeyExpiresAt } = await rotate(2);
    const { apiKey } = await rotate(0);
    const rows = await keyRows();
    const kept = rows.filter(({ purgeAt }) => purgeAt === undefined);
    expect(kept.map(({ keyPrefix }) => keyPrefix)).toEqual([apiKey.slice(0, 14)]);
    for (const { purgeAt } of rows)
      if (purgeAt) expect((purgeAt as Date).getTime()).toBeLessThan(Date.parse(oldKeyExpiresAt));
  });
});

describe('a rotation', () => {
  it('within the grace period of the one before is refused, and leaves nothing behind', async () => {
    const { apiKey } = await rotate(1);
    const rows = await keyRows();
    await refused(server, rotation, 'CONFLICT', { token: company.token, variables: { hours: 1 } });
    expect(await keyRows()).toEqual(rows);
    expect(await log()).toHaveLength(1);
    expect(await Promise.all([apiKey, company.apiKey].map((key) => isGood(key)))).toEqual([true, true]);
    await setTenant(database.db, company, { 'previousApiKey.expiresAt': new Date(Date.now() - 1) });
    const next = await rotate(1);
    expect(await Promise.all([company.apiKey, apiKey, next.apiKey].map((key) => isGood(key)))).toEqual([
      ...[false, true, true],
    ]);
  });

  it('that a crash cut short has changed nothing', async () => {
    const { key, hash } = createApiKey();
    const row = {
      _id: `apiKey:${hash}`,
      kind: 'apiKey',
      tenantId: company.tenantId,
      keyPrefix: key.slice(0, 14),
    };
    await database.db.collection<Rows>('credentials').insertOne(row);
    expect(told(await show(key))).toEqual(told(await show(createApiKey().key)));
    expect(await isGood(company.apiKey)).toBe(true);
    expect(await isGood((await rotate(24)).apiKey)).toBe(true);
  });

  it('of ten at once with a grace period succeeds once', async () => {
    const asking = { token: company.token, variables: { hours: 24 } };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, place) => ask<Rotated>(place % 2 ? server : other, rotation, asking)),
    );
    const made = answers.flatMap(({ data }) => (data ? [data.rotateApiKey.apiKey] : []));
    expect(made).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code))).toEqual(
      Array(9).fill('CONFLICT'),
    );
    expect(await Promise.all([...made, company.apiKey].map((key) => isGood(key)))).toEqual([true, true]);
    expect(await keyRows()).toHaveLength(2);
    expect(await log()).toHaveLength(1);
  });

  it('of ten at once without one leaves one key that is good', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => rotate(0)));
    const good = await Promise.all(made.map(({ apiKey }) => isGood(apiKey)));
    expect(good.filter(Boolean)).toHaveLength(1);
    expect(await isGood(company.apiKey)).toBe(false);
    expect(await log()).toHaveLength(10);
  });

  it.each([-1, 169, 2_147_483_647, 0.5, null, '24 hours'])('of %j hours is refused', async (hours) => {
    const variables = { hours };
    const { extensions } = await refused(server, rotation, 'BAD_USER_INPUT', {
      token: company.token,
      variables,
    });
    const path =
      typeof hours === 'number' && Number.isInteger(hours) ? 'gracePeriodHours' : expect.any(String);
    expect(extensions.fields).toEqual([{ path, message: expect.any(String) }]);
    expect(await isGood(company.apiKey)).toBe(true);
  });

  it('is an admin’s alone', async () => {
    for (const role of ['READ_ONLY', 'STANDARD'] as const) {
      const { token } = await colleague(server, database.db, company, role);
      await refused(server, rotation, 'FORBIDDEN', { token, variables: { hours: 0 } });
    }
    const { token } = await visitor(server, company);
    await refused(server, rotation, 'FORBIDDEN', { token, variables: { hours: 0 } });
    await refused(server, rotation, 'UNAUTHENTICATED', { variables: { hours: 0 } });
    expect(await keyRows()).toHaveLength(1);
  });
});

it('a key with another’s public part is unknown', async () => {
  const { key } = createApiKey();
  const forged = `${company.apiKey.slice(0, 14)}${key.slice(14)}`;
  expect(told(await show(forged))).toEqual(told(await show(createApiKey().key)));
  expect(told(await show(randomBytes(20).toString('hex')))).toEqual(told(await show(createApiKey().key)));
});
