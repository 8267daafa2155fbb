import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Rows, type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { type Message, say } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get } from '../support/graphql.ts';
import { deactivation } from '../support/life.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('tenant-load');
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const estimate = 'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { id revision } }';
// Fifty at a time on a busy machine: no reply counts as given up.
const durations = { tenantCacheMs: 200, replyLeaseMs: 60_000 };

let servers: Started[];
let company: TenantActor;

beforeAll(async () => {
  const env = { MONGODB_URI: database.uri, SELF_SERVICE_TIERS: 'ENTERPRISE' };
  const first = await start(env, { durations });
  servers = [first, await start({ ...env, DATA_DIR: first.dataDir }, { durations })];
  company = await tenant(first, 'ENTERPRISE');
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

interface Acknowledged {
  sentAt: number;
  estimation?: { id: string; revision: number };
  messages?: Message[];
}

const acknowledged: Acknowledged[] = [];
const refusals = new Set<string>();

/** Says or estimates one thing after another in a session of its own until it is refused. */
async function busy(place: number): Promise<void> {
  const server = servers[place % servers.length];
  if (!server) throw new Error('there is no server');
  const guest = await visitor(server, company);
  for (;;) {
    const sentAt = Date.now();
    const [error, done] = place % 4 < 2 ? await estimates(server, guest) : await talks(server, guest);
    if (error) return void refusals.add(error);
    acknowledged.push({ sentAt, ...done });
  }
}

type Outcome = [string | null, Omit<Acknowledged, 'sentAt'>];

async function estimates(server: Started, { token }: Visitor): Promise<Outcome> {
  const variables = { input: { description: project } };
  const answer = await ask<{ widgetEstimate: { id: string; revision: number } }>(server, estimate, {
    token,
    variables,
  });
  const code = answer.errors[0]?.extensions.code ?? null;
  return [code, answer.data ? { estimation: answer.data.widgetEstimate } : {}];
}

async function talks(server: Started, guest: Visitor): Promise<Outcome> {
  const answer = await say(server, guest, project, randomUUID());
  const { userMessage, reply } = answer.data?.sendChatMessage ?? {};
  const code = answer.errors[0]?.extensions.code ?? null;
  return [code, userMessage && reply ? { messages: [userMessage, reply] } : {}];
}

it('a deactivation under load loses nothing that was acknowledged, and lets nothing in once it must be known', async () => {
  const [first] = servers;
  if (!first) throw new Error('there is no server');
  const { name } = await get<{ tenant: { name: string } }>(first, '{ tenant { name } }', company).then(
    ({ tenant: own }) => own,
  );
  const working = Promise.all(Array.from({ length: 50 }, (_, place) => busy(place)));
  const said = () => acknowledged.filter(({ messages }) => messages).length;
  await vi.waitFor(() => expect([said() > 5, acknowledged.length > 30]).toEqual([true, true]), {
    timeout: 40_000,
  });
  await get(first, deactivation, { token: company.token, variables: { name } });
  const deactivatedAt = Date.now();
  await working;

  for (const refusal of refusals) expect(refusal).toMatch(/^(TENANT_INACTIVE|UNAUTHENTICATED)$/);
  const late = acknowledged.filter(({ sentAt }) => sentAt > deactivatedAt + durations.tenantCacheMs);
  expect(late).toEqual([]);
  const rows = (collection: string) => database.db.collection<Rows>(collection);
  for (const { estimation, messages = [] } of acknowledged) {
    if (estimation) {
      const row = await rows('estimations').findOne({ _id: estimation.id });
      const history = row?.history;
      expect(Array.isArray(history) ? history.length : 0).toBeGreaterThanOrEqual(estimation.revision);
    }
    for (const { id, content } of messages)
      expect(await rows('messages').findOne({ _id: id })).toMatchObject({ content, status: 'COMPLETED' });
  }
}, 60_000);
