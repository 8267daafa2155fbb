import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colleague, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('estimates-access');
const pool = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';
const widgetEstimate =
  'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { sessionId } }';
const estimation =
  'query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { customerEmail estimate { costP50 } } }';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
  company = await tenant(server);
});
afterAll(() => server.close());

async function seen(sessionId: string, token: string): Promise<{ customerEmail: string | null } | null> {
  const asking = { token, variables: { sessionId } };
  return (await get<{ estimation: { customerEmail: string | null } | null }>(server, estimation, asking))
    .estimation;
}

describe('who may see an estimate', () => {
  it('is the session itself and the tenant’s users; the customer’s address is not for readers', async () => {
    const guest = await visitor(server, company);
    const input = { description: pool, customerEmail: 'ana@example.com' };
    await get(server, widgetEstimate, { token: guest.token, variables: { input } });
    const reader = await colleague(server, database.db, company, 'READ_ONLY');
    const standard = await colleague(server, database.db, company, 'STANDARD');
    const addresses = [guest, reader, standard, company].map(
      async ({ token }) => (await seen(guest.sessionId, token))?.customerEmail,
    );
    const email = 'ana@example.com';
    expect(await Promise.all(addresses)).toEqual([email, null, email, email]);
    await refused(server, startEstimate, 'FORBIDDEN', { token: reader.token, variables: { input } });
    await refused(server, widgetEstimate, 'FORBIDDEN', { token: standard.token, variables: { input } });
  });

  it('is nobody else: another visitor and another tenant see what they would see of none', async () => {
    const made = await get<{ startEstimate: { sessionId: string } }>(server, startEstimate, {
      token: company.token,
      variables: { input: { description: pool } },
    });
    const { sessionId } = made.startEstimate;
    const stranger = await tenant(server);
    const other = await visitor(server, company);
    expect(await seen(sessionId, company.token)).not.toBeNull();
    expect(await seen(sessionId, stranger.token)).toBeNull();
    expect(await seen(sessionId, other.token)).toBeNull();
    expect(await seen(randomUUID(), stranger.token)).toBeNull();
    await refused(server, estimation, 'UNAUTHENTICATED', { variables: { sessionId } });
    await refused(server, estimation, 'BAD_USER_INPUT', {
      token: company.token,
      variables: { sessionId: 'x' },
    });
  });
});
