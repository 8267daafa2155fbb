import { ask, type GraphqlError, rawSocket } from '../support/graphql.ts';
import type { RootField } from './root-fields.ts';

export type Variables = Record<string, unknown>;

export interface Outcome {
  /** `data`, `null`, `false`, or the code of the refusal. */
  is: string;
  /** All that tells one answer from another: status, headers and the whole body, the request's id replaced. */
  told: string;
  /** What the field answered. */
  data: unknown;
}

interface Endpoints {
  url: string;
  socketUrl: string;
}

/** Tries a root field as the bearer of a token: over HTTP, or for subscriptions over a websocket of its own. */
export function attempt(
  server: Endpoints,
  field: RootField,
  token: string | undefined,
  variables: Variables,
): Promise<Outcome> {
  return field.isSubscription
    ? onSocket(server, field, token, variables)
    : overHttp(server, field, token, variables);
}

/** The same with some work done again and again until there is an answer, for what answers only then. */
export async function whileDoing(work: () => Promise<unknown>, trying: Promise<Outcome>): Promise<Outcome> {
  let isOver = false;
  const outcome = trying.finally(() => {
    isOver = true;
  });
  while (!isOver) await work();
  return outcome;
}

const withoutRequestId = (text: string): string =>
  text.replaceAll(/"requestId":"[0-9a-f-]{36}"/g, '"requestId":"…"');

async function overHttp(
  server: Endpoints,
  { name, document }: RootField,
  token: string | undefined,
  variables: Variables,
): Promise<Outcome> {
  const { status, headers, text, data, errors } = await ask<Variables>(server, document, {
    token,
    variables,
  });
  const kept = [...headers].filter(([header]) => header !== 'date');
  const told = withoutRequestId(JSON.stringify({ status, headers: kept, text }).replaceAll('\\"', '"'));
  return { is: kindOf(data?.[name], errors), told, data: data?.[name] };
}

function kindOf(data: unknown, [error]: readonly GraphqlError[]): string {
  if (error) return error.extensions.code;
  return data === null || data === undefined || data === false ? String(data) : 'data';
}

/** The first that arrives: an event, a refusal, or the socket's end. */
async function onSocket(
  server: Endpoints,
  { name, document }: RootField,
  token: string | undefined,
  variables: Variables,
): Promise<Outcome> {
  const raw = await rawSocket(server);
  const closed = raw.closed.then(({ code, reason }) => ({ type: 'closed', payload: `${code} ${reason}` }));
  const first = (id?: string) =>
    Promise.race([closed, raw.next((message) => message.id === id && message.type !== 'ping')]);
  try {
    raw.send({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} });
    const greeting = await first();
    if (greeting.type === 'closed') return { is: String(greeting.payload), told: '', data: undefined };
    raw.send({ type: 'subscribe', id: 'it', payload: { query: document, variables } });
    const { type, payload } = await first('it');
    const answer = (type === 'next' ? payload : { errors: payload }) as {
      data?: Variables | null;
      errors?: GraphqlError[];
    };
    const data = answer.data?.[name];
    const told = withoutRequestId(JSON.stringify({ type, payload }));
    return { is: kindOf(data, answer.errors ?? []), told, data };
  } finally {
    await raw.end();
  }
}
