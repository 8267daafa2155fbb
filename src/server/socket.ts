import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer, type ServerOptions, type Context as SocketContext } from 'graphql-ws';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Context } from '../auth/context.ts';
import { anonymous, type Client, type Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { Failure } from '../errors.ts';
import type { Places } from '../limits/places.ts';
import { maskError } from './error-mask.ts';
import { admitOperation } from './operation-limits.ts';
import { hasOptedOut } from './opt-out.ts';
import { adapterOf, startHeartbeat } from './socket-adapter.ts';
import { closeCodes, socketBounds, socketPlaces } from './socket-limits.ts';
import { type SocketRecheck, startRecheck } from './socket-recheck.ts';

export interface SocketDependencies {
  schema: GraphQLSchema;
  authenticate: Authenticate;
  introspection: boolean;
  service: Context['service'];
  /** The viewer as they stand now. Fails where they may act no longer. */
  recheck: (viewer: Viewer) => Promise<Viewer>;
  /** How many sockets there are, of whom. */
  places: Places;
  durations: Durations;
  trustProxy: number;
  logger: Logger;
}

interface Peer {
  id: string;
  socket: WebSocket;
  client: Client;
  viewer: Viewer;
}

type InitPayload = Record<string, unknown>;

export interface SocketServer {
  /** Refuses new sockets, and closes the open ones as restarting, spread over `overMs`. */
  drain(overMs: number): Promise<void>;
  readonly count: number;
}

/** graphql-transport-ws on /graphql: subscriptions only, under the same limits, rules and mask as HTTP. */
export function attachSockets(server: Server, d: SocketDependencies): SocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: socketBounds.maxFrameBytes,
    perMessageDeflate: false,
    handleProtocols,
  });
  const onCheckFault = (error: unknown) => d.logger.error({ err: error }, 'sockets could not be rechecked');
  const intervalMs = d.durations.socketRecheckMs;
  const rechecks = startRecheck({ recheck: d.recheck, intervalMs, onFault: onCheckFault });
  const graphql = makeServer<InitPayload, Peer>(protocolOptions(d, rechecks));
  let isDraining = false;

  server.on('upgrade', (request, stream, head) => {
    const isOurs = request.url?.split('?')[0] === '/graphql';
    if (!isOurs || isDraining) {
      const status = isOurs ? '503 Service Unavailable' : '404 Not Found';
      stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, clientOf(request, d.trustProxy)));
  });

  function serve(socket: WebSocket, client: Client): void {
    const peer: Peer = { id: randomUUID(), socket, client, viewer: anonymous(client) };
    // Broken frames and resets are the peer's affair; ws closes the socket itself.
    socket.on('error', () => undefined);
    const stopHeartbeat = startHeartbeat(socket, d.durations.socketHeartbeatMs);
    const onFault = (error: unknown) =>
      d.logger.error({ err: error, requestId: client.requestId }, 'socket failed');
    const closed = graphql.opened(adapterOf(socket, onFault), peer);
    socket.once('close', (code, reason) => {
      stopHeartbeat();
      d.places.leave(socketPlaces(peer.viewer), peer.id).catch(onFault);
      closed(code, String(reason)).catch(onFault);
    });
  }

  return {
    get count() {
      return sockets.clients.size;
    },
    drain: async (overMs) => {
      isDraining = true;
      rechecks.stop();
      const open = [...sockets.clients];
      await Promise.all(open.map((socket, place) => closeAfter(socket, (overMs * place) / open.length)));
    },
  };
}

function protocolOptions(d: SocketDependencies, rechecks: SocketRecheck): ServerOptions<InitPayload, Peer> {
  return {
    connectionInitWaitTimeout: d.durations.socketInitMs,
    onConnect: ({ connectionParams, extra }) => admitPeer(d, rechecks, extra, connectionParams),
    onSubscribe: (context, _id, { query, operationName, variables }) =>
      openOperation(d, context, {
        query,
        operationName: operationName ?? null,
        variables: variables ?? null,
      }),
    onNext: (_context, _id, _payload, args, result) => {
      if (!result.errors) return undefined;
      const { requestId } = (args.contextValue as Context).viewer.client;
      const errors = result.errors.map((error) => mask(error, requestId, d.logger));
      return { ...(result.data !== undefined && { data: result.data }), errors };
    },
    onError: ({ extra }, _id, _payload, errors) =>
      errors.map((error) => mask(error, extra.client.requestId, d.logger)),
  };
}

/** A bad credential closes with 4403, which clients may try again with a better one; none at all is anonymous. */
async function admitPeer(
  d: SocketDependencies,
  rechecks: SocketRecheck,
  peer: Peer,
  params?: InitPayload,
): Promise<boolean | undefined> {
  const viewer = await d.authenticate(authorizationOf(params), peer.client);
  if (viewer.kind === 'anonymous') return viewer.fault === null;
  const places = socketPlaces(viewer);
  const isAdmitted = await d.places.enter(places, peer.id);
  // Its close has been seen already, and nobody else would give the place back.
  if (peer.socket.readyState !== peer.socket.OPEN) {
    if (isAdmitted) await d.places.leave(places, peer.id);
    return undefined;
  }
  if (!isAdmitted) {
    peer.socket.close(closeCodes.overloaded, 'Too many sockets');
    return undefined;
  }
  peer.viewer = viewer;
  rechecks.watch({ socket: peer.socket, viewer });
  return true;
}

interface Operation {
  query: string;
  operationName: string | null;
  variables: Record<string, unknown> | null;
}

/** A fresh context for each operation; errors go to the client as they are, so they are masked here. */
function openOperation(
  d: SocketDependencies,
  { extra, subscriptions }: SocketContext<InitPayload, Peer>,
  operation: Operation,
): ExecutionArgs | GraphQLError[] {
  const { schema, introspection, service } = d;
  const client = { ...extra.client, requestId: randomUUID() };
  try {
    const open = Object.keys(subscriptions).length;
    const limit = socketBounds.subscriptionsPerSocket;
    if (open > limit)
      throw new Failure('QUERY_TOO_COMPLEX', 'Too many subscriptions on one socket.', {
        limit,
        actual: open,
      });
    const { document } = admitOperation({ schema, introspection, ...operation, allow: ['subscription'] });
    const contextValue: Context = { viewer: { ...extra.viewer, client }, service };
    const { operationName, variables: variableValues } = operation;
    return { schema, document, contextValue, operationName, variableValues };
  } catch (error) {
    const { message, extensions } = mask(error, client.requestId, d.logger);
    return [new GraphQLError(message, { extensions: { ...extensions } })];
  }
}

function mask(thrown: unknown, requestId: string, logger: Logger) {
  const already = thrown instanceof GraphQLError && typeof thrown.extensions.requestId === 'string';
  if (already) return thrown.toJSON();
  const { error, fault } = maskError(thrown, requestId);
  if (fault) logger.error({ err: fault, requestId }, 'subscription failed');
  return error;
}

/** GraphiQL sends the header's name as it was typed. */
function authorizationOf(params: InitPayload = {}): string | undefined {
  const value = Object.entries(params).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return typeof value === 'string' ? value : undefined;
}

async function closeAfter(socket: WebSocket, ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.close(closeCodes.restarting, 'Restarting');
  const last = setTimeout(() => socket.terminate(), 1_000);
  if (socket.readyState !== socket.CLOSED) await closed;
  clearTimeout(last);
}

/** The address as far as our own proxies vouch for it: `trusted` of them stand between the client and us. */
function clientOf(request: IncomingMessage, trusted: number): Client {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const hops = [request.socket.remoteAddress ?? '', ...forwarded.reverse()];
  const ip = hops[Math.min(trusted, hops.length - 1)] ?? '';
  const { headers } = request;
  return { requestId: randomUUID(), ip, origin: headers.origin ?? null, hasOptedOut: hasOptedOut(headers) };
}
