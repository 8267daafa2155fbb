import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Server } from './server.ts';

export interface Frame {
  type: string;
  id?: string;
  payload?: { data?: Record<string, unknown> | null; errors?: readonly unknown[] };
}

export interface SocketClient {
  subscribe(query: string, variables: object): void;
  close(): void;
}

/** As little of a client of graphql-transport-ws as will do, so that the load weighs little; the same for whoever is asked. */
export async function openSocket(
  server: Server,
  authorization: string | null,
  onFrame: (frame: Frame) => void,
): Promise<SocketClient> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  const acknowledged = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'connection_init', payload: authorization ? { authorization } : {} }));
  await acknowledged;
  socket.on('message', (data) => {
    const frame: Frame = JSON.parse(String(data));
    if (frame.type === 'ping') socket.send('{"type":"pong"}');
    else onFrame(frame);
  });
  socket.once('close', () => onFrame({ type: 'closed' }));
  let subscriptions = 0;
  return {
    subscribe: (query, variables) => {
      const id = String(++subscriptions);
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } }));
    },
    close: () => socket.close(),
  };
}
