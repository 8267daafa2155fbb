import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { colleague, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { acknowledged, get, type RawSocket, refusedOnSocket } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('estimation-completed');
const subscription = 'subscription { estimationCompleted { sessionId status estimate { costP50 } } }';
const startMutation = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId } }';
const refineMutation =
  'mutation ($input: RefineEstimateInput!) { refineEstimate(input: $input) { sessionId } }';

let server: Started;
let company: TenantActor;
const sockets: RawSocket[] = [];

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri, SELF_SERVICE_TIERS: 'TRIAL,PRO,ENTERPRISE' });
  company = await tenant(server, 'ENTERPRISE');
});
afterAll(async () => {
  await Promise.all(sockets.map((socket) => socket.end()));
  await server.close();
});

/** What a screen is told; resolves once it is listening. */
async function screen(token: string): Promise<() => string[]> {
  const raw = await acknowledged(server, token);
  sockets.push(raw);
  const id = crypto.randomUUID();
  raw.send({ type: 'subscribe', id, payload: { query: subscription } });
  // Another operation on the same socket is answered after this one was taken up.
  await refusedOnSocket(raw, { query: 'subscription { nothing }' });
  return () =>
    raw.messages.flatMap(({ type, id: of, payload }) => {
      if (type !== 'next' || of !== id) return [];
      const { data } = payload as { data: { estimationCompleted: { sessionId: string } } };
      return [data.estimationCompleted.sessionId];
    });
}

async function begin(description: string, token = company.token): Promise<string> {
  const variables = { input: { description } };
  const { startEstimate } = await get<{ startEstimate: { sessionId: string } }>(server, startMutation, {
    token,
    variables,
  });
  return startEstimate.sessionId;
}

const pool = (feet: number) => `A pool of 15x${feet} feet in San Diego`;

describe('a screen of the tenant', () => {
  it('is told of every estimate that is completed from now on, each once, and of nobody else’s', async () => {
    await begin(pool(20));
    const told = await screen(company.token);
    const neighbour = await tenant(server, 'ENTERPRISE');
    const others = await screen(neighbour.token);
    const own = await Promise.all([21, 22, 23, 24, 25].map((feet) => begin(pool(feet))));
    const theirs = await begin(pool(30), neighbour.token);
    await vi.waitFor(() => expect([...told()].sort()).toEqual([...own].sort()), { timeout: 5_000 });
    await vi.waitFor(() => expect(others()).toEqual([theirs]), { timeout: 5_000 });
  });

  it('is told of a draft when it gets its figures, and not of further revisions', async () => {
    const told = await screen(company.token);
    const draft = await begin('Something nice for the house, we are not sure yet');
    const variables = {
      input: { sessionId: draft, additionalInfo: 'A swimming pool of 15x30 feet in San Diego' },
    };
    await get(server, refineMutation, { token: company.token, variables });
    await vi.waitFor(() => expect(told()).toEqual([draft]), { timeout: 5_000 });
    const more = { input: { sessionId: draft, additionalInfo: 'with a spa' } };
    await get(server, refineMutation, { token: company.token, variables: more });
    const last = await begin(pool(31));
    await vi.waitFor(() => expect(told()).toEqual([draft, last]), { timeout: 5_000 });
  });

  it('is told of what visitors of its widgets get', async () => {
    const told = await screen(company.token);
    const guest = await visitor(server, company);
    expect(await begin(pool(32), guest.token)).toBe(guest.sessionId);
    await vi.waitFor(() => expect(told()).toEqual([guest.sessionId]), { timeout: 5_000 });
  });

  it('is not for readers, visitors and strangers', async () => {
    const reader = await colleague(server, database.db, company, 'READ_ONLY');
    const guest = await visitor(server, company);
    for (const [token, code] of [
      [reader.token, 'FORBIDDEN'],
      [guest.token, 'FORBIDDEN'],
      [undefined, 'UNAUTHENTICATED'],
    ] as const) {
      const raw = await acknowledged(server, token);
      sockets.push(raw);
      const error = await refusedOnSocket(raw, { query: subscription });
      expect(error.extensions.code).toBe(code);
    }
  });
});
