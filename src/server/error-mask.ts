import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type ErrorCode, Failure, httpStatusByCode } from '../errors.ts';

/** A driver that cannot reach its server, or meets something else in its place, says so by these names. */
const unreachable =
  /^(Mongo(ose)?ServerSelection|Mongo(Network|Pool|NotConnected|TopologyClosed|WaitQueueTimeout|ClientClosed|OperationTimeout|ServerClosed|StalePrimary|Parse|UnexpectedServerResponse)|PoolCleared)/;

/** A server that is there and cannot write: it shuts down, is not the primary (any more), is changing it, or its disk is full. */
const passing: readonly unknown[] = [91, 189, 10_107, 11_600, 11_602, 13_435, 13_436, 14_031];

export interface MaskedError {
  error: GraphQLFormattedError;
  code: ErrorCode;
  /** A fault of ours, for the log; null for what callers bring about themselves. */
  fault: unknown;
}

/** The one place where errors turn into what callers see, over HTTP and the websocket alike: code, message and request id, nothing of the inside. */
export function maskError(thrown: unknown, requestId: string): MaskedError {
  const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
  const failure = failureFor(cause, thrown);
  const place = thrown instanceof GraphQLError ? placeOf(thrown) : {};
  const isOurs = failure.code === 'INTERNAL_SERVER_ERROR' || failure.code === 'SERVICE_UNAVAILABLE';
  return {
    code: failure.code,
    fault: isOurs && !(cause instanceof Failure) ? cause : null,
    error: {
      message: failure.message,
      ...place,
      extensions: { ...failure.extensions, requestId },
    },
  };
}

/** HTTP status of a response: that of its first error, or 200 where there is data. */
export function statusOf(codes: readonly ErrorCode[], hasData: boolean): number {
  const [first] = codes;
  return first === undefined || hasData ? 200 : httpStatusByCode[first];
}

function failureFor(cause: unknown, thrown: unknown): Failure {
  if (cause instanceof Failure) return cause;
  if (thrown instanceof Failure) return thrown;
  if (cause instanceof Error && (unreachable.test(cause.name) || isPassing(cause)))
    return new Failure('SERVICE_UNAVAILABLE', 'The service cannot answer just now; please try again.');
  return new Failure('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
}

const isPassing = (error: Error): boolean =>
  error.name.startsWith('Mongo') && 'code' in error && passing.includes(error.code);

function placeOf({ path, locations }: GraphQLError) {
  return { ...(path && { path }), ...(locations && { locations }) };
}
