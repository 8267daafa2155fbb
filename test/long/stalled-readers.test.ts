import { afterAll, beforeAll, expect, it } from 'vitest';
import { redisEvents } from '../../src/events/redis.ts';
import { openRedis } from '../../src/redis/client.ts';
import { tenant, type Visitor, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { anonymousMb, freshDataDir, type ServerProcess, startProcess } from '../support/process.ts';
import { beginReply, goOn, isGapless, openReader, type Reader } from '../support/readers.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';

const database = freshDatabase('stalled-readers');
const readers = 100;
const perSession = 3;
const eventCount = 10_000;
const batch = 125;

let redis: RedisServer;
let server: ServerProcess;

beforeAll(async () => {
  redis = await startRedis();
  server = await startProcess({
    ...{ DATA_DIR: await freshDataDir(), MONGODB_URI: database.uri, REDIS_URL: redis.url, DEMO: '0' },
    ...{ LLM: 'scripted', SELF_SERVICE_TIERS: 'ENTERPRISE', TRUST_PROXY: '1' },
    // A heap that the collector has to keep small: what grows is what is kept.
    NODE_OPTIONS: '--max-semi-space-size=4 --max-old-space-size=128',
  });
});
afterAll(async () => {
  await server.kill('SIGKILL');
  await redis.close();
});

it(`one of ${readers} readers stalls over ${eventCount} events: it is given up, the others lose nothing, memory is flat`, async () => {
  const company = await tenant(server, 'ENTERPRISE');
  const guests: Visitor[] = [];
  const all: Reader[] = [];
  while (all.length < readers) {
    const headers = { 'x-forwarded-for': `10.4.0.${all.length}` };
    const guest = await visitor(server, company, { headers });
    guests.push(guest);
    await beginReply(database, company, guest);
    for (let count = 0; count < perSession && all.length < readers; count += 1)
      all.push(await openReader(server, guest));
  }
  const [stalled, ...others] = all;
  const shared = await openRedis({ url: redis.url, onFault: () => undefined });
  const events = redisEvents(shared, { logTtlMs: 600_000 });
  let before = Number.NaN;
  for (let from = 0; from < eventCount; from += batch) {
    // The stalled one's are more than what lies on the way can hold.
    const textFor = (guest: Visitor) => (guest === stalled?.guest ? 'x'.repeat(2_000) : 'word ');
    await Promise.all(
      guests.map((guest) => goOn(events, company, guest, { from, count: batch, text: textFor(guest) })),
    );
    await expect
      .poll(() => others.every(({ indexes }) => indexes.length === from + batch), { timeout: 300_000 })
      .toBe(true);
    if (from === 0) stalled?.raw.socket.pause();
    if (from === eventCount / 4) before = await anonymousMb(server);
  }
  const grownMb = (await anonymousMb(server)) - before;
  stalled?.raw.socket.resume();
  // 1013 if it reads again while the server still waits for its goodbye, else it finds the connection cut.
  const code = await stalled?.raw.closed.then((event) => event.code);
  process.stdout.write(
    `${others.length} readers had ${eventCount} events each, the stalled one ${stalled?.indexes.length}, closed with ${code}; ${grownMb.toFixed(0)} MB more\n`,
  );
  expect([1013, 1006]).toContain(code);
  expect(stalled?.indexes.length).toBeLessThan(eventCount);
  for (const reader of others) expect(isGapless(reader)).toBe(true);
  expect(grownMb).toBeLessThan(20);
  await events.close();
  await shared.close();
  await Promise.all(others.map(({ raw }) => raw.end()));
});
