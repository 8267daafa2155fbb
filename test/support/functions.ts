import { randomUUID } from 'node:crypto';
import { readSigningKey } from '../../src/auth/tokens.ts';
import { issueCallToken } from '../../src/functions/call-tokens.ts';
import { readFunctionsKeys, signatureHeaders, signatureOf } from '../../src/functions/signing.ts';
import { keptSigningKey } from '../../src/security/generated-keys.ts';

/** The text with each of its bytes changed in turn, to each other value that a byte can have. Bytes are letters of latin1. */
export function* changedBytes(text: string): Generator<string> {
  for (let place = 0; place < text.length; place += 1)
    for (let byte = 0; byte < 256; byte += 1)
      if (byte !== text.charCodeAt(place))
        yield `${text.slice(0, place)}${String.fromCharCode(byte)}${text.slice(place + 1)}`;
}

export const functionsKeys = `new:${Buffer.alloc(32, 7).toString('base64')},old:${Buffer.alloc(32, 8).toString('base64')}`;

interface FunctionsServer {
  url: string;
  dataDir: string;
}

/** What a signed call carries. */
export interface SignedCall {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Signing {
  keys?: string;
  keyId?: string;
  scopes?: string[];
  /** How far the caller's clock is off. */
  offSeconds?: number;
  /** Body and tenant that the token is for, where they are not the call's. */
  tokenBody?: string;
  path?: string;
  method?: string;
}

/** A call as an agent of this tenant would send it. */
export async function signedCall(
  server: FunctionsServer,
  tenantId: string,
  body: string,
  { keys = functionsKeys, keyId, scopes = ['rc.read'], offSeconds = 0, ...given }: Signing = {},
): Promise<SignedCall> {
  const { path = '/mcp', method = 'POST' } = given;
  const known = readFunctionsKeys(keys);
  const key = keyId === undefined ? known[0] : known.find(({ id }) => id === keyId);
  if (!key) throw new Error('there is no such key');
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1_000) + offSeconds), randomUUID()];
  const bytes = Buffer.from(body);
  const signingKey = readSigningKey(await keptSigningKey(server.dataDir));
  const token = await issueCallToken({ tenantId, scopes }, Buffer.from(given.tokenBody ?? body), signingKey);
  return {
    ...{ method, path, body },
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${token}`,
      [signatureHeaders.keyId]: key.id,
      [signatureHeaders.timestamp]: timestamp,
      [signatureHeaders.nonce]: nonce,
      [signatureHeaders.signature]: signatureOf(key.secret, { method, path, timestamp, nonce, body: bytes }),
    },
  };
}

export function send(
  { url }: { url: string },
  { method, path, headers, body }: SignedCall,
): Promise<Response> {
  return fetch(`${url}${path}`, { method, headers, ...(method === 'GET' ? {} : { body }) });
}

export const toolCall = (name: string, given: object): string =>
  JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } });

export interface ToolAnswer<Result> {
  isError?: boolean;
  content: { type: string; text: string }[];
  structuredContent?: Result;
}

/** A tool's answer to an agent of this tenant. */
export async function callTool<Result>(
  server: FunctionsServer,
  tenantId: string,
  name: string,
  given: object,
  signing: Signing = {},
): Promise<ToolAnswer<Result>> {
  const response = await send(server, await signedCall(server, tenantId, toolCall(name, given), signing));
  const { result } = (await response.json()) as { result?: ToolAnswer<Result> };
  if (!result) throw new Error(`no result, but ${response.status}`);
  return result;
}
