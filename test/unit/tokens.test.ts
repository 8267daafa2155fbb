import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createAuthenticate } from '../../src/auth/authenticate.ts';
import { type AccessClaims, createAccessTokens, readSigningKey } from '../../src/auth/tokens.ts';
import type { Client } from '../../src/auth/viewer.ts';
import { Failure } from '../../src/errors.ts';
import { createOpaqueToken, hashToken } from '../../src/security/tokens.ts';

const newKey = () =>
  String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
const pem = newKey();
const key = createPrivateKey(pem);
const lifetimeMs = 900_000;
const tokens = createAccessTokens(pem, lifetimeMs);
const client: Client = { requestId: randomUUID(), ip: '127.0.0.1', origin: null, hasOptedOut: false };
const claims: AccessClaims = { userId: 'u1', tenantId: 't1', role: 'STANDARD', loginId: 'l1' };

type Forgery = (token: SignJWT) => SignJWT;

/** A token like ours, with one thing changed. */
function forged(change: Forgery, payload: Record<string, unknown> = {}, header: Record<string, string> = {}) {
  const token = new SignJWT({ tenant_id: 't1', role: 'STANDARD', sid: 'l1', ...payload })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header })
    .setIssuer('efofx')
    .setAudience('efofx-api')
    .setSubject('u1')
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('15m');
  return change(token);
}
const sign = (token: SignJWT) => token.sign(key);
const asIs: Forgery = (token) => token;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an access token', () => {
  it('says who its bearer is, for a quarter of an hour', async () => {
    const viewer = await tokens.recognise(await tokens.issue(claims), client);
    expect(viewer).toMatchObject({ kind: 'user', ...claims, client });
    const lifetime = viewer?.kind === 'user' ? viewer.expiresAt.getTime() - Date.now() : 0;
    expect(lifetime).toBeGreaterThan(lifetimeMs - 5_000);
    expect(lifetime).toBeLessThanOrEqual(lifetimeMs);
    expect(tokens.lifetimeSeconds).toBe(900);
  });

  it('of platform staff has no tenant', async () => {
    const token = await tokens.issue({ ...claims, tenantId: null, role: 'OPERATOR' });
    expect(await tokens.recognise(token, client)).toMatchObject({ tenantId: null, role: 'OPERATOR' });
  });

  it('is recognised as made by hand, so that what follows is refused for its one fault', async () => {
    expect(await tokens.recognise(await sign(forged(asIs)), client)).toMatchObject(claims);
  });

  it.each<[string, Forgery, Record<string, unknown>?, Record<string, string>?]>([
    ['has expired', (token) => token.setIssuedAt(1_000).setExpirationTime(2_000)],
    ['is not valid yet', (token) => token.setNotBefore('1h')],
    ['comes from another issuer', (token) => token.setIssuer('evil')],
    ['is for another audience', (token) => token.setAudience('another-api')],
    ['is of another type', asIs, {}, { typ: 'JWT' }],
    ['has a role nobody has', asIs, { role: 'ROOT' }],
    ['has no role', asIs, { role: undefined }],
    ['has no tenant', asIs, { tenant_id: undefined }],
    ['has a tenant that is an object', asIs, { tenant_id: { $ne: null } }],
    ['has an empty tenant', asIs, { tenant_id: '' }],
    ['has no login', asIs, { sid: undefined }],
    ['has no subject', (token) => token.setSubject('')],
  ])('is refused where it %s', async (_what, change, payload, header) => {
    await expect(tokens.recognise(await sign(forged(change, payload, header)), client)).rejects.toMatchObject(
      {
        code: 'UNAUTHENTICATED',
      },
    );
  });

  it('is refused unsigned, signed by another key, or by a secret that everyone knows', async () => {
    const [, body] = (await tokens.issue(claims)).split('.');
    const publicPem = createPublicKey(key).export({ type: 'spki', format: 'pem' });
    const bad = [
      `${part({ alg: 'none', typ: 'at+jwt' })}.${body}.`,
      await forged(asIs).sign(createPrivateKey(newKey())),
      await forged(asIs, {}, { alg: 'HS256' }).sign(Buffer.from(publicPem)),
      await forged(asIs, {}, { alg: 'RS256' }).sign(
        generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey,
      ),
    ];
    for (const token of bad)
      await expect(tokens.recognise(token, client)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('changed in any part is refused, without a word about the part', async () => {
    const token = await tokens.issue(claims);
    const messages = new Set<string>();
    for (const place of [0, 1, 2]) {
      const parts = token.split('.');
      const old = parts[place] ?? '';
      parts[place] = `${old.slice(0, 9)}${old[9] === 'A' ? 'B' : 'A'}${old.slice(10)}`;
      const refusal = tokens.recognise(parts.join('.'), client);
      messages.add(
        await refusal.then(
          () => 'recognised',
          (error: Error) => error.message,
        ),
      );
    }
    expect([...messages]).toEqual(['The access token is not valid or has expired.']);
  });

  it('is left to others where it has not the shape of one', async () => {
    for (const token of ['efws_abc', 'a.b', '']) expect(await tokens.recognise(token, client)).toBeNull();
  });
});

describe('the signing key', () => {
  it('is read as PEM, as PEM on one line, and as base64', () => {
    const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }).toString('base64');
    for (const text of [pem, pem.replaceAll('\n', '\\n'), der])
      expect(readSigningKey(text).asymmetricKeyType).toBe('ed25519');
  });

  it('of another kind, or broken, is refused without being shown', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
    const bad = [String(rsa.export({ type: 'pkcs8', format: 'pem' })), 'planted-secret', pem.slice(0, 60)];
    for (const text of bad) {
      expect(() => readSigningKey(text)).toThrow('EFOFX_SIGNING_KEY');
      expect(() => readSigningKey(text)).not.toThrow(text.slice(30, 50));
    }
  });
});

describe('an opaque token', () => {
  it('has 256 random bits and is kept as a hash', () => {
    const made = Array.from({ length: 100 }, () => createOpaqueToken('efws_'));
    expect(new Set(made.map(({ token }) => token)).size).toBe(100);
    for (const { token, hash } of made) {
      expect(token).toMatch(/^efws_[\w-]{43}$/);
      expect(hash).toBe(hashToken(token));
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});

describe('a credential', () => {
  const visitor = { kind: 'anonymous', tenantId: null, client, fault: null } as const;
  const authenticate = createAuthenticate([
    async (token) => {
      if (token === 'spent') throw new Failure('SESSION_EXPIRED', 'Over.');
      if (token === 'down') throw new Failure('SERVICE_UNAVAILABLE', 'Down.');
      if (token === 'broken') throw new TypeError('broken');
      return token === 'good' ? visitor : null;
    },
    tokens.recognise,
  ]);

  it('goes to whoever knows its kind', async () => {
    expect(await authenticate('Bearer good', client)).toBe(visitor);
    expect(await authenticate(`bearer   ${await tokens.issue(claims)}`, client)).toMatchObject({
      kind: 'user',
    });
    expect(await authenticate(undefined, client)).toEqual({ ...visitor });
  });

  it.each([
    ['Bearer unknown', 'UNAUTHENTICATED'],
    ['Bearer', 'UNAUTHENTICATED'],
    ['Bearer a b', 'UNAUTHENTICATED'],
    ['Basic good', 'UNAUTHENTICATED'],
    ['good', 'UNAUTHENTICATED'],
    [`Bearer ${'good '.repeat(2_000)}`, 'UNAUTHENTICATED'],
    ['Bearer spent', 'SESSION_EXPIRED'],
  ])('that is bad makes a stranger who knows why: %s', async (authorization, code) => {
    const viewer = await authenticate(authorization, client);
    expect(viewer).toMatchObject({ kind: 'anonymous', tenantId: null, fault: { code } });
  });

  it('that cannot be looked at is nobody’s fault but ours', async () => {
    await expect(authenticate('Bearer down', client)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    await expect(authenticate('Bearer broken', client)).rejects.toThrow(TypeError);
  });
});
