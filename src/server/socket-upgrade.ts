import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Client } from '../auth/viewer.ts';
import { createRequestId } from '../request-scope.ts';
import { hasOptedOut } from './opt-out.ts';

/**
 * Turns away who asked for a websocket. An upgraded stream has no listener of Node's any more: without ours, a peer that resets it would
 * end the process, and one that never closes would keep it open.
 */
export function refuseUpgrade(stream: Duplex, status: string): void {
  stream.on('error', () => stream.destroy());
  stream.once('finish', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The address as far as our own proxies vouch for it: `trusted` of them stand between the client and us. */
export function clientOf(request: IncomingMessage, trusted: number): Client {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const hops = [request.socket.remoteAddress ?? '', ...forwarded.reverse()];
  const ip = hops[Math.min(trusted, hops.length - 1)] ?? '';
  const { headers } = request;
  return {
    requestId: createRequestId(),
    ip,
    origin: headers.origin ?? null,
    hasOptedOut: hasOptedOut(headers),
  };
}
