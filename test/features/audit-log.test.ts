import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentTypes } from '../../src/document-types.ts';
import { durations } from '../../src/durations.ts';
import type { Database } from '../../src/persistence/database.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { AuditService } from '../../src/tenant/audit.service.ts';
import { colleague, type Rows, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const own = freshDatabase('audit-log');
const logQuery = `query ($first: Int, $after: String) { auditLog(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
  edges { cursor node { id at actor action target details } }
} }`;

interface Entry {
  id: string;
  at: string;
  actor: string;
  action: string;
  target: string | null;
  details: Record<string, unknown>;
}
interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
  edges: { cursor: string; node: Entry }[];
}

let server: Started;
let database: Database;
let audit: AuditService;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: own.uri });
  database = await connectMongo(own.uri, documentTypes);
  audit = new AuditService(database, durations);
  company = await tenant(server);
});
afterAll(async () => {
  await database.close();
  await server.close();
});

const page = async (variables: object = {}, { token } = company): Promise<Page> =>
  (await get<{ auditLog: Page }>(server, logQuery, { token, variables: { first: 50, ...variables } }))
    .auditLog;
const record = (details: Record<string, unknown>, { tenantId } = company) =>
  audit.record({ tenantId }, { action: 'reference_class.changed', actor: 'ada@company.example', details });

describe('the audit log', () => {
  it('tells who did what to what, when, newest first', async () => {
    const before = Date.now();
    await record({ step: 1 });
    await audit.record(company, { action: 'user.removed', actor: 'ada@company.example', target: 'u1' });
    const { edges } = await page();
    expect(edges.slice(0, 2).map(({ node }) => node)).toEqual([
      {
        ...{ id: expect.any(String), at: expect.any(String), actor: 'ada@company.example' },
        ...{ action: 'user.removed', target: 'u1', details: {} },
      },
      expect.objectContaining({ action: 'reference_class.changed', target: null, details: { step: 1 } }),
    ]);
    const at = Date.parse(edges[0]?.node.at ?? '');
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  });

  it('comes in pages whose cursors stay good while new lines are added, also lines of one instant', async () => {
    const reader = await tenant(server);
    const at = new Date();
    const rows = Array.from({ length: 7 }, (_, place) => ({
      ...{
        _id: `line-${place}`,
        tenantId: reader.tenantId,
        action: 'user.invited',
        actor: 'x',
        target: null,
      },
      ...{
        details: { place },
        at: place < 4 ? at : new Date(at.getTime() - place),
        purgeAt: new Date(2 ** 42),
      },
    }));
    await own.db.collection<Rows>('audit').insertMany(rows);
    const { totalCount, edges } = await page({}, reader);
    expect(totalCount).toBe(edges.length);
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { edges: some, pageInfo } = await page({ first: 2, after }, reader);
      seen.push(...some.map(({ node }) => node.id));
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      await record({ late: true }, reader);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(edges.map(({ node }) => node.id));
  });

  it('forgets after 400 days, whether or not the row has gone', async () => {
    const day = 24 * 3_600_000;
    const line = (age: number) => ({
      ...{ _id: `old-${age}`, tenantId: company.tenantId, action: 'user.invited', actor: 'x', target: null },
      ...{ details: {}, at: new Date(Date.now() - age * day), purgeAt: new Date(2 ** 42) },
    });
    await own.db.collection<Rows>('audit').insertMany([line(399), line(401)]);
    const { totalCount, edges } = await page();
    const ids = edges.map(({ node }) => node.id);
    expect(ids).toContain('old-399');
    expect(ids).not.toContain('old-401');
    expect(totalCount).toBe(edges.length);
  });

  it('is each tenant’s own', async () => {
    const neighbour = await tenant(server);
    await record({ secret: 'of the company' });
    const text = JSON.stringify(await page({}, neighbour));
    expect(text).not.toContain('of the company');
    const cursor = (await page()).edges[0]?.cursor;
    expect(JSON.stringify(await page({ after: cursor }, neighbour))).not.toContain('of the company');
  });

  it('is for admins to read', async () => {
    const guest = await visitor(server, company);
    const bearers = [guest.token];
    for (const role of ['READ_ONLY', 'STANDARD'] as const)
      bearers.push((await colleague(server, own.db, company, role)).token);
    bearers.push((await colleague(server, own.db, { tenantId: null }, 'OPERATOR')).token);
    for (const token of bearers) await refused(server, logQuery, 'FORBIDDEN', { token });
    await refused(server, logQuery, 'UNAUTHENTICATED');
  });

  it.each([
    ['not a cursor', { after: 'nonsense' }],
    ['a cursor with a word for a time', { after: Buffer.from('["x","y"]').toString('base64url') }],
    ['too many', { first: 51 }],
    ['none', { first: 0 }],
  ])('refuses %s', async (_what, variables) => {
    const { token } = company;
    await refused(server, logQuery, 'BAD_USER_INPUT', { token, variables: { first: 2, ...variables } });
  });

  it('has one line for what is told twice under one name', async () => {
    const event = { action: 'tenant.deactivated', actor: 'ada@company.example' } as const;
    await Promise.all([1, 2, 3].map(() => audit.recordOnce('one-name', company, event)));
    const lines = (await page()).edges.filter(({ node }) => node.id === 'one-name');
    expect(lines).toHaveLength(1);
  });
});
