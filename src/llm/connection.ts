import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { ReadableStream } from 'node:stream/web';

/**
 * A fetch that gives up when no connection stands in time, which Node's own cannot be told. It follows no redirects: a key goes to the
 * configured host only.
 */
export function connectingWithin(connectMs: number): typeof fetch {
  return async (input, init = {}) => {
    init.signal?.throwIfAborted();
    const url = new URL(input instanceof Request ? input.url : input);
    const secure = url.protocol === 'https:';
    const request = (secure ? httpsRequest : httpRequest)(url, {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
    });
    // A fault after the response began shows in its body; unheard here, it would end the process.
    request.on('error', () => {});
    limitConnecting(request, secure ? 'secureConnect' : 'connect', connectMs);
    if (init.signal) endWith(init.signal, request);
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

/**
 * Ends what is under way when the signal aborts. The request's own option of that name ends the connection under an answer that has come
 * and was not read, where nobody hears of the fault.
 */
function endWith(signal: AbortSignal, request: ClientRequest): void {
  let underWay: ClientRequest | IncomingMessage = request;
  const end = () => underWay.destroy(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  request.once('close', () => signal.removeEventListener('abort', end));
  request.once('response', (response) => {
    underWay = response;
  });
}

const messages = new WeakMap<Response, IncomingMessage>();

/** The body of a response that came this way, as it comes: what has arrived by the time it is asked for is one piece. */
export function bodyOf(response: Response): AsyncIterable<Uint8Array> {
  const message = messages.get(response);
  if (!message) throw new Error('No response of a connection of ours.');
  return message;
}

function toResponse(message: IncomingMessage): Response {
  // It shows to whoever reads, and may come when nobody does.
  message.on('error', () => {});
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) headers.set(name, String(value));
  // Reads nothing before it is asked, so that `bodyOf` finds everything.
  const body = ReadableStream.from<Uint8Array>(message);
  const response = new Response(body, { status: message.statusCode ?? 502, headers });
  messages.set(response, message);
  return response;
}
