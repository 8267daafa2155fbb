import { createHash, createPrivateKey, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Failure } from '../errors.ts';
import type { CredentialStrategy } from './authenticate.ts';
import type { Role } from './viewer.ts';

/** A token's signature is looked at once: clients show the same one for as long as it lives. */
const mostVerified = 10_000;
const clockToleranceSeconds = 5;

const issuer = 'efofx';
const audience = 'efofx-api';

const claimsSchema = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  jti: z.string().min(1),
  exp: z.number(),
  iat: z.number(),
  tenant_id: z.string().min(1).nullable(),
  role: z.enum(['READ_ONLY', 'STANDARD', 'ADMIN', 'OPERATOR']),
});

export interface AccessClaims {
  userId: string;
  tenantId: string | null;
  role: Role;
  loginId: string;
}

/** Access tokens: EdDSA, `at+jwt`, one algorithm, every claim required. Verifying needs no I/O. */
export interface AccessTokens {
  issue(claims: AccessClaims): Promise<string>;
  recognise: CredentialStrategy;
  readonly lifetimeSeconds: number;
}

/** `signingKey`: an Ed25519 private key, as PKCS#8 PEM or its base64 DER. */
export function createAccessTokens(signingKey: string, lifetimeMs: number): AccessTokens {
  const privateKey = readSigningKey(signingKey);
  const publicKey = createPublicKey(privateKey);
  const lifetimeSeconds = Math.max(1, Math.round(lifetimeMs / 1_000));
  const verified = new LRUCache<string, z.infer<typeof claimsSchema>>({ max: mostVerified });
  return {
    lifetimeSeconds,
    issue: ({ userId, tenantId, role, loginId }) =>
      new SignJWT({ tenant_id: tenantId, role, sid: loginId })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(userId)
        .setJti(randomUUID())
        .setIssuedAt()
        .setExpirationTime(`${lifetimeSeconds}s`)
        .sign(privateKey),
    recognise: async (token, client) => {
      if (token.split('.').length !== 3) return null;
      const name = createHash('sha256').update(token).digest('base64');
      const known = verified.get(name);
      const claims = known && isCurrent(known) ? known : await verifiedClaims(token, publicKey);
      verified.set(name, claims);
      return {
        kind: 'user',
        userId: claims.sub,
        tenantId: claims.tenant_id,
        role: claims.role,
        loginId: claims.sid,
        expiresAt: new Date(claims.exp * 1_000),
        client,
      };
    },
  };
}

const isCurrent = ({ exp }: { exp: number }): boolean => exp + clockToleranceSeconds > Date.now() / 1_000;

/** Fails with an Error that does not repeat the key. */
export function readSigningKey(signingKey: string): KeyObject {
  const pem = signingKey.includes('-----BEGIN');
  try {
    const key = pem
      ? createPrivateKey(signingKey.replaceAll('\\n', '\n'))
      : createPrivateKey({ key: Buffer.from(signingKey, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below: the reason a parser gives may hold parts of the key.
  }
  throw new Error('EFOFX_SIGNING_KEY: must be an Ed25519 private key (PKCS#8 PEM or base64)');
}

async function verifiedClaims(token: string, key: KeyObject): Promise<z.infer<typeof claimsSchema>> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer,
      audience,
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['exp', 'iat', 'jti', 'sub', 'sid', 'tenant_id', 'role'],
    });
    return claimsSchema.parse(payload);
  } catch {
    throw new Failure('UNAUTHENTICATED', 'The access token is not valid or has expired.');
  }
}
