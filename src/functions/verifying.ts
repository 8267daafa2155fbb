import { timingSafeEqual } from 'node:crypto';
import { type FunctionsKey, type SignedParts, signatureHeaders, signatureOf } from './signing.ts';

/** Clocks may differ so much, either way. */
export const clockWindowSeconds = 60;

const unixSeconds = /^(0|[1-9]\d{0,11})$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A call as it came in: nothing of it parsed yet. */
export interface IncomingCall {
  method: string;
  path: string;
  /** By lower-case name; a value that came more than once is none. */
  header: (name: string) => string | null;
  body: Uint8Array;
}

/** The call's nonce where it is signed with one of the keys, now; else null. Says nothing of whether the nonce was seen before. */
export function verifiedNonce(
  call: IncomingCall,
  keys: readonly FunctionsKey[],
  nowMs: number,
): string | null {
  const { method, path, header, body } = call;
  const timestamp = header(signatureHeaders.timestamp) ?? '';
  const nonce = header(signatureHeaders.nonce) ?? '';
  const key = keys.find(({ id }) => id === header(signatureHeaders.keyId));
  if (!key || !uuid.test(nonce) || !isCurrent(timestamp, nowMs)) return null;
  const parts: SignedParts = { method, path, timestamp, nonce, body };
  return isSame(header(signatureHeaders.signature) ?? '', signatureOf(key.secret, parts)) ? nonce : null;
}

function isCurrent(timestamp: string, nowMs: number): boolean {
  return unixSeconds.test(timestamp) && Math.abs(nowMs / 1_000 - Number(timestamp)) <= clockWindowSeconds;
}

/** Texts, not what they decode to: the last letter of a base64url has bits that stand for nothing. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
