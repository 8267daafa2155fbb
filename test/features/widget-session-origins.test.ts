import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTenant, type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { cancelMutation, reply, replySubscription, sendMutation } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { acknowledged, get, rawSocket, refused, refusedOnSocket } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('widget-origins');
const config = 'query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { tenantName } }';
const startSession =
  'mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { sessionId } }';
const home = 'https://www.company.example';
const elsewhere: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example' }],
  ['a site with a like name', { origin: `${home}.evil.example` }],
  ['the same name over http', { origin: 'http://www.company.example' }],
  ['the same name at another port', { origin: `${home}:8443` }],
  ['a sandboxed frame', { origin: 'null' }],
  ['no page at all', {}],
];

/** Everything that a visitor's token is for. */
const withToken: [string, string, (guest: Visitor) => Record<string, unknown>][] = [
  ['sendChatMessage', sendMutation, ({ sessionId }) => ({ input: { sessionId, message: 'With a spa' } })],
  ['cancelChatReply', cancelMutation, ({ sessionId }) => ({ sessionId })],
  [
    'chatHistory',
    'query ($sessionId: UUID!) { chatHistory(sessionId: $sessionId) { sessionId } }',
    ({ sessionId }) => ({ sessionId }),
  ],
  [
    'estimateFromChat',
    'mutation ($sessionId: UUID!) { estimateFromChat(sessionId: $sessionId) { id } }',
    ({ sessionId }) => ({ sessionId }),
  ],
  [
    'widgetEstimate',
    'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { id } }',
    () => ({ input: { description: 'A 15x30 pool in San Diego' } }),
  ],
  [
    'refineEstimate',
    'mutation ($input: RefineEstimateInput!) { refineEstimate(input: $input) { id } }',
    ({ sessionId }) => ({ input: { sessionId, additionalInfo: 'And heated' } }),
  ],
  [
    'captureCustomerInfo',
    'mutation ($input: CustomerInfoInput!) { captureCustomerInfo(input: $input) { sessionId } }',
    () => ({ input: { email: 'ana@example.com' } }),
  ],
  [
    'estimation',
    'query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { id } }',
    ({ sessionId }) => ({ sessionId }),
  ],
];

let server: Started;
let company: TenantActor;
let guest: Visitor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  company = await tenant(server);
  guest = await visitor(server, company);
  await reply(server, guest, 'I want a 15x30 pool in San Diego');
  await setTenant(database.db, company, { allowedOrigins: ['https://shop.example', home] });
});
afterAll(() => server.close());

/** Everything of a session. */
const storedOf = async ({ sessionId }: Visitor) => {
  const rowsOf = (name: string, filter: object) => database.db.collection(name).find(filter).toArray();
  return [
    await rowsOf('widget_sessions', { _id: sessionId }),
    await rowsOf('conversations', { _id: sessionId }),
    await rowsOf('messages', { sessionId }),
    await rowsOf('estimations', { sessionId }),
  ];
};

const asking = (headers: Record<string, string>, token?: string) => ({
  headers,
  token,
  variables: { apiKey: company.apiKey, input: { apiKey: company.apiKey } },
});

describe('a tenant’s list of origins', () => {
  it('lets its own pages in', async () => {
    await get(server, config, asking({ origin: home }));
    await get(server, startSession, asking({ origin: 'https://shop.example' }));
    await get(server, '{ viewer { role } }', asking({ origin: home }, guest.token));
    await (await acknowledged(server, guest.token, { origin: home })).end();
  });

  it.each(elsewhere)('keeps out %s', async (_what, headers) => {
    const errors = [
      await refused(server, config, 'FORBIDDEN', asking(headers)),
      await refused(server, startSession, 'FORBIDDEN', asking(headers)),
      await refused(server, '{ viewer { role } }', 'FORBIDDEN', asking(headers, guest.token)),
    ];
    expect(errors.map(({ status }) => status)).toEqual([403, 403, 403]);
    const raw = await rawSocket(server, { headers });
    raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${guest.token}` } });
    expect((await raw.closed).code).toBe(4403);
  });

  it.each(withToken)('keeps others from using a visitor’s token: %s', async (_name, query, variablesOf) => {
    const before = await storedOf(guest);
    for (const headers of [{ origin: 'https://evil.example' }, {}]) {
      const asking = { token: guest.token, headers, variables: variablesOf(guest) };
      await refused(server, query, 'FORBIDDEN', asking);
    }
    expect(await storedOf(guest)).toEqual(before);
  });

  it('leaves a socket without a token nothing to follow', async () => {
    const raw = await acknowledged(server, undefined, { origin: 'https://evil.example' });
    const variables = { sessionId: guest.sessionId };
    const error = await refusedOnSocket(raw, { query: replySubscription, variables });
    expect(error.extensions.code).toBe('UNAUTHENTICATED');
    await raw.end();
  });

  it('closes the sockets of a page that is taken off it, and no others', async () => {
    const other = await tenant(server);
    const ana = await visitor(server, other);
    await setTenant(database.db, other, { allowedOrigins: [home, 'https://shop.example'] });
    const [gone, stays] = [
      await acknowledged(server, ana.token, { origin: 'https://shop.example' }),
      await acknowledged(server, ana.token, { origin: home }),
    ];
    const staff = await acknowledged(server, other.token, { origin: 'https://shop.example' });
    await setTenant(database.db, other, { allowedOrigins: [home] });
    expect((await gone.closed).code).toBe(4403);
    expect([stays, staff].map(({ socket }) => socket.readyState)).toEqual([1, 1]);
    await Promise.all([stays.end(), staff.end()]);
  });

  it('does not bind staff, who come from anywhere', async () => {
    await get(server, '{ viewer { role } }', asking({ origin: 'https://evil.example' }, company.token));
  });

  it('leaves the preflight to answer anyone, without credentials', async () => {
    const preflight = await fetch(`${server.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  });
});
