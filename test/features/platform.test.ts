import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colleague, type Rows, register, setTenant, type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('platform');
const day = 24 * 3_600_000;
const listQuery = `query ($first: Int, $after: String, $status: TenantStatus) { tenants(first: $first, after: $after, status: $status) {
  totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id name status tier purgeAt apiKeyPrefix allowedOrigins openaiKey { isSet } } }
} }`;
const change =
  'mutation ($id: ID!, $tier: Tier!) { changeTenantTier(tenantId: $id, tier: $tier) { id tier limits { requestsPerHour } } }';

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
  edges: { cursor: string; node: { id: string; status: string } & Record<string, unknown> }[];
}

let server: Started;
let operator: { token: string; email: string };
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  operator = await colleague(server, database.db, { tenantId: null }, 'OPERATOR');
  company = await tenant(server);
});
afterAll(() => server.close());

const list = async (variables: object = {}): Promise<Page> => {
  const { token } = operator;
  return (await get<{ tenants: Page }>(server, listQuery, { token, variables: { first: 50, ...variables } }))
    .tenants;
};
const idsOf = ({ edges }: Page) => edges.map(({ node }) => node.id);
const changeTo = (tier: string, { tenantId: id }: { tenantId: string } = company) =>
  get<{ changeTenantTier: { tier: string; limits: object } }>(server, change, {
    token: operator.token,
    variables: { id, tier },
  });
const log = ({ tenantId } = company) =>
  database.db.collection<Rows>('audit').find({ tenantId, action: 'tenant.tier_changed' }).toArray();

describe('the platform’s list of tenants', () => {
  it('comes newest first, in pages whose cursors stay good while new ones arrive', async () => {
    const made = [];
    for (let place = 0; place < 5; place += 1) made.unshift((await register(server)).tenantId);
    const all = await list();
    expect(idsOf(all).slice(0, 5)).toEqual(made);
    expect(all.totalCount).toBe(all.edges.length);
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await list({ first: 2, after });
      seen.push(...idsOf(page));
      if (seen.length < 5) await register(server);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(idsOf(all));
  });

  it('can be had by status', async () => {
    const gone = await tenant(server);
    await setTenant(database.db, gone, { status: 'DEACTIVATED', purgeAt: new Date(Date.now() + day) });
    for (const status of ['PENDING_VERIFICATION', 'ACTIVE', 'DEACTIVATED']) {
      const page = await list({ status });
      expect(new Set(page.edges.map(({ node }) => node.status))).toEqual(new Set([status]));
      expect(page.totalCount).toBe(page.edges.length);
    }
    expect(idsOf(await list({ status: 'DEACTIVATED' }))).toEqual([gone.tenantId]);
    expect((await list({ status: null })).totalCount).toBe((await list()).totalCount);
  });

  it('leaves out what has gone but for its row', async () => {
    const [unconfirmed, erased] = [await register(server), await tenant(server)];
    await setTenant(database.db, unconfirmed, { pendingUntil: new Date(Date.now() - 1) });
    await setTenant(database.db, erased, { status: 'DEACTIVATED', purgeAt: new Date(Date.now() - 1) });
    const ids = idsOf(await list());
    expect(ids).not.toContain(unconfirmed.tenantId);
    expect(ids).not.toContain(erased.tenantId);
  });

  it('shows nothing that is the tenants’ admins’ to see', async () => {
    for (const { node } of (await list()).edges)
      expect(node).toMatchObject({ apiKeyPrefix: null, allowedOrigins: null, openaiKey: null });
  });

  it.each([{ after: 'nonsense' }, { first: 0 }, { first: 51 }, { status: 'GONE' }])(
    'refuses %j',
    async (variables) => {
      await refused(server, listQuery, 'BAD_USER_INPUT', { token: operator.token, variables });
    },
  );
});

describe('a change of tier', () => {
  it('holds at once, and stands in the tenant’s log without an operator’s address', async () => {
    const { changeTenantTier } = await changeTo('ENTERPRISE');
    expect(changeTenantTier).toMatchObject({ tier: 'ENTERPRISE', limits: { requestsPerHour: 1_000 } });
    const { rateLimit } = await get<{ rateLimit: object }>(server, '{ rateLimit { limit } }', company);
    expect(rateLimit).toEqual({ limit: 1_000 });
    const [row] = await log();
    expect(row).toMatchObject({ actor: 'operator', details: { from: 'PRO', to: 'ENTERPRISE' } });
    expect(JSON.stringify(row)).not.toContain(operator.email);
  });

  it('to the tier that it has changes nothing', async () => {
    const own = await tenant(server);
    expect((await changeTo('PRO', own)).changeTenantTier).toMatchObject({ tier: 'PRO' });
    expect(await log(own)).toEqual([]);
  });

  it('of five at once stands in the log once', async () => {
    const own = await tenant(server);
    await Promise.all([1, 2, 3, 4, 5].map(() => changeTo('TRIAL', own)));
    expect(await log(own)).toHaveLength(1);
  });

  it('can be made before the address is confirmed and after a deactivation, not after the end', async () => {
    const [pending, gone] = [await register(server), await tenant(server)];
    await changeTo('PRO', pending);
    await setTenant(database.db, gone, { status: 'DEACTIVATED', purgeAt: new Date(Date.now() + day) });
    expect((await changeTo('TRIAL', gone)).changeTenantTier).toMatchObject({ tier: 'TRIAL' });
    await setTenant(database.db, gone, { purgeBegunAt: new Date() });
    for (const id of [gone.tenantId, 'unknown', '']) {
      const variables = { id, tier: 'PRO' };
      await refused(server, change, 'NOT_FOUND', { token: operator.token, variables });
    }
  });

  it.each(['GOLD', '', null])('to %j is refused', async (tier) => {
    const variables = { id: company.tenantId, tier };
    await refused(server, change, 'BAD_USER_INPUT', { token: operator.token, variables });
  });
});

it('is for operators alone, who have no tenant of their own', async () => {
  const variables = { id: company.tenantId, tier: 'ENTERPRISE' };
  for (const document of [listQuery, change]) {
    await refused(server, document, 'FORBIDDEN', { token: company.token, variables });
    await refused(server, document, 'UNAUTHENTICATED', { variables });
  }
  const seen = await get(server, '{ viewer { role user { email } tenant { id } } }', operator);
  expect(seen).toEqual({ viewer: { role: 'OPERATOR', user: { email: operator.email }, tenant: null } });
  for (const field of [
    'tenant { id }',
    'estimations { totalCount }',
    'auditLog { totalCount }',
    'rateLimit { limit }',
  ])
    expect((await ask(server, `{ ${field} }`, operator)).errors[0]?.extensions.code).toBe('FORBIDDEN');
});
