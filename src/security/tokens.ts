import { createHash, randomBytes } from 'node:crypto';

export interface OpaqueToken {
  /** Shown once, to its bearer. */
  token: string;
  /** What is stored. */
  hash: string;
}

/** A credential of 256 random bits, base64url, behind an optional prefix that says what it is for. */
export function createOpaqueToken(prefix = ''): OpaqueToken {
  const token = prefix + randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

/** SHA-256, hex: enough for random credentials, and comparable by an equality lookup. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}
