import type { WebSocket as GraphqlWsSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { createRequestId, onBehalfOf } from '../request-scope.ts';
import { closeCodes, createCounter, socketBounds } from './socket-limits.ts';

export interface AdapterOptions {
  /** A socket that takes nothing for this long is given up. */
  stallMs: number;
  onFault: (error: unknown) => void;
}

/** What graphql-ws needs of a socket, over ws; a peer that stops reading is given up without costing the others anything. */
export function adapterOf(socket: WebSocket, { stallMs, onFault }: AdapterOptions): GraphqlWsSocket {
  const isMessageWithin = createCounter(socketBounds.messagesPerMinute);
  const isSignalWithin = createCounter(socketBounds.signalsPerMinute);
  const onSignal = () => {
    if (!isSignalWithin()) turnOut(socket);
  };
  // Whoever has been turned out may go on talking until the connection is cut.
  const onText = (text: string, receive: (text: string) => Promise<void>) => {
    if (socket.readyState !== socket.OPEN) return;
    if (!isMessageWithin()) return turnOut(socket);
    onBehalfOf(createRequestId(), () => receive(text)).catch((error) => {
      onFault(error);
      socket.close(closeCodes.overloaded, 'Please try again');
    });
  };
  socket.on('ping', onSignal).on('pong', onSignal);
  return {
    protocol: socket.protocol,
    send: (data) => sendTo(socket, data, stallMs),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (receive) => socket.on('message', (data) => onText(String(data), receive)),
  };
}

/** Says why, and cuts the connection shortly after: whoever floods does not wait to be let go. */
function turnOut(socket: WebSocket): void {
  if (socket.readyState !== socket.OPEN) return;
  socket.close(closeCodes.tooManyMessages, 'Too many messages');
  const cut = setTimeout(() => socket.terminate(), turnOutMs);
  socket.once('close', () => clearTimeout(cut));
}

const turnOutMs = 3_000;

/** Resolves once the data has left the process: nothing queues up behind a slow reader, since its next event is read only then. */
function sendTo(socket: WebSocket, data: string, stallMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    // Should it read again, it finds why it was closed; ws cuts the connection if it does not.
    const stalled = setTimeout(() => socket.close(closeCodes.overloaded, 'Not reading'), stallMs);
    socket.send(data, () => {
      clearTimeout(stalled);
      resolve();
    });
  });
}
