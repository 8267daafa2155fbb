import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { replySubscription } from '../support/chat.ts';
import { acknowledged } from '../support/graphql.ts';
import { anonymousMb, freshDataDir, type ServerProcess, startProcess } from '../support/process.ts';

const cycles = 5_000;
const parallel = 20;

let server: ServerProcess;

beforeAll(async () => {
  const env = { DEMO: '0', LLM: 'scripted', SELF_SERVICE_TIERS: 'ENTERPRISE', TRUST_PROXY: '1' };
  // A small nursery: what grows is what is kept.
  server = await startProcess({
    ...env,
    DATA_DIR: await freshDataDir(),
    NODE_OPTIONS: '--max-semi-space-size=2',
  });
});
afterAll(async () => void (await server.kill('SIGKILL')));

async function openSockets(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^efofx_sockets (\d+)/m.exec(text)?.[1]);
}

/** Opens and subscribes so many sockets in all; every other one goes without a goodbye. */
async function comeAndGo(guests: readonly Visitor[], count: number): Promise<void> {
  let begun = 0;
  const come = async ({ token, sessionId }: Visitor) => {
    for (let place = begun++; place < count; place = begun++) {
      const raw = await acknowledged(server, token);
      raw.send({
        type: 'subscribe',
        id: '1',
        payload: { query: replySubscription, variables: { sessionId } },
      });
      raw.send({ type: 'ping' });
      await raw.next(({ type }) => type === 'pong');
      if (place % 2) await raw.end();
      else {
        raw.socket.close();
        await raw.closed;
      }
    }
  };
  await Promise.all(guests.map(come));
}

it(`${cycles} sockets that come and go leave nothing behind`, async () => {
  const company: TenantActor = await tenant(server, 'ENTERPRISE');
  const guests: Visitor[] = [];
  for (let place = 0; place < parallel; place += 1)
    guests.push(await visitor(server, company, { headers: { 'x-forwarded-for': `10.3.0.${place}` } }));
  await comeAndGo(guests, cycles / 5);
  const before = await anonymousMb(server);
  await comeAndGo(guests, cycles);
  await vi.waitFor(async () => expect(await openSockets()).toBe(0), { timeout: 20_000 });
  const after = await anonymousMb(server);
  process.stdout.write(`${cycles} sockets came and went: ${before.toFixed(0)} → ${after.toFixed(0)} MB\n`);
  expect(after / before).toBeLessThan(1.05);
});
