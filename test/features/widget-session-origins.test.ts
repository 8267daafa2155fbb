import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTenant, type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { acknowledged, get, rawSocket, refused } from '../support/graphql.ts';
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

let server: Started;
let company: TenantActor;
let guest: Visitor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  company = await tenant(server);
  guest = await visitor(server, company);
  await setTenant(database.db, company, { allowedOrigins: ['https://shop.example', home] });
});
afterAll(() => server.close());

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
