import type { WebSocket } from 'ws';

/** Sockets are asked in so many groups, one after another: thousands at once would keep everybody else waiting. */
const groups = 12;

/** Pings every socket once per interval; one that has not answered by its next turn is given up. One timer for all of them. */
export interface Heartbeat {
  watch(socket: WebSocket): void;
  forget(socket: WebSocket): void;
  stop(): void;
}

export function startHeartbeat(intervalMs: number, giveUp: (socket: WebSocket) => void): Heartbeat {
  const circle = Array.from({ length: groups }, () => new Set<WebSocket>());
  const unanswered = new Set<WebSocket>();
  let turn = 0;
  function answered(this: WebSocket): void {
    unanswered.delete(this);
  }
  const timer = setInterval(() => {
    turn = (turn + 1) % groups;
    for (const socket of circle[turn] ?? []) {
      if (socket.readyState !== socket.OPEN) continue;
      if (unanswered.has(socket)) giveUp(socket);
      else unanswered.add(socket);
      socket.ping();
    }
  }, intervalMs / groups);
  return {
    // The group whose turn has just been: everyone has a whole interval until the first ping.
    watch: (socket) => void circle[turn]?.add(socket.on('pong', answered)),
    forget: (socket) => {
      unanswered.delete(socket);
      for (const group of circle) group.delete(socket);
    },
    stop: () => clearInterval(timer),
  };
}
