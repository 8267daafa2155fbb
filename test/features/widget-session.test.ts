import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quotas } from '../../src/tenant/tiers.ts';
import { census, setTenant, type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { history, reply } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { type Asking, ask, get, rawSocket, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('widget-session');
const config =
  'query ($apiKey: String!) { widgetConfig(apiKey: $apiKey) { tenantName isWhiteLabel leadCaptureRequired branding { primaryColor buttonText welcomeMessage logoUrl privacyPolicyUrl } } }';
const startSession =
  'mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { sessionToken sessionId expiresAt config { tenantName } customerInfo { email } } }';
const viewer =
  '{ viewer { role user { id } tenant { id } widgetSession { sessionId expiresAt config { tenantName } customerInfo { email } } } }';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  // Views wait until the end: written down meanwhile, they would count as rows that something has made.
  const durations = { tenantCacheMs: 1, viewFlushMs: 1e9 };
  server = await start({ MONGODB_URI: database.uri }, { durations });
  company = await tenant(server);
});
afterAll(() => server.close());

const withKey = (apiKey: string, headers: Record<string, string> = {}): Asking => ({
  headers,
  variables: { apiKey, input: { apiKey } },
});

describe('a widget', () => {
  it('reads the tenant’s branding with its public key, creating nothing', async () => {
    const rows = await census(database.db);
    const { widgetConfig } = await get<{ widgetConfig: object }>(server, config, withKey(company.apiKey));
    expect(widgetConfig).toEqual({
      tenantName: expect.stringContaining('Company'),
      isWhiteLabel: true,
      leadCaptureRequired: false,
      branding: {
        primaryColor: expect.stringMatching(/^#[0-9a-f]{6}$/),
        buttonText: expect.stringMatching(/^.{1,40}$/),
        welcomeMessage: expect.stringMatching(/^.{1,300}$/),
        logoUrl: null,
        privacyPolicyUrl: null,
      },
    });
    expect(await census(database.db)).toEqual(rows);
  });

  it.each([
    ['TRIAL', false],
    ['PRO', true],
    ['ENTERPRISE', true],
  ])('of a tenant on %s is without the platform’s name: %s', async (tier, isWhiteLabel) => {
    const other = await tenant(server);
    const starting =
      'mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { config { isWhiteLabel } } }';
    await setTenant(database.db, other, { tier });
    const asking = withKey(other.apiKey);
    const { widgetConfig } = await get<{ widgetConfig: object }>(server, config, asking);
    expect(widgetConfig).toMatchObject({ isWhiteLabel });
    expect(await get(server, starting, asking)).toEqual({ startWidgetSession: { config: { isWhiteLabel } } });
  });

  it('opens a session for 24 hours, with a credential of its own', async () => {
    const { startWidgetSession: session } = await get<{ startWidgetSession: Record<string, string> }>(
      server,
      startSession,
      {
        variables: {
          input: { apiKey: company.apiKey, locale: 'es-MX', pageUrl: 'https://company.example/' },
        },
      },
    );
    expect(session).toMatchObject({ customerInfo: null, config: { tenantName: expect.any(String) } });
    expect(session.sessionId).toMatch(/^[0-9a-f-]{36}$/);
    const hours = (Date.parse(session.expiresAt ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    const token = session.sessionToken ?? '';
    const { viewer: seen } = await get<{ viewer: object }>(server, viewer, { token });
    const { sessionId, expiresAt } = session;
    expect(seen).toMatchObject({
      role: null,
      user: null,
      tenant: null,
      widgetSession: { sessionId, expiresAt },
    });
    expect(JSON.stringify(await database.db.collection('credentials').find().toArray())).not.toContain(token);
  });

  it.each([
    ['an unknown key', () => `efofx_${'A'.repeat(8)}_${'B'.repeat(38)}`],
    ['a mistyped key', (key: string) => key.slice(0, -1) + (key.endsWith('x') ? 'y' : 'x')],
    ['half a key', (key: string) => key.slice(0, 20)],
    ['no key', () => ''],
    ['an access token', () => company.token.slice(0, 200)],
  ])('is refused with %s, and nothing is written', async (_what, keyOf) => {
    const rows = await census(database.db);
    const asking = withKey(keyOf(company.apiKey));
    const errors = [
      await refused(server, config, 'UNAUTHENTICATED', asking),
      await refused(server, startSession, 'UNAUTHENTICATED', asking),
    ];
    expect(errors.map(({ status }) => status)).toEqual([401, 401]);
    expect(await census(database.db)).toEqual(rows);
  });

  it.each([
    ['input.apiKey', { apiKey: 'x'.repeat(201) }],
    ['input.locale', { locale: 'x'.repeat(36) }],
    ['input.pageUrl', { pageUrl: 'x'.repeat(2_001) }],
  ])('is refused by name where %s is too long', async (path, wrong) => {
    const variables = { input: { apiKey: company.apiKey, ...wrong } };
    const error = await refused(server, startSession, 'BAD_USER_INPUT', { variables });
    expect(error.extensions.fields?.map((field) => field.path)).toEqual([path]);
  });
});

describe('sessions', () => {
  it('are limited per address on the net: 60 an hour', async () => {
    const sessionsPerIp = { ...quotas.sessionsPerIp, limit: 2 };
    const strict = await start({}, { quotas: { sessionsPerIp } });
    try {
      const owner = await tenant(strict);
      await refused(strict, startSession, 'UNAUTHENTICATED', withKey('unknown'));
      await Promise.all([visitor(strict, owner), visitor(strict, owner)]);
      const error = await refused(strict, startSession, 'RATE_LIMITED', withKey(owner.apiKey));
      expect(error.status).toBe(429);
      expect(error.extensions.limit).toBe(2);
      expect(error.headers.get('retry-after')).toBe(String(error.extensions.retryAfterSeconds));
      await get(strict, config, withKey(owner.apiKey));
      expect(quotas.sessionsPerIp).toEqual({ limit: 60, windowMs: 3_600_000 });
    } finally {
      await strict.close();
    }
  });

  it('end: their token is told to be expired, public fields still answer', async () => {
    const brief = await start({ MONGODB_URI: database.uri }, { durations: { widgetSessionMs: 1 } });
    try {
      const { token } = await visitor(brief, company);
      const error = await refused(brief, viewer, 'SESSION_EXPIRED', { token });
      expect(error.status).toBe(401);
      const raw = await rawSocket(brief);
      raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      expect((await raw.closed).code).toBe(4403);
      await get(brief, config, { ...withKey(company.apiKey), token });
    } finally {
      await brief.close();
    }
  });

  it('see nothing of each other, nor of the tenant', async () => {
    const [one, other]: [Visitor, Visitor] = [await visitor(server, company), await visitor(server, company)];
    await reply(server, other, 'A new kitchen in Oakland');
    const query = 'query ($sessionId: UUID!) { chatHistory(sessionId: $sessionId) { sessionId } }';
    await refused(server, query, 'NOT_FOUND', {
      token: one.token,
      variables: { sessionId: other.sessionId },
    });
    expect((await history(server, other)).messages).toHaveLength(2);
    const forbidden = [
      '{ tenant { name } }',
      '{ rateLimit { limit } }',
      '{ estimations { totalCount } }',
      '{ referenceClasses { totalCount } }',
    ];
    for (const text of forbidden)
      expect((await refused(server, text, 'FORBIDDEN', { token: one.token })).status).toBe(403);
  });

  it('with a token that is made up are no sessions', async () => {
    const { token } = await visitor(server, company);
    await get(server, viewer, { token });
    for (const bad of [`${token}x`, token.slice(0, -1), 'efws_', `efws_${'A'.repeat(43)}`])
      await refused(server, viewer, 'UNAUTHENTICATED', { token: bad });
    const { status, errors } = await ask(server, viewer, { headers: { authorization: `Basic ${token}` } });
    expect([status, errors[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('a tenant that was deactivated', () => {
  it('is inactive to its widget, its sessions and new visitors', async () => {
    const former = await tenant(server);
    const guest = await visitor(server, former);
    await setTenant(database.db, former, { status: 'DEACTIVATED' });
    const errors = [
      await refused(server, config, 'TENANT_INACTIVE', withKey(former.apiKey)),
      await refused(server, startSession, 'TENANT_INACTIVE', withKey(former.apiKey)),
      await refused(server, viewer, 'TENANT_INACTIVE', { token: guest.token }),
      await refused(server, viewer, 'TENANT_INACTIVE', { token: former.token }),
    ];
    expect(errors.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    await setTenant(database.db, former, { status: 'ACTIVE' });
    await get(server, viewer, { token: guest.token });
  });
});
