import type { TypedDocumentString } from '../gql/graphql.ts';
import { failureOf } from './failure.ts';
import type { GraphqlError } from './graphql-socket.ts';
import { TransportFailure } from './transport.ts';

interface Answer<Result> {
  data?: Result | null;
  errors?: GraphqlError[];
}

export interface Endpoint {
  url: string;
  /** Bearer credential. */
  token: string | null;
}

/** One operation over HTTP. Fails with a `TransportFailure` only. */
export async function post<Result, Variables>(
  { url, token }: Endpoint,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (token) headers.set('authorization', `Bearer ${token}`);
  const body = JSON.stringify({ query: String(document), variables });
  let answer: Answer<Result>;
  try {
    const response = await fetch(url, { method: 'POST', headers, body, credentials: 'omit' });
    answer = (await response.json()) as Answer<Result>;
  } catch (fault) {
    throw new TransportFailure('NETWORK', String(fault));
  }
  const error = answer.errors?.[0];
  if (error) throw failureOf(error);
  if (!answer.data) throw new TransportFailure('NETWORK', 'no data');
  return answer.data;
}
