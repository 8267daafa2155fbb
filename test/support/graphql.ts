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
