import { type KeyObject, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { sha256Hex } from './signing.ts';
import { clockWindowSeconds } from './verifying.ts';

const issuer = 'efofx';
const audience = 'efofx-functions';
const longestLifeSeconds = 60;

/** What every caller needs; and what the API adds, which has charged its tenant before it asks. */
export const scopes = { read: 'rc.read', api: 'efofx.api' } as const;

const claimsSchema = z.object({
  iat: z.number(),
  exp: z.number(),
  jti: z.string().min(1),
  tenant_id: z.string().min(1),
  scope: z.string(),
  bh: z.string(),
});

export interface Caller {
  tenantId: string;
  scopes: readonly string[];
}

/** A token for one call: it is good for a minute, and for this body alone. */
export function issueCallToken(
  { tenantId, scopes: wanted }: Caller,
  body: Uint8Array,
  signingKey: KeyObject,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT({ tenant_id: tenantId, scope: wanted.join(' '), bh: sha256Hex(body) })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(now + longestLifeSeconds)
    .sign(signingKey);
}

/** Who calls; null where the token is not ours, not for this, over, too long-lived or another body's. */
export async function verifiedCaller(
  token: string,
  body: Uint8Array,
  publicKey: KeyObject,
  nowMs: number,
): Promise<Caller | null> {
  if (!isCanonical(token)) return null;
  const claims = await claimsOf(token, publicKey, nowMs);
  if (!claims) return null;
  const { iat, exp, bh, scope, tenant_id: tenantId } = claims;
  const isShortLived =
    exp > iat && exp - iat <= longestLifeSeconds && iat <= nowMs / 1_000 + clockWindowSeconds;
  const granted = scope.split(' ');
  if (!isShortLived || bh !== sha256Hex(body) || !granted.includes(scopes.read)) return null;
  return { tenantId, scopes: granted };
}

async function claimsOf(token: string, publicKey: KeyObject, nowMs: number) {
  try {
    const { payload } = await jwtVerify(token, publicKey, {
      algorithms: ['EdDSA'],
      issuer,
      audience,
      currentDate: new Date(nowMs),
    });
    return claimsSchema.parse(payload);
  } catch {
    return null;
  }
}

/** One text per token: other letters that decode to the same bytes are refused. */
function isCanonical(token: string): boolean {
  const parts = token.split('.');
  return (
    parts.length === 3 && parts.every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
  );
}
