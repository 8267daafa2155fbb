import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, GraphQLError, parse, validate } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import * as generated from '../../client-widget/src/gql/graphql.ts';
import { createGraphqlTransport } from '../../client-widget/src/transport/graphql.ts';
import type {
  ReplyCursor,
  ReplyEvent,
  TransportFailure,
} from '../../client-widget/src/transport/transport.ts';

// The product's schema behind the library that serves it.
const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

interface Asked {
  sessionId: string;
  messageId?: string;
  afterIndex?: number;
}

const delta = (index: number) => ({
  chatReply: { __typename: 'ChatReplyDelta', messageId: 'r1', index, text: `w${index} ` },
});
const subscription = schema.getSubscriptionType()?.getFields().chatReply;
if (!subscription) throw new Error('no chatReply');
subscription.subscribe = async function* (
  _root,
  { messageId, afterIndex }: Asked,
  context: { token: unknown },
) {
  if (context.token !== 'Bearer good')
    throw new GraphQLError('no', { extensions: { code: 'UNAUTHENTICATED' } });
  if (messageId === 'gone') throw new GraphQLError('no', { extensions: { code: 'NOT_FOUND' } });
  for (let index = (afterIndex ?? -2) + 1; index < 3; index += 1) yield delta(index);
};

// A browser's socket reports an error by closing; this one would throw it.
class BrowserLike extends WebSocket {
  constructor(address: string, protocol: string) {
    super(address, protocol);
    this.on('error', () => undefined);
  }
}

let server: Server;
let sockets: WebSocketServer;
let answer: { status: number; body: string };
let posted: { authorization: string | undefined; body: string };
let origin: string;
const { WebSocket: native } = globalThis;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    posted = { authorization: request.headers.authorization, body };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  sockets = new WebSocketServer({ server, path: '/graphql' });
  useServer(
    { schema, context: ({ connectionParams }) => ({ token: connectionParams?.authorization }) },
    sockets,
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(globalThis, { WebSocket: BrowserLike });
});

afterAll(async () => {
  Object.assign(globalThis, { WebSocket: native });
  for (const socket of sockets.clients) socket.terminate();
  sockets.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function follow(
  token: string,
  cursor: ReplyCursor | null,
  onEvent: (event: ReplyEvent) => void = () => undefined,
) {
  const transport = createGraphqlTransport(origin);
  transport.authorise(token);
  const words: string[] = [];
  return new Promise<{ words: string[]; failure: TransportFailure }>((resolve) => {
    transport.replies('s1', cursor, {
      connected: () => undefined,
      event(event) {
        if (event.__typename === 'ChatReplyDelta') words.push(event.text.trim());
        onEvent(event);
      },
      ended: (failure) => resolve({ words, failure }),
    });
  });
}

describe('the operations', () => {
  it('are what the schema knows', () => {
    const documents = Object.entries(generated).flatMap(([name, text]) =>
      name.endsWith('Document') ? [String(text)] : [],
    );
    expect(documents).toHaveLength(17);
    expect(documents.flatMap((text) => validate(schema, parse(text)))).toEqual([]);
  });
});

describe('the websocket', () => {
  it('brings the newest reply from its beginning where there is no cursor', async () => {
    const { words, failure } = await follow('good', null);
    expect([words, failure.code]).toEqual([['w0', 'w1', 'w2'], 'CLOSED']);
  });

  it('brings what came after the cursor', async () => {
    expect((await follow('good', { messageId: 'r1', index: 1 })).words).toEqual(['w2']);
  });

  it.each([
    ['bad', null, 'UNAUTHENTICATED'],
    ['good', { messageId: 'gone', index: 0 }, 'NOT_FOUND'],
  ])('tells why a subscription was refused: %s, %o', async (token, cursor, code) => {
    expect((await follow(token, cursor)).failure.code).toBe(code);
  });

  it.each([
    [4403, 'SESSION_EXPIRED'],
    [4401, 'CLOSED'],
    [4500, 'CLOSED'],
    [1012, 'CLOSED'],
    [1000, 'CLOSED'],
  ])('takes a close with %i as %s', async (closeCode, code) => {
    const closeAll = () => {
      for (const socket of sockets.clients) socket.close(closeCode);
    };
    sockets.once('connection', closeAll);
    expect((await follow('good', null)).failure.code).toBe(code);
  });

  it('tells of a server that is not there', async () => {
    const transport = createGraphqlTransport('http://127.0.0.1:1');
    const code = await new Promise((resolve) => {
      transport.replies('s1', null, {
        connected: () => undefined,
        event: () => undefined,
        ended: (failure) => resolve(failure.code),
      });
    });
    expect(code).toBe('CLOSED');
  });
});

describe('a request', () => {
  const transport = () => {
    const made = createGraphqlTransport(origin);
    made.authorise('good');
    return made;
  };

  it('carries the credential and the variables', async () => {
    answer = { status: 200, body: '{"data":{"cancelChatReply":true}}' };
    expect(await transport().cancel('s1', 'r1')).toBe(true);
    expect(posted.authorization).toBe('Bearer good');
    expect(JSON.parse(posted.body)).toMatchObject({ variables: { sessionId: 's1', messageId: 'r1' } });
  });

  it('fails with the code of the API, the wrong inputs and the time to wait', async () => {
    const extensions = {
      code: 'RATE_LIMITED',
      retryAfterSeconds: 90,
      fields: [{ path: 'input.message', message: 'x' }],
    };
    answer = { status: 429, body: JSON.stringify({ errors: [{ message: 'x', extensions }], data: null }) };
    await expect(transport().estimate('s1')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 90,
      paths: ['input.message'],
    });
  });

  it.each(['<html>bad gateway</html>', '', '{}'])(
    'without an answer of the API is a failure of the network: %s',
    async (body) => {
      answer = { status: 502, body };
      await expect(transport().estimate('s1')).rejects.toMatchObject({ code: 'NETWORK' });
    },
  );
});
