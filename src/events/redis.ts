import { randomUUID } from 'node:crypto';
import { redisKey, type SharedRedis } from '../redis/redis.ts';
import { luaScript } from '../redis/script.ts';
import type { Events, LogEntry, StreamKey } from './events.ts';
import { createListeners } from './listeners.ts';

/** An entry's id in the stream is its index and one: ids begin at 1. Answers the length before, and whether the entries were added. */
const appendTo = luaScript<[length: number, added: number]>(`
local length = redis.call('XLEN', KEYS[1])
if length ~= tonumber(ARGV[2]) then return {length, 0} end
for place = 3, #ARGV do
  redis.call('XADD', KEYS[1], string.format('%d-0', length + place - 2), 'entry', ARGV[place])
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return {length, 1}
`);
const readFrom = luaScript<StreamRows | null>(`
if redis.call('EXISTS', KEYS[1]) == 0 then return false end
return redis.call('XRANGE', KEYS[1], ARGV[1], '+')
`);

/**
 * Logs are streams, bells are channels, all of a process on one connection. A ring wakes this process's listeners whether or not Redis
 * answers; what the others miss while it does not, every listener is woken for when it is back.
 */
export function redisEvents(redis: SharedRedis, { logTtlMs }: { logTtlMs: number }): Events {
  const self = randomUUID();
  const listeners = createListeners();
  let isClosed = false;
  const hear = (channel: string, ringer: string) => {
    if (ringer !== self) listeners.ring(channel);
  };
  redis.subscriber.on('message', hear);
  const stop = redis.onReturn(async () => {
    const names = listeners.names();
    if (names.length > 0) await redis.subscribe(names);
    listeners.ringAll();
  });

  return {
    isShared: true,

    async append<T extends LogEntry>(log: StreamKey, entries: readonly T[]) {
      const [first] = entries;
      if (!first) return;
      assertInOrder(entries);
      const texts = entries.map((entry) => JSON.stringify(entry));
      const [length, added] = await redis.run((client) =>
        appendTo(client, [logName(log)], [logTtlMs, first.index, ...texts]),
      );
      if (added === 0) throw new Error(`Log entry ${first.index} stands where ${length} belongs.`);
    },

    async read<T extends LogEntry>(log: StreamKey, after: number) {
      const start = `${Math.max(0, after + 1) + 1}-0`;
      const found = await redis.run((client) => readFrom(client, [logName(log)], [start])).catch(() => null);
      return found?.map(([, [, entry = '']]): T => JSON.parse(entry)) ?? null;
    },

    async ring(bell) {
      const channel = bellName(bell);
      listeners.ring(channel);
      await redis.run((client) => client.publish(channel, self)).catch(() => undefined);
    },

    async listen(bell) {
      const channel = bellName(bell);
      const listener = listeners.add(channel, () => {
        if (!isClosed) redis.subscriber.unsubscribe(channel).catch(() => undefined);
      });
      if (!isClosed) await redis.subscribe([channel]);
      return listener;
    },

    async close() {
      isClosed = true;
      stop();
      redis.subscriber.off('message', hear);
      listeners.close();
    },
  };
}

type StreamRows = [id: string, fields: [name: string, entry: string]][];

function assertInOrder(entries: readonly LogEntry[]): void {
  const first = entries[0]?.index ?? 0;
  const misplaced = entries.find((entry, place) => entry.index !== first + place);
  if (misplaced) throw new Error(`Log entry ${misplaced.index} does not follow the one before.`);
}

const logName = ({ tenantId, id }: StreamKey): string => redisKey(tenantId, 'log', id);
const bellName = ({ tenantId, id }: StreamKey): string => redisKey(tenantId, 'bell', id);
