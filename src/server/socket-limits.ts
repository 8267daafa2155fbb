import type { Viewer } from '../auth/viewer.ts';
import type { Bound } from '../limits/places.ts';

export const socketBounds = {
  maxFrameBytes: 64 * 1_024,
  /** Pieces that one message may come in, and reads from the network until it is whole. */
  fragmentsPerMessage: 16,
  chunksPerMessage: 1_024,
  subscriptionsPerSocket: 5,
  socketsPerWidgetSession: 3,
  socketsPerUser: 20,
  socketsPerTenant: 500,
  /** Of an address, without a credential: nobody needs one for long. */
  strangersPerAddress: 100,
  messagesPerMinute: 60,
  /** Pings and pongs of the protocol below. */
  signalsPerMinute: 60,
} as const;

/** Close codes: the client of graphql-ws tries again after all of these, and gives up for good on 4401 and 4500. */
export const closeCodes = {
  restarting: 1012,
  overloaded: 1013,
  expired: 4403,
  tooManyMessages: 4429,
} as const;

/** What a viewer's sockets count against: their session or user, and their tenant; a stranger's address. */
export function socketPlaces({ tenantId, ...viewer }: Viewer): Bound[] {
  if (viewer.kind === 'anonymous') {
    const { strangersPerAddress: limit } = socketBounds;
    return [{ tenantId, key: `sockets:address:${viewer.client.ip}`, limit }];
  }
  const own =
    viewer.kind === 'visitor'
      ? { key: `sockets:session:${viewer.sessionId}`, limit: socketBounds.socketsPerWidgetSession }
      : { key: `sockets:user:${viewer.userId}`, limit: socketBounds.socketsPerUser };
  const all = { tenantId, key: 'sockets', limit: socketBounds.socketsPerTenant };
  return tenantId === null ? [{ tenantId, ...own }] : [{ tenantId, ...own }, all];
}

/** Says of each of something whether it is within the bound of any rolling minute. */
export function createCounter(limit: number): () => boolean {
  const recent: number[] = [];
  return () => {
    const now = performance.now();
    while ((recent[0] ?? now) < now - 60_000) recent.shift();
    if (recent.length >= limit) return false;
    recent.push(now);
    return true;
  };
}
