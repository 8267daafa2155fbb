import type { WebSocket } from 'ws';
import type { Viewer } from '../auth/viewer.ts';

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

/** Counts the open sockets of sessions, users and tenants in this process. */
export interface SocketLimits {
  /** false: there are too many already. */
  enter(viewer: Viewer, socket: WebSocket): boolean;
  leave(viewer: Viewer, socket: WebSocket): void;
}

export function createSocketLimits(): SocketLimits {
  const open = new Map<string, Set<WebSocket>>();
  return {
    enter: (viewer, socket) => {
      const bounds = boundsOf(viewer);
      if (bounds.some(([key, limit]) => (open.get(key)?.size ?? 0) >= limit)) return false;
      for (const [key] of bounds) open.set(key, (open.get(key) ?? new Set()).add(socket));
      return true;
    },
    leave: (viewer, socket) => {
      for (const [key] of boundsOf(viewer)) {
        const group = open.get(key);
        group?.delete(socket);
        if (group?.size === 0) open.delete(key);
      }
    },
  };
}

function boundsOf(viewer: Viewer): [key: string, limit: number][] {
  if (viewer.kind === 'anonymous') return [];
  const own: [string, number] =
    viewer.kind === 'visitor'
      ? [`session:${viewer.sessionId}`, socketBounds.socketsPerWidgetSession]
      : [`user:${viewer.userId}`, socketBounds.socketsPerUser];
  return viewer.tenantId === null
    ? [own]
    : [own, [`tenant:${viewer.tenantId}`, socketBounds.socketsPerTenant]];
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
