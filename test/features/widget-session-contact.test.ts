import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTenant, type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { reply } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('widget-contact');
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const capture =
  'mutation ($input: CustomerInfoInput!) { captureCustomerInfo(input: $input) { sessionId customerInfo { name email phone capturedAt } } }';
const estimate =
  'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { status revision customerEmail } }';
const estimateFromChat =
  'mutation ($sessionId: UUID!) { estimateFromChat(sessionId: $sessionId) { status revision customerEmail } }';

let server: Started;
let company: TenantActor;
let guest: Visitor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { tenantCacheMs: 1 } });
  company = await tenant(server);
  guest = await visitor(server, company);
});
afterAll(() => server.close());

const leave = (input: Record<string, unknown>) =>
  get<{ captureCustomerInfo: { sessionId: string; customerInfo: Record<string, unknown> } }>(
    server,
    capture,
    {
      token: guest.token,
      variables: { input },
    },
  );

async function stored(): Promise<unknown> {
  const rows = database.db.collection<{ _id: string; customerInfo: unknown }>('widget_sessions');
  return (await rows.findOne({ _id: guest.sessionId }))?.customerInfo;
}

describe('a visitor’s contact', () => {
  it('is kept with the session', async () => {
    const left = await leave({ name: ' Ana Pérez ', email: ' Ana@Example.com ', phone: '+1 (619) 555-0100' });
    const customerInfo = {
      name: 'Ana Pérez',
      email: 'ana@example.com',
      phone: '+1 (619) 555-0100',
      capturedAt: expect.any(String),
    };
    expect(left.captureCustomerInfo).toEqual({ sessionId: guest.sessionId, customerInfo });
    const { viewer } = await get<{ viewer: { widgetSession: object } }>(
      server,
      '{ viewer { widgetSession { customerInfo { name email phone capturedAt } } } }',
      { token: guest.token },
    );
    expect(viewer.widgetSession).toEqual({ customerInfo });
  });

  it.each([
    ['a phone number alone', { phone: '619 555 0100' }],
    ['an address alone', { email: 'ana@example.com' }],
    ['a name that is also a field’s', { name: 'tenantId', email: 'ana@example.com' }],
    ['a name that reads like an operator', { name: '$set', email: 'ana@example.com' }],
    ['a name with an apostrophe', { name: "Miles O'Brien", email: 'miles@example.com' }],
  ])('may be %s', async (_what, input) => {
    expect((await leave(input)).captureCustomerInfo.customerInfo).toMatchObject(input);
  });

  it.each([
    ['a malformed address', { email: 'ana' }, 'input.email'],
    ['nothing at all', {}, 'input'],
    ['a name alone', { name: 'Ana' }, 'input'],
    ['blanks', { name: ' ', phone: '   ' }, 'input'],
    ['a phone number of letters', { phone: 'call me maybe' }, 'input.phone'],
    ['a phone number of 41 digits', { phone: '1'.repeat(41) }, 'input.phone'],
    ['a name over two lines', { name: 'Ana\nBcc: x', phone: '619 555 0100' }, 'input.name'],
    ['a name of 101 letters', { name: 'x'.repeat(101), phone: '619 555 0100' }, 'input.name'],
  ])('is refused as %s, and what was left stays', async (_what, input, path) => {
    await leave({ email: 'before@example.com' });
    const before = await stored();
    const asking = { token: guest.token, variables: { input } };
    const error = await refused(server, capture, 'BAD_USER_INPUT', asking);
    expect(error.extensions.fields?.map((field) => field.path)).toEqual([path]);
    expect(await stored()).toEqual(before);
  });

  it('is left by visitors alone', async () => {
    const variables = { input: { email: 'ana@example.com' } };
    await refused(server, capture, 'FORBIDDEN', { token: company.token, variables });
    await refused(server, capture, 'UNAUTHENTICATED', { variables });
  });
});

describe('a tenant that wants a contact first', () => {
  it('shows no estimate until one is left, while the chat goes on', async () => {
    const keen = await tenant(server);
    await setTenant(database.db, keen, { leadCaptureRequired: true });
    const ana = await visitor(server, keen);
    expect((await reply(server, ana, project)).readyForEstimate).toBe(true);
    const session = { token: ana.token, variables: { sessionId: ana.sessionId } };
    const oneShot = { token: ana.token, variables: { input: { description: project } } };
    for (const [mutation, asking] of [
      [estimateFromChat, session],
      [estimate, oneShot],
    ] as const) {
      const error = await refused(server, mutation, 'BAD_USER_INPUT', asking);
      expect(error.status).toBe(200);
      expect(error.extensions.fields?.map((field) => field.path)).toEqual(['customerInfo']);
    }
    const { rateLimit } = await get<{ rateLimit: { remaining: number } }>(
      server,
      '{ rateLimit { remaining } }',
      keen,
    );
    expect(rateLimit.remaining).toBe(99);

    await get(server, capture, { token: ana.token, variables: { input: { email: 'ana@example.com' } } });
    const first = await get<{ widgetEstimate: object }>(server, estimate, oneShot);
    expect(first.widgetEstimate).toEqual({
      status: 'COMPLETED',
      revision: 1,
      customerEmail: 'ana@example.com',
    });
    const second = await get<{ estimateFromChat: object }>(server, estimateFromChat, session);
    expect(second.estimateFromChat).toMatchObject({ status: 'COMPLETED', revision: 2 });
  });

  it('does not ask its own staff', async () => {
    const keen = await tenant(server);
    await setTenant(database.db, keen, { leadCaptureRequired: true });
    const mutation = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { status } }';
    const { startEstimate } = await get<{ startEstimate: object }>(server, mutation, {
      token: keen.token,
      variables: { input: { description: project } },
    });
    expect(startEstimate).toEqual({ status: 'COMPLETED' });
  });
});
