import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const scope = new AsyncLocalStorage<string>();

/** Runs something on behalf of a request; all that it begins, in the background too, knows the request's id. */
export function onBehalfOf<T>(requestId: string, work: () => T): T {
  return scope.run(requestId, work);
}

/** The id of the request on whose behalf this runs; undefined where nobody asked for it. */
export const currentRequestId = (): string | undefined => scope.getStore();

/** Written anew in one piece: Node puts a UUID together from twenty strings, all of which would live as long as a socket's id does. */
export const createRequestId = (): string => Buffer.from(randomUUID(), 'latin1').toString('latin1');
