import { createHash, randomInt } from 'node:crypto';
import { hashToken } from './tokens.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const idLength = 8;
const secretLength = 32;
const checksumLength = 6;
const shape = /^(efofx_[0-9A-Za-z]{8}_[0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;

export interface ApiKey {
  /** Shown once. */
  key: string;
  /** Names the key in settings and logs. */
  id: string;
  /** What is stored. */
  hash: string;
}

/** `efofx_<id>_<secret><checksum>`: 190 random bits in the secret, and a checksum that tells typing errors. */
export function createApiKey(): ApiKey {
  const id = randomBase62(idLength);
  const body = `efofx_${id}_${randomBase62(secretLength)}`;
  const key = body + checksum(body);
  return { key, id, hash: hashApiKey(key) };
}

/** Whether shape and checksum fit: mistyped and made-up keys are told without asking the database. */
export function isWellFormedApiKey(text: string): boolean {
  const [, body, check] = shape.exec(text) ?? [];
  return body !== undefined && check === checksum(body);
}

/** `efofx_<id>`, the part that is shown to tell keys apart. */
export function prefixOfApiKey(key: string): string {
  return key.slice(0, 'efofx_'.length + idLength);
}

/** SHA-256, hex. */
export function hashApiKey(key: string): string {
  return hashToken(key);
}

// randomInt discards what would make some characters likelier than others.
function randomBase62(length: number): string {
  return Array.from({ length }, () => base62.charAt(randomInt(base62.length))).join('');
}

function checksum(body: string): string {
  let rest = createHash('sha256').update(body).digest().readBigUInt64BE();
  let text = '';
  for (let place = 0; place < checksumLength; place++) {
    text += base62.charAt(Number(rest % 62n));
    rest /= 62n;
  }
  return text;
}
