import { type KeyObject, randomUUID } from 'node:crypto';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type Caller, issueCallToken } from './call-tokens.ts';
import { type FunctionsKey, signatureHeaders, signatureOf } from './signing.ts';

/** What it takes to call functions elsewhere. */
export interface FunctionsAccess {
  /** Of the server, or of its `/mcp`. */
  url: string;
  /** The one that is signed with. */
  key: FunctionsKey;
  signingKey: KeyObject;
}

export interface Patience {
  connectMs: number;
  signal: AbortSignal;
}

export interface Called {
  status: number;
  text: string;
}

const [plain, encrypted] = [new HttpAgent({ keepAlive: true }), new HttpsAgent({ keepAlive: true })];

export function endpointOf(url: string): URL {
  const endpoint = new URL(url);
  if (endpoint.pathname === '/') endpoint.pathname = '/mcp';
  return endpoint;
}

/** Sends one message for a caller, signed and with a token of its own. Rejects where there is no whole answer in time. */
export async function callFunctions(
  { url, key, signingKey }: FunctionsAccess,
  caller: Caller,
  message: string,
  patience: Patience,
  protocolVersion?: string,
): Promise<Called> {
  const endpoint = endpointOf(url);
  const body = Buffer.from(message);
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000)), randomUUID()];
  const path = `${endpoint.pathname}${endpoint.search}`;
  const headers = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    accept: 'application/json, text/event-stream',
    authorization: `Bearer ${await issueCallToken(caller, body, signingKey)}`,
    [signatureHeaders.keyId]: key.id,
    [signatureHeaders.timestamp]: timestamp,
    [signatureHeaders.nonce]: nonce,
    [signatureHeaders.signature]: signatureOf(key.secret, { method: 'POST', path, timestamp, nonce, body }),
    ...(protocolVersion && { 'mcp-protocol-version': protocolVersion }),
  };
  return post(endpoint, headers, body, patience);
}

function post(
  endpoint: URL,
  headers: Record<string, string>,
  body: Buffer,
  { connectMs, signal }: Patience,
): Promise<Called> {
  const isEncrypted = endpoint.protocol === 'https:';
  const request = isEncrypted ? httpsRequest : httpRequest;
  const agent = isEncrypted ? encrypted : plain;
  return new Promise((resolve, reject) => {
    const sent = request(endpoint, { method: 'POST', agent, headers, signal }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    sent.once('error', reject);
    sent.once('socket', (socket) => {
      if (!socket.connecting) return;
      const late = setTimeout(
        () => sent.destroy(new Error('The functions could not be reached in time.')),
        connectMs,
      );
      socket.once(isEncrypted ? 'secureConnect' : 'connect', () => clearTimeout(late));
      sent.once('close', () => clearTimeout(late));
    });
    sent.end(body);
  });
}
