import type { GraphqlError } from './graphql-socket.ts';
import { TransportFailure } from './transport.ts';

// 4403: the credential was refused or has run out. Everything else may be tried again.
const forbidden = 4403;

/** An error of the API, or the code with which a socket was closed. */
export function failureOf(reason: GraphqlError | number): TransportFailure {
  if (typeof reason === 'number') {
    return new TransportFailure(reason === forbidden ? 'SESSION_EXPIRED' : 'CLOSED', String(reason));
  }
  const { code = 'INTERNAL_SERVER_ERROR', retryAfterSeconds = null, fields = [] } = reason.extensions ?? {};
  const paths = fields.map(({ path }) => path);
  return new TransportFailure(code, reason.message, { paths, retryAfterSeconds });
}
