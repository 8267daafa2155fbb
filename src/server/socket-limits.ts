import type { Viewer } from '../auth/viewer.ts';
import type { Bound } from '../limits/places.ts';

export const socketBounds = {
  maxFrameBytes: 64 * 1_024,
  subscriptionsPerSocket: 5,
  socketsPerWidgetSession: 3,
  socketsPerUser: 20,
  socketsPerTenant: 500,
  messagesPerMinute: 60,
  /** A socket that takes nothing for this long is given up. */
  stallMs: 10_000,
} as const;

/** Close codes: the client of graphql-ws tries again after all of these, and gives up for good on 4401 and 4500. */
export const closeCodes = {
  restarting: 1012,
  overloaded: 1013,
  expired: 4403,
  tooManyMessages: 4429,
} as const;

/** What a viewer's sockets count against: their session or user, and their tenant. */
export function socketPlaces({ tenantId, ...viewer }: Viewer): Bound[] {
  if (viewer.kind === 'anonymous') return [];
  const own =
    viewer.kind === 'visitor'
      ? { key: `sockets:session:${viewer.sessionId}`, limit: socketBounds.socketsPerWidgetSession }
      : { key: `sockets:user:${viewer.userId}`, limit: socketBounds.socketsPerUser };
  const all = { tenantId, key: 'sockets', limit: socketBounds.socketsPerTenant };
  return tenantId === null ? [{ tenantId, ...own }] : [{ tenantId, ...own }, all];
}

/** Says of each message whether it is within the bound of any rolling minute. */
export function createMessageCounter(): () => boolean {
  const recent: number[] = [];
  return () => {
    const now = performance.now();
    while ((recent[0] ?? now) < now - 60_000) recent.shift();
    recent.push(now);
    return recent.length <= socketBounds.messagesPerMinute;
  };
}
