import type { Config } from './config.ts';
import type { Durations } from './durations.ts';
import type { Events } from './events/events.ts';
import { memoryEvents } from './events/memory.ts';
import { redisEvents } from './events/redis.ts';
import type { Limiter } from './limits/limiter.ts';
import { memoryLimiter } from './limits/memory.ts';
import type { Nonces } from './limits/nonces.ts';
import { memoryNonces } from './limits/nonces-memory.ts';
import { redisNonces } from './limits/nonces-redis.ts';
import type { Places } from './limits/places.ts';
import { memoryPlaces } from './limits/places-memory.ts';
import { redisPlaces } from './limits/places-redis.ts';
import { redisLimiter } from './limits/redis.ts';
import { openRedis } from './redis/client.ts';

/** What all processes on one database have to agree on beside it. */
export interface SharedState {
  events: Events;
  limiter: Limiter;
  nonces: Nonces;
  places: Places;
  /** Rejects while it cannot be reached. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** In Redis where there is one; a process without it keeps it to itself. Rejects with a clear Error where Redis does not answer. */
export async function openSharedState(
  { redisUrl: url }: Config,
  { replyLogMs: logTtlMs }: Durations,
  onFault: (error: unknown) => void,
): Promise<SharedState> {
  const [limiter, places] = [memoryLimiter(), memoryPlaces()];
  if (url === null) {
    const own = { events: memoryEvents({ logTtlMs }), limiter, places, nonces: memoryNonces() };
    return { ...own, ping: async () => undefined, close: () => closeAll(own) };
  }
  const redis = await openRedis({ url, onFault });
  const shared = {
    events: redisEvents(redis, { logTtlMs }),
    limiter: redisLimiter(redis, limiter),
    nonces: redisNonces(redis),
    places: redisPlaces(redis, places),
  };
  const close = async () => {
    await closeAll(shared);
    await redis.close();
  };
  return { ...shared, ping: redis.ping, close };
}

async function closeAll(ports: Omit<SharedState, 'ping' | 'close'>): Promise<void> {
  const { events, limiter, nonces, places } = ports;
  await Promise.all([events.close(), limiter.close(), nonces.close(), places.close()]);
}
