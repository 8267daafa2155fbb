import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { colleague, type Rows, setTenant, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('widget-analytics');
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const config = 'query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { tenantName } }';
const capture = 'mutation ($input: CustomerInfoInput!) { captureCustomerInfo(input: $input) { sessionId } }';
const widgetEstimate = 'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { id } }';
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { id } }';
const counts = 'date views sessions estimates leads';
const funnel = `query ($from: DateTime, $to: DateTime) { widgetAnalytics(from: $from, to: $to) { days { ${counts} } totals { ${counts} } } }`;
const dayMs = 86_400_000;

interface Day {
  date: string | null;
  views: number;
  sessions: number;
  estimates: number;
  leads: number;
}
interface Funnel {
  days: Day[];
  totals: Day;
}

let server: Started;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
});
afterAll(() => server.close());

const look = ({ apiKey }: { apiKey: string }, headers: Record<string, string> = {}, at = server) =>
  get(at, config, { headers, variables: { apiKey } });
const analyse = async ({ token }: { token: string }, variables: Record<string, unknown> = {}, at = server) =>
  (await get<{ widgetAnalytics: Funnel }>(at, funnel, { token, variables })).widgetAnalytics;
const none = { views: 0, sessions: 0, estimates: 0, leads: 0 };
const viewsOf = async (company: TenantActor) => (await analyse(company)).totals.views;
const dayAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);

/** Waits until as many views are written down. */
const seen = (company: TenantActor, views: number) =>
  vi.waitFor(async () => expect(await viewsOf(company)).toBe(views), 5_000);

/** Someone who gets an estimate and leaves a contact. */
async function visit(company: TenantActor): Promise<string> {
  const guest = await visitor(server, company);
  const asking = { token: guest.token, variables: { input: { description: project } } };
  await get(server, widgetEstimate, asking);
  await get(server, capture, { token: guest.token, variables: { input: { email: 'ana@example.com' } } });
  return guest.sessionId;
}

/** The same, moved by hand to lie some days back. */
async function aged(company: TenantActor, days: number): Promise<void> {
  const sessionId = await visit(company);
  const day = dayAgo(days);
  await database.db.collection('estimations').updateOne({ sessionId }, { $set: { widgetDay: day } });
  await database.db
    .collection<Rows>('widget_sessions')
    .updateOne({ _id: sessionId }, { $set: { leadDay: day } });
}

describe('the funnel', () => {
  it('counts views, sessions, estimates and leads of the day, and adds them up', async () => {
    const [company, other] = [await tenant(server), await tenant(server)];
    await setTenant(database.db, company, { tier: 'ENTERPRISE' });
    for (let count = 0; count < 4; count += 1) await look(company);
    const guests = [await visitor(server, company), await visitor(server, company)];
    const [guest = await visitor(server, company)] = guests;
    const asking = { token: guest.token, variables: { input: { description: project } } };
    // Two revisions of one estimate, two contacts of one visitor; and one that staff asked for.
    for (const query of [widgetEstimate, widgetEstimate]) await get(server, query, asking);
    for (const email of ['ana@example.com', 'ana.p@example.com'])
      await get(server, capture, { token: guest.token, variables: { input: { email } } });
    await get(server, startEstimate, { ...asking, token: company.token });
    await seen(company, 4);
    const { days, totals } = await analyse(company);
    const today = { views: 4, sessions: 2, estimates: 1, leads: 1 };
    expect(days.at(-1)).toEqual({ date: dayAgo(0), ...today });
    expect(totals).toEqual({ date: null, ...today });
    expect((await analyse(other)).totals).toEqual({ date: null, ...none });
  });

  it('does not count a draft as an estimate', async () => {
    const company = await tenant(server);
    const guest = await visitor(server, company);
    const input = { description: 'Something nice for the house, please' };
    await get(server, widgetEstimate, { token: guest.token, variables: { input } });
    expect((await analyse(company)).totals).toMatchObject({ sessions: 1, estimates: 0 });
  });

  it('tells sessions whose rows are long gone', async () => {
    const company = await tenant(server);
    await visitor(server, company);
    await database.db.collection('widget_sessions').deleteMany({ tenantId: company.tenantId });
    expect((await analyse(company)).totals.sessions).toBe(1);
  });
});

describe('its days', () => {
  it('are the last thirty where nothing else is asked for, each there, oldest first', async () => {
    const company = await tenant(server);
    await aged(company, 0);
    await aged(company, 29);
    await aged(company, 30);
    const { days, totals } = await analyse(company);
    expect(days.map(({ date }) => date)).toEqual(
      Array.from({ length: 30 }, (_, place) => dayAgo(29 - place)),
    );
    expect(totals).toMatchObject({ estimates: 2, leads: 2 });
    expect(days[0]).toMatchObject({ estimates: 1, leads: 1, sessions: 0 });
    expect(days[1]).toEqual({ date: dayAgo(28), ...none });
  });

  it('begin and end at midnight in UTC, those of both ends being whole', async () => {
    const company = await tenant(server);
    const midnight = Date.parse(dayAgo(-1));
    vi.useFakeTimers({ toFake: ['Date'] });
    try {
      for (const now of [midnight - 1, midnight]) {
        vi.setSystemTime(now);
        await look(company);
        await visit(company);
      }
    } finally {
      vi.useRealTimers();
    }
    const both = { from: `${dayAgo(0)}T18:59:59-05:00`, to: `${dayAgo(-1)}T00:00:00Z` };
    const one = { views: 1, sessions: 1, estimates: 1, leads: 1 };
    await vi.waitFor(async () => expect((await analyse(company, both)).totals.views).toBe(2), 5_000);
    expect((await analyse(company, both)).days).toEqual([
      { date: dayAgo(0), ...one },
      { date: dayAgo(-1), ...one },
    ]);
    const today = { from: `${dayAgo(0)}T00:00:00Z`, to: `${dayAgo(0)}T23:59:59.999Z` };
    expect(await analyse(company, today)).toEqual({
      days: [{ date: dayAgo(0), ...one }],
      totals: { date: null, ...one },
    });
  });

  it('are a year at most', async () => {
    const company = await tenant(server);
    const year = { from: '2024-01-01T00:00:00Z', to: '2024-12-31T23:59:59Z' };
    expect((await analyse(company, year)).days).toHaveLength(366);
    expect((await analyse(company, { to: '2026-03-02T10:00:00Z' })).days).toHaveLength(30);
    expect((await analyse(company, { from: null, to: null })).days).toHaveLength(30);
    for (const [variables, message] of [
      [{ ...year, to: '2025-01-01T00:00:00Z' }, /366 days/],
      [{ from: '0001-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z' }, /366 days/],
      [{ from: '2024-01-02T00:00:00Z', to: '2024-01-01T00:00:00Z' }, /after/],
      [{ from: '9999-01-01T00:00:00Z' }, /after/],
    ] as const) {
      const error = await refused(server, funnel, 'BAD_USER_INPUT', { token: company.token, variables });
      expect(error.extensions.fields).toEqual([{ path: 'from', message: expect.stringMatching(message) }]);
    }
    const bad = { token: company.token, variables: { from: 'yesterday' } };
    await refused(server, funnel, 'BAD_USER_INPUT', bad);
  });
});

describe('a view', () => {
  it('is counted exactly, however many come at once', async () => {
    const [company, other] = [await tenant(server), await tenant(server)];
    await Promise.all(Array.from({ length: 100 }, (_, place) => look(place % 4 === 0 ? other : company)));
    await seen(company, 75);
    await seen(other, 25);
    await Promise.all(Array.from({ length: 100 }, () => look(company)));
    await seen(company, 175);
    const rows = await database.db.collection('widget_days').find({ tenantId: company.tenantId }).toArray();
    expect(rows).toHaveLength(1);
  });

  it('is not counted for browsers that ask for that, nor where the widget may not be used', async () => {
    const company = await tenant(server);
    const home = { origin: 'https://www.company.example' };
    await setTenant(database.db, company, { allowedOrigins: [home.origin] });
    await look(company, { ...home, dnt: '1' });
    await look(company, { ...home, 'sec-gpc': '1' });
    await refused(server, config, 'FORBIDDEN', { variables: { apiKey: company.apiKey } });
    await look(company, { ...home, dnt: '0' });
    await seen(company, 1);
    // The launcher asks by a plain GET.
    const launch = async (headers: Record<string, string>) =>
      (await fetch(`${server.url}/widget-config?apiKey=${company.apiKey}`, { headers })).status;
    for (const asking of [{ dnt: '1' }, { 'sec-gpc': '1' }])
      expect(await launch({ ...home, ...asking })).toBe(200);
    expect(await launch({ origin: 'https://elsewhere.example' })).toBe(403);
    expect(await launch(home)).toBe(200);
    await seen(company, 2);
  });

  it('sets no cookie', async () => {
    const company = await tenant(server);
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: config, variables: { apiKey: company.apiKey } }),
    });
    expect(response.ok).toBe(true);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('is written down when the server is told to stop, and only then if there was no time before', async () => {
    const company = await tenant(server);
    const slow = await start({ MONGODB_URI: database.uri }, { durations: { viewFlushMs: 1e9 } });
    await Promise.all(Array.from({ length: 100 }, () => look(company, {}, slow)));
    expect(await viewsOf(company)).toBe(0);
    await slow.close();
    expect(await viewsOf(company)).toBe(100);
  });
});

it('is for standard users and admins of the tenant', async () => {
  const company = await tenant(server);
  const guest = await visitor(server, company);
  const [standard, reader, operator] = [
    await colleague(server, database.db, company, 'STANDARD'),
    await colleague(server, database.db, company, 'READ_ONLY'),
    await colleague(server, database.db, { tenantId: null }, 'OPERATOR'),
  ];
  expect((await analyse(standard)).totals.sessions).toBe(1);
  for (const { token } of [reader, operator, guest]) await refused(server, funnel, 'FORBIDDEN', { token });
  await refused(server, funnel, 'UNAUTHENTICATED');
});
