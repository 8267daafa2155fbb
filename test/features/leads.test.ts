import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '../../src/connection.ts';
import { colleague, type Rows, type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('leads');
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const capture =
  'mutation ($input: CustomerInfoInput!) { captureCustomerInfo(input: $input) { customerInfo { name email phone } } }';
const estimate = 'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { id sessionId } }';
const list = `query ($first: Int! = 20, $after: String) { leads(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { sessionId createdAt customerInfo { name email phone capturedAt } estimation { id sessionId customerEmail } } } } }`;

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
  edges: {
    cursor: string;
    node: {
      sessionId: string;
      createdAt: string;
      customerInfo: Record<'name' | 'email' | 'phone' | 'capturedAt', string | null>;
      estimation: { id: string; sessionId: string; customerEmail: string } | null;
    };
  }[];
}

let server: Started;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
});
afterAll(() => server.close());

const leave = (guest: Visitor, input: object) =>
  get(server, capture, { token: guest.token, variables: { input } });
const page = async ({ token }: { token: string }, variables: Record<string, unknown> = {}) =>
  (await get<{ leads: Page }>(server, list, { token, variables })).leads;
const sessionsOf = ({ edges }: Page) => edges.map(({ node }) => node.sessionId);

async function lead(company: TenantActor, email = 'ana@example.com'): Promise<Visitor> {
  const guest = await visitor(server, company);
  await leave(guest, { email });
  return guest;
}

describe('a lead', () => {
  it('is a session in which a contact was left, with its estimate where there is one', async () => {
    const company = await tenant(server);
    await visitor(server, company);
    const [guest, other] = [await visitor(server, company), await lead(company, 'bo@example.com')];
    await leave(guest, { name: 'Ana Pérez', email: 'ana@example.com', phone: '+1 619 555 0100' });
    const asking = { token: guest.token, variables: { input: { description: project } } };
    const made = await get<{ widgetEstimate: object }>(server, estimate, asking);
    const { edges, totalCount } = await page(company);
    expect(totalCount).toBe(2);
    expect(edges.map(({ node }) => node)).toMatchObject([
      {
        sessionId: guest.sessionId,
        customerInfo: { name: 'Ana Pérez', email: 'ana@example.com', phone: '+1 619 555 0100' },
        estimation: { ...made.widgetEstimate, customerEmail: 'ana@example.com' },
      },
      { sessionId: other.sessionId, customerInfo: { name: null, phone: null }, estimation: null },
    ]);
    expect(edges[0]?.node.createdAt).toBe(edges[0]?.node.customerInfo.capturedAt);
  });

  it('keeps its place and its time when the contact changes', async () => {
    const company = await tenant(server);
    const first = await lead(company);
    const second = await lead(company);
    const before = (await page(company)).edges[1]?.node;
    await leave(first, { phone: '619 555 0199' });
    const after = await page(company);
    expect(sessionsOf(after)).toEqual([second.sessionId, first.sessionId]);
    expect(after.edges[1]?.node).toMatchObject({
      createdAt: before?.createdAt,
      customerInfo: { email: 'ana@example.com', phone: '619 555 0199' },
    });
  });

  it('has everything that was left at the same moment', async () => {
    const company = await tenant(server);
    for (let round = 0; round < 10; round += 1) {
      const guest = await visitor(server, company);
      await Promise.all([
        leave(guest, { email: 'ana@example.com' }),
        leave(guest, { phone: '619 555 0100', name: 'Ana' }),
      ]);
      const [newest] = (await page(company, { first: 1 })).edges;
      expect(newest?.node).toMatchObject({
        sessionId: guest.sessionId,
        customerInfo: { name: 'Ana', email: 'ana@example.com', phone: '619 555 0100' },
      });
    }
    expect((await page(company)).totalCount).toBe(10);
  });
});

describe('the list of leads', () => {
  it('comes newest first, in pages whose cursors stay good while new ones arrive', async () => {
    const company = await tenant(server);
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.unshift((await lead(company)).sessionId);
    const first = await page(company, { first: 2 });
    await lead(company);
    const second = await page(company, { first: 2, after: first.pageInfo.endCursor });
    await Promise.all(Array.from({ length: 5 }, () => lead(company)));
    const third = await page(company, { first: 50, after: second.pageInfo.endCursor });
    expect([first, second, third].flatMap(sessionsOf)).toEqual(made);
    expect([first, second, third].map(({ pageInfo }) => pageInfo)).toMatchObject([
      { hasNextPage: true, hasPreviousPage: false },
      { hasNextPage: true, hasPreviousPage: true },
      { hasNextPage: false, hasPreviousPage: true },
    ]);
    expect([first, third].map(({ totalCount }) => totalCount)).toEqual([5, 11]);
  });

  it('keeps apart those of one millisecond', async () => {
    const company = await tenant(server);
    const made = [await lead(company), await lead(company), await lead(company)].map((one) => one.sessionId);
    const rows = database.db.collection<Rows>('widget_sessions');
    await rows.updateMany({ _id: { $in: made } }, { $set: { leadAt: new Date() } });
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const one: Page = await page(company, { first: 1, after });
      seen.push(...sessionsOf(one));
      after = one.pageInfo.endCursor;
      more = one.pageInfo.hasNextPage;
    }
    expect(seen.sort()).toEqual(made.sort());
  });

  it('is for standard users and admins of the tenant, each its own', async () => {
    const [company, stranger] = [await tenant(server), await tenant(server)];
    const guest = await lead(company);
    const standard = await colleague(server, database.db, company, 'STANDARD');
    expect(sessionsOf(await page(standard))).toEqual([guest.sessionId]);
    const reader = await colleague(server, database.db, company, 'READ_ONLY');
    const operator = await colleague(server, database.db, { tenantId: null }, 'OPERATOR');
    for (const { token } of [reader, operator, guest]) await refused(server, list, 'FORBIDDEN', { token });
    await refused(server, list, 'UNAUTHENTICATED');
    const foreign = (await page(company)).pageInfo.endCursor;
    for (const variables of [{}, { after: foreign }])
      expect(await page(stranger, variables)).toMatchObject({ totalCount: 0, edges: [] });
  });

  it.each([
    ['a cursor of words', { after: 'nonsense' }, 'after'],
    ['another list’s cursor', { after: encodeCursor(['ADU', 'rc_adu']) }, 'after'],
    ['a page of 51', { first: 51 }, 'first'],
    ['a page of none', { first: 0 }, 'first'],
  ])('refuses %s', async (_what, variables, path) => {
    const company = await tenant(server);
    const error = await refused(server, list, 'BAD_USER_INPUT', { token: company.token, variables });
    expect(error.extensions.fields?.map((field) => field.path)).toEqual([path]);
  });
});
