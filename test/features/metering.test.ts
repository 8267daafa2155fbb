import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Estimator } from '../../src/estimation/estimator.ts';
import { sessionShare, tiers } from '../../src/tenant/tiers.ts';
import { colleague, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { type Answer, ask, type GraphqlError, get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('metering');
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';
const widgetEstimate =
  'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { revision } }';
const good = { input: { description: 'A 15x30 pool with spa' } };
const hourly = { TRIAL: 12, PRO: 60 };

let server: Started;

beforeAll(async () => {
  server = await start(
    { MONGODB_URI: database.uri },
    {
      tiers: {
        TRIAL: { ...tiers.TRIAL, requestsPerHour: hourly.TRIAL },
        PRO: { ...tiers.PRO, requestsPerHour: hourly.PRO },
      },
    },
  );
});
afterAll(() => server.close());

async function left({ token }: { token: string }): Promise<number> {
  const query = '{ rateLimit { limit remaining resetAt } }';
  return (await get<{ rateLimit: { remaining: number } }>(server, query, { token })).rateLimit.remaining;
}

async function outcomes(count: number, mutation: string, token: string) {
  const answers = await Promise.all(
    Array.from({ length: count }, () => ask(server, mutation, { token, variables: good })),
  );
  const refusals = answers.filter(({ errors }) => errors.length > 0);
  expect(new Set(refusals.map(({ errors }) => errors[0]?.extensions.code))).toEqual(
    new Set(['RATE_LIMITED']),
  );
  return { done: count - refusals.length, refusals };
}

function extensionsOf(answer?: Answer<unknown>): GraphqlError['extensions'] {
  const [error] = answer?.errors ?? [];
  if (!error) throw new Error('there is no error');
  return error.extensions;
}

const rowsOf = ({ tenantId }: TenantActor) =>
  database.db.collection('estimations').countDocuments({ tenantId });

describe('a tenant’s hour', () => {
  it('is exact under 200 estimates at once; refused ones cost and leave nothing', async () => {
    const company = await tenant(server, 'PRO');
    const neighbour = await tenant(server, 'PRO');
    const { done, refusals } = await outcomes(200, startEstimate, company.token);
    expect(done).toBe(hourly.PRO);
    expect(await rowsOf(company)).toBe(hourly.PRO);
    expect(await left(company)).toBe(0);

    const [refusal] = refusals;
    expect(refusal?.status).toBe(429);
    const { limit, resetAt, retryAfterSeconds } = extensionsOf(refusal);
    expect(limit).toBe(hourly.PRO);
    expect(retryAfterSeconds).toBeGreaterThan(3_500);
    expect(retryAfterSeconds).toBeLessThanOrEqual(3_600);
    expect(Date.parse(String(resetAt))).toBeGreaterThan(Date.now() + 3_500_000);
    expect(refusal?.headers.get('retry-after')).toBe(String(retryAfterSeconds));

    expect(await left(neighbour)).toBe(hourly.PRO);
    await get(server, startEstimate, { token: neighbour.token, variables: good });
  });

  it('is one for all its users and widgets', async () => {
    const company = await tenant(server, 'TRIAL');
    const standard = await colleague(server, database.db, company, 'STANDARD');
    const guest = await visitor(server, company);
    await get(server, startEstimate, { token: company.token, variables: good });
    await get(server, startEstimate, { token: standard.token, variables: good });
    await get(server, widgetEstimate, { token: guest.token, variables: good });
    expect(await left(company)).toBe(hourly.TRIAL - 3);
    expect(await left(standard)).toBe(hourly.TRIAL - 3);
  });

  it('is read for nothing, also by those who only read', async () => {
    const company = await tenant(server, 'TRIAL');
    const reader = await colleague(server, database.db, company, 'READ_ONLY');
    for (let count = 0; count < 20; count += 1) expect(await left(reader)).toBe(hourly.TRIAL);
    const { rateLimit } = await get<{ rateLimit: { limit: number; resetAt: string } }>(
      server,
      '{ rateLimit { limit resetAt } }',
      reader,
    );
    expect(rateLimit.limit).toBe(hourly.TRIAL);
    expect(Math.abs(Date.parse(rateLimit.resetAt) - Date.now())).toBeLessThan(5_000);
  });
});

describe('nothing is charged', () => {
  it.each([
    ['a short description', { input: { description: 'pool' } }, 'BAD_USER_INPUT'],
    ['a long region', { input: { ...good.input, region: 'x'.repeat(101) } }, 'BAD_USER_INPUT'],
    ['an address that is none', { input: { ...good.input, customerEmail: 'x' } }, 'BAD_USER_INPUT'],
    ['a field nobody knows', { input: { ...good.input, tenantId: 'x' } }, 'BAD_USER_INPUT'],
  ])('for %s', async (_what, variables, code) => {
    const company = await tenant(server, 'TRIAL');
    await refused(server, startEstimate, code, { token: company.token, variables });
    expect(await left(company)).toBe(hourly.TRIAL);
  });

  it('for what someone may not do', async () => {
    const company = await tenant(server, 'TRIAL');
    const reader = await colleague(server, database.db, company, 'READ_ONLY');
    await refused(server, startEstimate, 'FORBIDDEN', { token: reader.token, variables: good });
    expect(await left(company)).toBe(hourly.TRIAL);
  });

  it('for an estimate that a fault of ours kept from being made', async () => {
    const company = await tenant(server, 'TRIAL');
    const fault = vi.spyOn(Estimator.prototype, 'estimate').mockImplementation(() => {
      throw new Error('broken');
    });
    await refused(server, startEstimate, 'INTERNAL_SERVER_ERROR', { token: company.token, variables: good });
    fault.mockRestore();
    expect(await left(company)).toBe(hourly.TRIAL);
    await get(server, startEstimate, { token: company.token, variables: good });
    expect(await left(company)).toBe(hourly.TRIAL - 1);
  });
});

describe('one widget session', () => {
  it('takes at most a fifth of the hour, refused ones costing neither it nor the tenant', async () => {
    const company = await tenant(server, 'PRO');
    const guest = await visitor(server, company);
    const { done, refusals } = await outcomes(20, widgetEstimate, guest.token);
    expect(done).toBe(12);
    expect(refusals[0]?.errors[0]?.extensions.limit).toBe(12);
    expect(await left(company)).toBe(hourly.PRO - 12);
    const other = await visitor(server, company);
    await get(server, widgetEstimate, { token: other.token, variables: good });
  });

  it('may take 8 where a fifth would be less', async () => {
    const company = await tenant(server, 'TRIAL');
    const guest = await visitor(server, company);
    expect((await outcomes(10, widgetEstimate, guest.token)).done).toBe(8);
    expect(await left(company)).toBe(hourly.TRIAL - 8);
    expect([10, 44, 45, 100, 1_000].map(sessionShare)).toEqual([8, 8, 9, 20, 200]);
  });

  it('that meets the end of the tenant’s hour keeps its own share', async () => {
    const company = await tenant(server, 'TRIAL');
    await outcomes(hourly.TRIAL + 2, startEstimate, company.token);
    const guest = await visitor(server, company);
    const error = await refused(server, widgetEstimate, 'RATE_LIMITED', {
      token: guest.token,
      variables: good,
    });
    expect(error.extensions.limit).toBe(hourly.TRIAL);
  });
});

describe('the tiers', () => {
  it('have the hours and replies at once that were promised', () => {
    const promised = Object.values(tiers).map(({ requestsPerHour, repliesAtOnce }) => [
      requestsPerHour,
      repliesAtOnce,
    ]);
    expect(promised).toEqual([
      [10, 3],
      [100, 10],
      [1_000, 50],
    ]);
  });
});
