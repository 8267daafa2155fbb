import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeCursor } from '../../src/connection.ts';
import { colleague, setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('estimations-list');
const list = `query ($first: Int! = 20, $after: String, $filter: EstimationFilter) { estimations(first: $first, after: $after, filter: $filter) {
  totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { sessionId status createdAt isWidgetSession } } } }`;
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';
const texts = [
  'A 15x30 pool in San Diego with a spa',
  'Kitchen remodel, 160 sq ft, in Oakland',
  'Something nice for the house, please',
  'A new asphalt shingle roof, 1800 sq ft',
  'A medium mobile app with payments for our customers',
];

interface Page {
  totalCount: number;
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  edges: {
    cursor: string;
    node: { sessionId: string; status: string; createdAt: string; isWidgetSession: boolean };
  }[];
}

let server: Started;
let company: TenantActor;
/** Oldest first. */
const made: string[] = [];
let fromWidget: string;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  company = await tenant(server);
  await setTenant(database.db, company, { tier: 'ENTERPRISE' });
  for (const text of texts) made.push(await estimate(text));
  const guest = await visitor(server, company);
  await estimate('Landscaping of 1200 sq ft with irrigation', guest.token);
  fromWidget = guest.sessionId;
  made.push(fromWidget);
});
afterAll(() => server.close());

async function estimate(description: string, token = company.token): Promise<string> {
  const asking = { token, variables: { input: { description } } };
  return (await get<{ startEstimate: { sessionId: string } }>(server, startEstimate, asking)).startEstimate
    .sessionId;
}

async function page(variables: Record<string, unknown> = {}, token = company.token): Promise<Page> {
  return (await get<{ estimations: Page }>(server, list, { token, variables })).estimations;
}

const sessionsOf = ({ edges }: Page) => edges.map(({ node }) => node.sessionId);
const newestFirst = () => [...made].reverse();

describe('the list of estimations', () => {
  it('comes newest first, in pages whose cursors stay good while new ones arrive', async () => {
    const first = await page({ first: 2 });
    expect(first.totalCount).toBe(made.length);
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.edges[0]?.cursor,
      endCursor: first.edges[1]?.cursor,
    });
    const expected = newestFirst();
    made.push(await estimate('A bathroom remodel of 60 sq ft in Fresno'));
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    made.push(await estimate('An ADU with one bedroom, 600 sq ft'));
    const third = await page({ first: 50, after: second.pageInfo.endCursor });
    expect([first, second, third].flatMap(sessionsOf)).toEqual(expected);
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(third.pageInfo.hasNextPage).toBe(false);
    expect(sessionsOf(await page())).toEqual(newestFirst());
  });

  it('keeps apart those of one millisecond', async () => {
    const at = new Date('2020-01-01T00:00:00Z');
    const ids = made.slice(0, 3);
    const rows = database.db.collection('estimations');
    const before = await rows.find({ sessionId: { $in: ids } }).toArray();
    await rows.updateMany({ sessionId: { $in: ids } }, { $set: { createdAt: at } });
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { pageInfo, ...rest }: Page = await page({
        first: 1,
        after,
        filter: { to: '2020-01-01T00:00:00Z' },
      });
      seen.push(...sessionsOf({ pageInfo, ...rest }));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    for (const { _id, createdAt } of before) await rows.updateOne({ _id }, { $set: { createdAt } });
    expect([...seen].sort()).toEqual([...ids].sort());
  });

  it('is empty past its end, without a cursor', async () => {
    const all = await page({ first: 50 });
    const past = await page({ after: all.pageInfo.endCursor });
    expect(past).toMatchObject({ edges: [], totalCount: all.totalCount });
    expect(past.pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: true,
      startCursor: null,
      endCursor: null,
    });
  });

  it('holds the tenant’s own for its readers, and nothing for others', async () => {
    const reader = await colleague(server, database.db, company, 'READ_ONLY');
    expect((await page({}, reader.token)).totalCount).toBe(made.length);
    const stranger = await tenant(server);
    const foreignCursor = (await page({ first: 1 })).pageInfo.endCursor;
    expect(await page({}, stranger.token)).toMatchObject({ totalCount: 0, edges: [] });
    expect(await page({ after: foreignCursor }, stranger.token)).toMatchObject({ totalCount: 0, edges: [] });
    await refused(server, list, 'UNAUTHENTICATED');
  });
});

describe('its filters', () => {
  it.each([
    ['status', { status: 'DRAFT' }, [2]],
    ['category', { category: 'software' }, [4]],
    ['subcategory', { subcategory: 'pool' }, [0]],
    ['both of them', { category: 'construction', subcategory: 'mobile_app' }, []],
    ['widgetOnly', { widgetOnly: true }, [5]],
    ['nothing', { status: null, category: null, from: null }, [0, 1, 2, 3, 4, 5]],
    ['an operator', { category: '{"$ne":""}' }, []],
  ])('by %s', async (_what, filter, places) => {
    const found = sessionsOf(await page({ first: 50, filter: { ...filter, to: await timeOf(5) } }));
    expect(found.reverse()).toEqual(places.map((place) => made[place]));
  });

  it('by time, both ends included', async () => {
    const [from, to] = [await timeOf(1), await timeOf(3)];
    expect(sessionsOf(await page({ filter: { from, to } })).reverse()).toEqual(made.slice(1, 4));
    expect((await page({ filter: { from } })).totalCount).toBe(made.length - 1);
    expect((await page({ filter: { from: to, to: from } })).totalCount).toBe(0);
  });

  it('count what they let through', async () => {
    expect(await page({ first: 1, filter: { status: 'COMPLETED' } })).toMatchObject({
      totalCount: made.length - 1,
    });
  });
});

describe('what it refuses', () => {
  it.each([0, -1, 51, 1_000])('pages of %d', async (first) => {
    const error = await refused(server, list, 'BAD_USER_INPUT', {
      token: company.token,
      variables: { first },
    });
    expect(error.extensions.fields?.map(({ path }) => path)).toEqual(['first']);
  });

  it.each([
    ['words', 'nonsense'],
    ['nothing of ours', Buffer.from('{"a":1}').toString('base64url')],
    ['another list’s', encodeCursor(['ADU - One Bedroom 1', 'rc_adu'])],
    ['a time out of range', encodeCursor([1e300, 'x'])],
    ['an operator', Buffer.from('[{"$gt":0},"x"]').toString('base64url')],
  ])('a cursor that is %s', async (_what, after) => {
    const error = await refused(server, list, 'BAD_USER_INPUT', {
      token: company.token,
      variables: { after },
    });
    expect(error.extensions.fields?.map(({ path }) => path)).toEqual(['after']);
    expect(JSON.stringify(error)).not.toContain(after);
  });

  it.each([
    ['a status that is none', { status: 'LOST' }],
    ['a time that is none', { from: 'yesterday' }],
    ['an object for a text', { category: { $ne: null } }],
    ['a field nobody knows', { tenantId: 'x' }],
  ])('%s', async (_what, filter) => {
    const error = await refused(server, list, 'BAD_USER_INPUT', {
      token: company.token,
      variables: { filter },
    });
    expect(error.status).toBe(400);
    expect(error.extensions.fields?.map(({ path }) => path)).toEqual([`filter.${Object.keys(filter)[0]}`]);
  });
});

async function timeOf(place: number): Promise<string> {
  const row = await database.db.collection('estimations').findOne({ sessionId: made[place] });
  return row?.createdAt.toISOString();
}
