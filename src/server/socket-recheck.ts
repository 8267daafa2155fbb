import type { WebSocket } from 'ws';
import type { UserViewer, Viewer, VisitorViewer } from '../auth/viewer.ts';
import { Failure } from '../errors.ts';
import { closeCodes } from './socket-limits.ts';

/** Checks that run at once: a walk over thousands of sockets leaves the database room for requests. */
const atOnce = 32;

interface Admitted {
  socket: WebSocket;
  viewer: UserViewer | VisitorViewer;
}

export interface RecheckOptions {
  /** The viewer as they stand now. Fails where they may act no longer. */
  recheck: (viewer: Viewer) => Promise<Viewer>;
  intervalMs: number;
  onFault: (error: unknown) => void;
}

/** Closes the sockets of those who may no longer be there as they were let in: their credential expires, or ends, or their role changes. */
export interface SocketRecheck {
  watch(admitted: Admitted): void;
  forget(socket: WebSocket): void;
  stop(): void;
}

export function startRecheck({ recheck, intervalMs, onFault }: RecheckOptions): SocketRecheck {
  const watched = new Map<WebSocket, Admitted['viewer']>();
  let isWalking = false;
  let wasFaulty = false;

  /** What went wrong with the check itself, or null. */
  const look = async ([socket, viewer]: [WebSocket, Admitted['viewer']]): Promise<unknown> => {
    try {
      const now = await recheck(viewer);
      if (roleOf(now) !== roleOf(viewer)) socket.close(closeCodes.expired, 'Role changed');
    } catch (error) {
      if (!isRefusal(error)) return error;
      socket.close(closeCodes.expired, 'Credential ended');
    }
    return null;
  };

  const walk = async (): Promise<void> => {
    const everyone = [...watched];
    const faults: unknown[] = [];
    for (let start = 0; start < everyone.length; start += atOnce)
      faults.push(...(await Promise.all(everyone.slice(start, start + atOnce).map(look))));
    const fault = faults.find((error) => error !== null);
    // A database that does not answer says nothing about anyone; it is told once, until it answers again.
    if (fault !== undefined && !wasFaulty) onFault(fault);
    wasFaulty = fault !== undefined;
  };

  // Not a timer for each of thousands of sockets: only for those who end before the next look.
  const closeAtExpiry = (socket: WebSocket, { expiresAt }: Admitted['viewer']) => {
    const leftMs = expiresAt.getTime() - Date.now();
    if (leftMs > intervalMs) return;
    setTimeout(() => socket.close(closeCodes.expired, 'Credential expired'), Math.max(0, leftMs)).unref();
  };

  const timer = setInterval(async () => {
    for (const [socket, viewer] of watched) closeAtExpiry(socket, viewer);
    if (isWalking) return;
    isWalking = true;
    await walk();
    isWalking = false;
  }, intervalMs);

  return {
    watch: ({ socket, viewer }) => {
      watched.set(socket, viewer);
      closeAtExpiry(socket, viewer);
    },
    forget: (socket) => void watched.delete(socket),
    stop: () => clearInterval(timer),
  };
}

const roleOf = (viewer: Viewer) => (viewer.kind === 'user' ? viewer.role : viewer.kind);

const isRefusal = (error: unknown): boolean =>
  error instanceof Failure && error.code !== 'SERVICE_UNAVAILABLE' && error.code !== 'INTERNAL_SERVER_ERROR';
