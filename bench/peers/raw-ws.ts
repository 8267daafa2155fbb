import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { coalesce } from '../../src/chat/coalesce.ts';
import { durations } from '../../src/durations.ts';
import { announce } from './announce.ts';
import { piecesOf } from './model-stream.ts';

interface Frame {
  type: string;
  id?: string;
  payload?: { variables: { message: string } };
}

// ws alone, which sends the frames that the product sends, without GraphQL or anything else behind them.
const server = createServer();
const sockets = new WebSocketServer({
  server,
  path: '/graphql',
  handleProtocols: ([first]) => first ?? false,
});
sockets.on('connection', (socket) => {
  socket.on('message', async (data) => {
    const { type, id = '', payload }: Frame = JSON.parse(String(data));
    if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
    if (type === 'subscribe' && payload) await stream(socket, id, payload.variables.message);
  });
});

async function stream(socket: WebSocket, id: string, message: string): Promise<void> {
  let index = 0;
  for await (const text of coalesce(piecesOf(message), () => durations.coalesceMs)) {
    const chatReply = { __typename: 'ChatReplyDelta', messageId: id, index, text };
    socket.send(JSON.stringify({ id, type: 'next', payload: { data: { chatReply } } }));
    index += 1;
  }
  socket.send(JSON.stringify({ id, type: 'complete' }));
}

server.listen(0, '127.0.0.1', () => {
  announce(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
