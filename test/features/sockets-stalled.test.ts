import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { redisEvents } from '../../src/events/redis.ts';
import { tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { beginReply, goOn, isGapless, openReader } from '../support/readers.ts';
import { redisBench } from '../support/redis.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('sockets-stalled');
const bench = redisBench();
const stallMs = 400;
const eventCount = 3_000;

let server: Started;

beforeAll(async () => {
  const env = { MONGODB_URI: database.uri, REDIS_URL: bench.server.url };
  server = await start(env, { durations: { socketStallMs: stallMs } });
});
afterAll(() => server.close());

it('a reader that stalls is closed with 1013 and can tell why once it reads again; another of the same reply loses nothing', async () => {
  const company = await tenant(server);
  const guest = await visitor(server, company);
  const events = redisEvents(bench.redis, { logTtlMs: 60_000 });
  await beginReply(database, company, guest);
  const [stalled, other] = [await openReader(server, guest), await openReader(server, guest)];
  stalled.raw.socket.pause();
  // More than what lies on the way between the two can hold.
  const text = 'x'.repeat(8_000);
  for (let from = 0; from < eventCount; from += 25)
    await goOn(events, company, guest, { from, count: 25, text });
  await vi.waitFor(() => expect(other.indexes).toHaveLength(eventCount), { timeout: 15_000 });
  await new Promise((resolve) => setTimeout(resolve, 2 * stallMs));
  stalled.raw.socket.resume();
  expect((await stalled.raw.closed).code).toBe(1013);
  expect(stalled.indexes.length).toBeLessThan(eventCount);
  expect([isGapless(stalled), isGapless(other)]).toEqual([true, true]);
  await other.raw.end();
  await events.close();
}, 40_000);
