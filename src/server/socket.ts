import type { Server } from 'node:http';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql';
import {
  handleProtocols,
  makeServer,
  type ServerOptions,
  type Context as SocketContext,
  type SubscribePayload,
} from 'graphql-ws';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Context } from '../auth/context.ts';
import { anonymous, type Client, type Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { Failure } from '../errors.ts';
import type { Places } from '../limits/places.ts';
import { createRequestId, currentRequestId } from '../request-scope.ts';
import { maskError } from './error-mask.ts';
import type { Meters } from './metrics/meters.ts';
import { admitOperation } from './operation-limits.ts';
import { adapterOf } from './socket-adapter.ts';
import { startHeartbeat } from './socket-heartbeat.ts';
import { closeCodes, socketBounds, socketPlaces } from './socket-limits.ts';
import { type SocketRecheck, startRecheck } from './socket-recheck.ts';
import { clientOf, refuseUpgrade } from './socket-upgrade.ts';

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
  meters: Meters;
}

interface Peer {
  socket: WebSocket;
  client: Client;
  /** null: not admitted yet. */
  viewer: Viewer | null;
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
    maxFragments: socketBounds.fragmentsPerMessage,
    maxBufferedChunks: socketBounds.chunksPerMessage,
    perMessageDeflate: false,
    handleProtocols,
  });
  const onCheckFault = (error: unknown) => d.logger.error({ err: error }, 'sockets could not be rechecked');
  const intervalMs = d.durations.socketRecheckMs;
  const rechecks = startRecheck({ recheck: d.recheck, intervalMs, onFault: onCheckFault });
  const heartbeat = startHeartbeat(d.durations.socketHeartbeatMs, (socket) =>
    socket.close(closeCodes.overloaded, 'Not answering'),
  );
  const graphql = makeServer<InitPayload, Peer>(protocolOptions(d, rechecks));
  let isDraining = false;

  server.on('upgrade', (request, stream, head) => {
    const isOurs = request.url?.split('?')[0] === '/graphql';
    if (!isOurs) return refuseUpgrade(stream, '404 Not Found');
    if (isDraining) return refuseUpgrade(stream, '503 Service Unavailable');
    sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, clientOf(request, d.trustProxy)));
  });

  function serve(socket: WebSocket, client: Client): void {
    const peer: Peer = { socket, client, viewer: null };
    // Broken frames and resets are the peer's affair; ws closes the socket itself.
    socket.on('error', () => undefined);
    const onFault = (error: unknown) =>
      d.logger.error({ err: error, requestId: client.requestId }, 'socket failed');
    heartbeat.watch(socket);
    const closed = graphql.opened(adapterOf(socket, { stallMs: d.durations.socketStallMs, onFault }), peer);
    socket.once('close', (code, reason) => {
      heartbeat.forget(socket);
      rechecks.forget(socket);
      if (peer.viewer) d.places.leave(socketPlaces(peer.viewer), client.requestId).catch(onFault);
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
      heartbeat.stop();
    },
  };
}

function protocolOptions(d: SocketDependencies, rechecks: SocketRecheck): ServerOptions<InitPayload, Peer> {
  return {
    connectionInitWaitTimeout: d.durations.socketInitMs,
    onConnect: ({ connectionParams, extra }) => admitPeer(d, rechecks, extra, connectionParams),
    onSubscribe: (context, _id, payload) => openOperation(d, context, payload),
    onNext: (_context, _id, _payload, args, result) => {
      if (!result.errors) return undefined;
      const { requestId } = (args.contextValue as Context).viewer.client;
      const errors = result.errors.map((error) => mask(error, requestId, d));
      return { ...(result.data !== undefined && { data: result.data }), errors };
    },
    onError: ({ extra }, _id, _payload, errors) =>
      errors.map((error) => mask(error, extra.client.requestId, d)),
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
  if (viewer.kind === 'anonymous' && viewer.fault !== null) return false;
  const { requestId } = peer.client;
  const places = socketPlaces(viewer);
  const isAdmitted = await d.places.enter(places, requestId);
  // Its close has been seen already, and nobody else would give the place back.
  if (peer.socket.readyState !== peer.socket.OPEN) {
    if (isAdmitted) await d.places.leave(places, requestId);
    return undefined;
  }
  if (!isAdmitted) {
    peer.socket.close(closeCodes.overloaded, 'Too many sockets');
    return undefined;
  }
  peer.viewer = viewer;
  if (viewer.kind !== 'anonymous') rechecks.watch({ socket: peer.socket, viewer });
  return true;
}

/** A fresh context for each operation; errors go to the client as they are, so they are masked here. */
function openOperation(
  d: SocketDependencies,
  { extra, subscriptions }: SocketContext<InitPayload, Peer>,
  payload: SubscribePayload,
): ExecutionArgs | GraphQLError[] {
  const { schema, introspection, service } = d;
  const client = { ...extra.client, requestId: currentRequestId() ?? createRequestId() };
  d.meters.note(({ subscriptions: begun }) => begun.inc());
  try {
    const open = Object.keys(subscriptions).length;
    const limit = socketBounds.subscriptionsPerSocket;
    if (open > limit)
      throw new Failure('QUERY_TOO_COMPLEX', 'Too many subscriptions on one socket.', {
        limit,
        actual: open,
      });
    const { operationName = null, variables: variableValues = null } = payload;
    const { document } = admitOperation({
      ...{ schema, introspection, allow: ['subscription'] },
      ...{ query: payload.query, operationName, variables: variableValues },
    });
    const contextValue: Context = { viewer: { ...(extra.viewer ?? anonymous(client)), client }, service };
    return { schema, document, contextValue, operationName, variableValues };
  } catch (error) {
    const { message, extensions } = mask(error, client.requestId, d);
    return [new GraphQLError(message, { extensions: { ...extensions } })];
  }
}

function mask(thrown: unknown, requestId: string, { logger, meters }: SocketDependencies) {
  const already = thrown instanceof GraphQLError && typeof thrown.extensions.requestId === 'string';
  if (already) return thrown.toJSON();
  const { error, code, fault } = maskError(thrown, requestId);
  meters.note(({ failures }) => failures.inc({ code, transport: 'socket' }));
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
