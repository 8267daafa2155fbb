import { EventEmitter, on } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { useServer as serveSockets } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import '../collecting.ts';
import { announce } from './announce.ts';
import { piecesOf } from './model-stream.ts';

// graphql-ws on ws as its guide has it: each of the model's tokens a message of its own, no accounts, no limits, nothing kept.
const schema = buildSchema(`
  type Query { ok: Boolean }
  type Subscription { reply(message: String!): String!, replies: String! }
`);
const bell = new EventEmitter().setMaxListeners(0);

const roots = {
  subscription: {
    async *reply({ message }: { message: string }) {
      for await (const token of piecesOf(message)) yield { reply: token };
    },
    replies: () => on(bell, 'reply'),
  },
};

const server = createServer();
serveSockets({ schema, roots }, new WebSocketServer({ server, path: '/graphql' }));
server.listen(0, '127.0.0.1', () => {
  announce(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
