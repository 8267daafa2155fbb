import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

/**
 * A fetch that gives up when no connection stands in time, which Node's own cannot be told. It follows no redirects: a key goes to the
 * configured host only.
 */
export function connectingWithin(connectMs: number): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const secure = url.protocol === 'https:';
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(init.signal ? { signal: init.signal } : {}),
    });
    // A fault after the response began shows in its body; unheard here, it would end the process.
    request.on('error', () => {});
    limitConnecting(request, secure ? 'secureConnect' : 'connect', connectMs);
    request.end(init.body);
    const [response]: IncomingMessage[] = await once(request, 'response');
    if (!response) throw new Error('No response.');
    return toResponse(response);
  };
}

function limitConnecting(
  request: ClientRequest,
  connected: 'connect' | 'secureConnect',
  connectMs: number,
): void {
  const timer = setTimeout(() => request.destroy(new Error('No connection in time.')), connectMs);
  const done = () => clearTimeout(timer);
  request.once('close', done).once('socket', (socket) => {
    if (request.reusedSocket) done();
    else socket.once(connected, done);
  });
}

function toResponse(message: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value));
  const body: ReadableStream<Uint8Array> = Readable.toWeb(message);
  return new Response(body, { status: message.statusCode ?? 502, headers });
}
