import { randomUUID } from 'node:crypto';
import { type Client, createClient } from 'graphql-ws';
import { expect } from 'vitest';
import { WebSocket } from 'ws';

export interface GraphqlError {
  message: string;
  path?: (string | number)[];
  extensions: {
    code: string;
    requestId: string;
    fields?: { path: string; message: string }[];
    [name: string]: unknown;
  };
}

export interface Answer<Data> {
  status: number;
  headers: Headers;
  data: Data | null;
  errors: GraphqlError[];
  /** The whole body, for messages and for byte comparisons. */
  text: string;
}

export interface Asking {
  token?: string | undefined;
  variables?: Record<string, unknown> | undefined;
  headers?: Record<string, string>;
}

/** One operation over real HTTP. */
export async function ask<Data>(
  server: { url: string },
  query: string,
  asking: Asking = {},
): Promise<Answer<Data>> {
  const { token, variables, headers } = asking;
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const body: { data?: Data | null; errors?: GraphqlError[] } = JSON.parse(text);
  return {
    status: response.status,
    headers: response.headers,
    data: body.data ?? null,
    errors: body.errors ?? [],
    text,
  };
}

/** The data of an operation that is expected to succeed; the exchange is in the message if it does not. */
export async function get<Data>(server: { url: string }, query: string, asking: Asking = {}): Promise<Data> {
  const answer = await ask<Data>(server, query, asking);
  if (answer.errors.length > 0 || answer.data === null)
    throw new Error(`${query}\n${JSON.stringify(asking.variables)}\n→ ${answer.status} ${answer.text}`);
  return answer.data;
}

/** Expects an operation to fail with one code; returns the error. */
export async function refused(
  server: { url: string },
  query: string,
  code: string,
  asking: Asking = {},
): Promise<GraphqlError & { status: number; headers: Headers }> {
  const { status, headers, errors, text } = await ask(server, query, asking);
  expect(errors[0]?.extensions.code, `${query}\n→ ${status} ${text}`).toBe(code);
  const [error] = errors;
  if (!error) throw new Error('there is no error');
  expect(error.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  return { ...error, status, headers };
}

/** A graphql-ws client of a bearer of that token. */
export function socketClient(
  server: { socketUrl: string },
  token?: string,
  headers: Record<string, string> = {},
): Client {
  class SocketWithHeaders extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, { headers });
    }
  }
  return createClient({
    url: `${server.socketUrl}/graphql`,
    webSocketImpl: SocketWithHeaders,
    retryAttempts: 0,
    lazyCloseTimeout: 0,
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
  });
}

/** A bare POST to /graphql, for bodies and headers that no client would send. */
export async function post(
  server: { url: string },
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = { 'content-type': 'application/json' },
): Promise<Answer<unknown>> {
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
  const text = await response.text();
  const parsed: { data?: unknown; errors?: GraphqlError[] } = JSON.parse(text);
  const { data = null, errors = [] } = parsed;
  return { status: response.status, headers: response.headers, data, errors, text };
}

export interface SocketMessage {
  type: string;
  id?: string;
  payload?: unknown;
}

export interface RawSocket {
  socket: WebSocket;
  messages: SocketMessage[];
  send(message: SocketMessage): void;
  /** The first message that fits; those that have arrived count too. */
  next(fits: (message: SocketMessage) => boolean): Promise<SocketMessage>;
  closed: Promise<{ code: number; reason: string }>;
  /** Cuts the socket and resolves when it is gone. */
  end(): Promise<void>;
}

/** A websocket that speaks the protocol by hand. Resolves once it is open. */
export async function rawSocket(
  server: { socketUrl: string },
  options: { path?: string; protocol?: string; headers?: Record<string, string> } = {},
): Promise<RawSocket> {
  const { path = '/graphql', protocol = 'graphql-transport-ws', headers = {} } = options;
  const socket = new WebSocket(`${server.socketUrl}${path}`, protocol, { headers });
  const messages: SocketMessage[] = [];
  const looks = new Set<() => void>();
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)));
    for (const look of looks) look();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return {
    socket,
    messages,
    closed,
    send: (message) => socket.send(JSON.stringify(message)),
    next: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = messages.find(fits);
          if (!found) return;
          looks.delete(look);
          resolve(found);
        };
        looks.add(look);
        look();
        closed.then((event) => reject(new Error(`closed: ${JSON.stringify({ event, messages })}`)));
      }),
    end: async () => {
      socket.terminate();
      await closed;
    },
  };
}

/** A raw socket whose connection_init was acknowledged. */
export async function acknowledged(
  server: { socketUrl: string },
  token?: string,
  headers: Record<string, string> = {},
): Promise<RawSocket> {
  const raw = await rawSocket(server, { headers });
  raw.send({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} });
  await raw.next(({ type }) => type === 'connection_ack');
  return raw;
}

/** The error that a subscription on an open socket is refused with, before it starts or by its source. */
export async function refusedOnSocket(
  raw: RawSocket,
  payload: Record<string, unknown>,
): Promise<GraphqlError> {
  const id = randomUUID();
  raw.send({ type: 'subscribe', id, payload });
  const answer = await raw.next((message) => message.id === id);
  const found = answer.type === 'next' ? (answer.payload as { errors?: unknown }).errors : answer.payload;
  const [error] = (found ?? []) as GraphqlError[];
  if (!error) throw new Error(`an error was expected, not ${JSON.stringify(answer)}`);
  expect(error.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  return error;
}
