import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { type Caller, issueCallToken, verifiedCaller } from '../../src/functions/call-tokens.ts';
import { sha256Hex } from '../../src/functions/signing.ts';
import { changedBytes } from '../support/functions.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const publicKey = createPublicKey(privateKey);
const body = Buffer.from('{"jsonrpc":"2.0","id":1,"method":"tools/list"}');
const caller: Caller = { tenantId: 't1', scopes: ['rc.read'] };
const now = () => Math.floor(Date.now() / 1_000);

function signed(change: Record<string, unknown> = {}, alg = 'EdDSA', key = privateKey): Promise<string> {
  const at = now();
  const claims = {
    ...{ iss: 'efofx', aud: 'efofx-functions', iat: at, exp: at + 60, jti: randomUUID() },
    ...{ tenant_id: 't1', scope: 'rc.read', bh: sha256Hex(body), ...change },
  };
  const known = Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
  return new SignJWT(known).setProtectedHeader({ alg }).sign(key);
}

const verify = (token: string, given = body, nowMs = Date.now()) =>
  verifiedCaller(token, given, publicKey, nowMs);

describe('the token of a call', () => {
  it('tells whose it is', async () => {
    expect(await verify(await issueCallToken(caller, body, privateKey))).toEqual(caller);
    expect(await verify(await signed({ scope: 'other rc.read' }))).toMatchObject({ tenantId: 't1' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['of another issuer', { iss: 'someone' }],
    ['for another audience', { aud: 'efofx-api' }],
    ['for nobody', { aud: undefined }],
    ['that lives for 61 s', { exp: now() + 61, iat: now() }],
    ['that has no end', { exp: undefined }],
    ['that has no beginning', { iat: undefined }],
    ['that is over', { iat: now() - 70, exp: now() - 10 }],
    ['that ends before it begins', { iat: now() + 50, exp: now() + 40 }],
    ['from a future beyond the clocks’ difference', { iat: now() + 90, exp: now() + 150 }],
    ['without an id', { jti: undefined }],
    ['of no tenant', { tenant_id: undefined }],
    ['of an empty tenant', { tenant_id: '' }],
    ['of tenants in a list', { tenant_id: ['t1'] }],
    ['without a scope', { scope: undefined }],
    ['of another scope', { scope: 'rc.write' }],
    ['of a longer scope', { scope: 'rc.reader' }],
    ['of scopes in a list', { scope: ['rc.read'] }],
    ['for another body', { bh: sha256Hex(Buffer.from('{}')) }],
    ['for any body', { bh: undefined }],
    ['for the body, in capitals', { bh: sha256Hex(body).toUpperCase() }],
  ])('%s is refused', async (_, change) => {
    expect(await verify(await signed(change))).toBe(null);
  });

  it('is refused for another body, or signed by another key', async () => {
    expect(await verify(await signed(), Buffer.from(`${body} `))).toBe(null);
    const other = generateKeyPairSync('ed25519').privateKey;
    expect(await verify(await signed({}, 'EdDSA', other))).toBe(null);
  });

  it('is refused with another algorithm, or none', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [, claims = '', signature = ''] = (await signed()).split('.');
    for (const alg of ['none', 'HS256', 'ES256', 'EdDSA '])
      for (const mark of ['', signature])
        expect(await verify(`${part({ alg })}.${claims}.${mark}`)).toBe(null);
  });

  it('lives for its minute and no second longer', async () => {
    const token = await issueCallToken(caller, body, privateKey);
    const at = now() * 1_000;
    expect(await verify(token, body, at + 59_000)).toEqual(caller);
    expect(await verify(token, body, at + 61_000)).toBe(null);
    expect(await verify(token, body, at - 59_000)).toEqual(caller);
    expect(await verify(token, body, at - 61_000)).toBe(null);
  });

  it('is refused with any one byte of it changed', async () => {
    const token = await issueCallToken(caller, body, privateKey);
    const changed = [...changedBytes(token)];
    for (let from = 0; from < changed.length; from += 1_000) {
      const answers = await Promise.all(changed.slice(from, from + 1_000).map((text) => verify(text)));
      expect(answers.every((answer) => answer === null)).toBe(true);
    }
    expect(changed).toHaveLength(token.length * 255);
  });
});
