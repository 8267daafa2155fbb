import type { WebSocket as GraphqlWsSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { closeCodes, createMessageCounter, socketBounds } from './socket-limits.ts';

/** What graphql-ws needs of a socket, over ws; a peer that stops reading is given up without costing the others anything. */
export function adapterOf(socket: WebSocket, onFault: (error: unknown) => void): GraphqlWsSocket {
  const withinBound = createMessageCounter();
  return {
    protocol: socket.protocol,
    send: (data) => sendTo(socket, data),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (receive) =>
      socket.on('message', (data) => {
        if (!withinBound()) return socket.close(closeCodes.tooManyMessages, 'Too many messages');
        receive(String(data)).catch((error) => {
          onFault(error);
          socket.close(closeCodes.overloaded, 'Please try again');
        });
      }),
  };
}

/** Resolves once the data has left the process: nothing queues up behind a slow reader, since its next event is read only then. */
function sendTo(socket: WebSocket, data: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    const stalled = setTimeout(() => {
      socket.close(closeCodes.overloaded, 'Not reading');
      socket.terminate();
    }, socketBounds.stallMs);
    socket.send(data, () => {
      clearTimeout(stalled);
      resolve();
    });
  });
}

/** Pings now and then; a socket that has not answered by the next ping is dead. Returns how to stop. */
export function startHeartbeat(socket: WebSocket, intervalMs: number): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, intervalMs);
  return () => clearInterval(timer);
}
