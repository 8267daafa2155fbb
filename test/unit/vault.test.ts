import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/security/secret.ts';
import { createVault, type Sealed, type VaultContext } from '../../src/security/vault.ts';

const masterKey = (kid: string) => `${kid}:${randomBytes(32).toString('base64')}`;
const [first, second, third] = [masterKey('2024'), masterKey('2025'), masterKey('2026')];
const vault = createVault(first);
const context: VaultContext = { purpose: 'openai-key', tenantId: 'tenant-a' };
const text = 'sk-planted-0123456789';
const sealed = vault.seal(context, new Secret(text));
const [dataKey, secret] = [sealed.dataKey, sealed.secret].map((part) => Buffer.from(part, 'base64'));
const layers = ['dataKey', 'secret'] as const;

/** The one error there is; it repeats nothing of what it was given. */
function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    const shown = inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY });
    for (const hidden of [text, sealed.dataKey, sealed.secret, first.slice(5), second.slice(5)])
      expect(shown).not.toContain(hidden);
    return error instanceof Error ? error.message : 'no error';
  }
  return 'accepted';
}

const openingOf = (changed: Partial<Sealed>, other: Partial<VaultContext> = {}, by = vault) =>
  refusal(() => by.open({ ...context, ...other }, { ...sealed, ...changed }));
const refused = 'The secret cannot be opened.';

describe('a sealed secret', () => {
  it('opens for what it was sealed for, whatever its length', () => {
    for (let length = 0; length <= 500; length += 1) {
      const plain = randomBytes(length).toString('base64').slice(0, length);
      expect(vault.open(context, vault.seal(context, new Secret(plain))).reveal()).toBe(plain);
    }
    for (const plain of ['', 'ключ 🔑', '\u0000\n'])
      expect(vault.open(context, vault.seal(context, new Secret(plain))).reveal()).toBe(plain);
  });

  it('is not the same twice: every IV and data key is new', () => {
    const all = Array.from({ length: 2_000 }, () => vault.seal(context, new Secret(text)));
    const ivs = all.flatMap((one) => layers.map((layer) => one[layer].slice(0, 16)));
    expect(new Set(ivs).size).toBe(4_000);
    expect(new Set(all.flatMap((one) => [one.dataKey, one.secret])).size).toBe(4_000);
  });

  it('says nothing of the secret but its length', () => {
    const shown = inspect([sealed, vault], { depth: Number.POSITIVE_INFINITY, showHidden: true });
    expect(shown).not.toContain(text);
    expect(shown).not.toContain(first.slice(5));
    expect(dataKey).toHaveLength(12 + 16 + 32);
    expect(secret).toHaveLength(12 + 16 + text.length);
  });

  it.each(layers)('is refused with any bit of its %s another', (layer) => {
    const bytes = Buffer.from(sealed[layer], 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const tampered = Buffer.from(bytes);
      tampered.writeUInt8((tampered[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      expect(openingOf({ [layer]: tampered.toString('base64') })).toBe(refused);
    }
  });

  it.each(layers)('is refused with its %s cut, lengthened or written otherwise', (layer) => {
    const whole = sealed[layer];
    const bytes = Buffer.from(whole, 'base64');
    for (let length = 0; length < bytes.length; length += 1)
      expect(openingOf({ [layer]: bytes.subarray(0, length).toString('base64') })).toBe(refused);
    for (const other of [`${whole} `, `\n${whole}`, whole.replaceAll('=', ''), `${whole}AAAA`, 'AAAA', '*'])
      if (other !== whole) expect(openingOf({ [layer]: other })).toBe(refused);
  });

  it.each([4, 8, 12, 13, 14, 15])('is refused with a tag of %i bytes', (length) => {
    const key = createSecretKey(Buffer.from(first.slice(5), 'base64'));
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: length });
    cipher.setAAD(Buffer.from(JSON.stringify(['data key', context.purpose, context.tenantId, '2024'])));
    const body = Buffer.concat([cipher.update(randomBytes(32)), cipher.final()]);
    const short = Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    expect(openingOf({ dataKey: short })).toBe(refused);
    expect(openingOf({ secret: Buffer.concat([iv, cipher.getAuthTag()]).toString('base64') })).toBe(refused);
  });

  it.each<[string, Partial<VaultContext>]>([
    ['tenant', { tenantId: 'tenant-b' }],
    ['purpose', { purpose: 'webhook-secret' }],
    ['split between the two', { purpose: 'openai-keyt', tenantId: 'enant-a' }],
    ['split that JSON would have to escape', { purpose: 'openai-key","tenant-a', tenantId: '' }],
  ])('is refused for another %s', (_what, other) => {
    expect(openingOf({}, other)).toBe(refused);
  });

  it('is refused with a layer of another secret, of this tenant or another', () => {
    for (const tenantId of ['tenant-a', 'tenant-b']) {
      const other = vault.seal({ ...context, tenantId }, new Secret(text));
      for (const layer of layers) expect(openingOf({ [layer]: other[layer] })).toBe(refused);
    }
    expect(openingOf({ dataKey: sealed.secret, secret: sealed.dataKey })).toBe(refused);
  });

  it('is refused under another key id, an unknown one, and another key of the same id', () => {
    const material = first.slice('2024:'.length);
    const renamed = createVault(`other:${material},2024:${material}`);
    expect(openingOf({ keyId: 'other' }, {}, renamed)).toBe(refused);
    expect(openingOf({ keyId: 'gone' })).toBe(refused);
    expect(openingOf({}, {}, createVault(second))).toBe(refused);
    expect(openingOf({}, {}, createVault(masterKey('2024')))).toBe(refused);
  });
});

describe('a change of master keys', () => {
  const both = createVault(`${second},${first}`);

  it('seals under the first key and opens what is under the others', () => {
    expect(both.currentKeyId).toBe('2025');
    expect(both.open(context, sealed).reveal()).toBe(text);
    expect(both.seal(context, new Secret(text)).keyId).toBe('2025');
  });

  it('wraps anew and leaves the secret as it is; then the older key is not needed', () => {
    const rewrapped = both.rewrap(context, sealed);
    if (!rewrapped) throw new Error('it was under the current key');
    expect(rewrapped).toEqual({ keyId: '2025', dataKey: expect.any(String), secret: sealed.secret });
    expect(rewrapped.dataKey).not.toBe(sealed.dataKey);
    expect(createVault(second).open(context, rewrapped).reveal()).toBe(text);
    expect(refusal(() => vault.open(context, rewrapped))).toBe(refused);
    const again = createVault(`${third},${second}`).rewrap(context, rewrapped);
    expect(again && createVault(third).open(context, again).reveal()).toBe(text);
  });

  it('has nothing to do where the key is the current one', () => {
    expect(vault.rewrap(context, sealed)).toBeNull();
  });

  it('refuses to wrap what does not open', () => {
    expect(refusal(() => both.rewrap({ ...context, tenantId: 'tenant-b' }, sealed))).toBe(refused);
    expect(refusal(() => createVault(second).rewrap(context, sealed))).toBe(refused);
  });
});

describe('master keys', () => {
  const material = 'cGxhbnRlZA';
  it.each([
    ['nothing', ''],
    ['no id', `:${randomBytes(32).toString('base64')}`],
    ['an id alone', 'k1'],
    ['31 bytes', `k1:${material}${randomBytes(24).toString('base64')}`],
    ['33 bytes', `k1:${material}${randomBytes(33).toString('base64')}`],
    ['no base64', `k1:${material}${'!'.repeat(34)}`],
    ['an empty entry', `${first},`],
    ['the same id twice', `${first},${masterKey('2024')}`],
  ])('of %s are refused without a word of them', (_what, keys) => {
    const message = refusal(() => createVault(keys));
    expect(message).toMatch(/master key/);
    expect(message).not.toContain(material);
  });
});
