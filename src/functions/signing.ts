import { createHash, createHmac } from 'node:crypto';

/** A secret that calls are signed with, by the name that callers give it. */
export interface FunctionsKey {
  id: string;
  secret: Buffer;
}

/** What of a call is signed. */
export interface SignedParts {
  method: string;
  /** With the query, as it stands in the request line. */
  path: string;
  /** Unix seconds, as they stand in the header. */
  timestamp: string;
  nonce: string;
  body: Uint8Array;
}

export const signatureHeaders = {
  keyId: 'x-efofx-key-id',
  timestamp: 'x-efofx-timestamp',
  nonce: 'x-efofx-nonce',
  signature: 'x-efofx-signature',
} as const;

/** `keyId:base64 secret`, comma separated, the one to sign with first. */
export function readFunctionsKeys(text: string): readonly FunctionsKey[] {
  return text.split(',').map((key) => {
    const end = key.indexOf(':');
    return { id: key.slice(0, end), secret: Buffer.from(key.slice(end + 1), 'base64') };
  });
}

/** Lower-case hex. */
export function sha256Hex(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/** HMAC-SHA256 over the parts, a line each; base64url without padding. */
export function signatureOf(
  secret: Uint8Array,
  { method, path, timestamp, nonce, body }: SignedParts,
): string {
  const text = [method, path, timestamp, nonce, sha256Hex(body)].join('\n');
  return createHmac('sha256', secret).update(text).digest('base64url');
}
