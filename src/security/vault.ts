import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { Secret } from './secret.ts';

/** What a secret is bound to: it opens for nothing else. */
export interface VaultContext {
  purpose: string;
  tenantId: string;
}

/** A secret under a data key of its own, and that under a master key. base64. */
export interface Sealed {
  keyId: string;
  dataKey: string;
  secret: string;
}

/** Envelope encryption: AES-256-GCM, random 96-bit IVs, 128-bit tags, the context and the key's id authenticated. */
export interface Vault {
  seal(context: VaultContext, plain: Secret): Sealed;
  /** Fails with an Error that repeats nothing when the context, a key or a byte is another. */
  open(context: VaultContext, sealed: Sealed): Secret;
  /** The same secret under the current master key, only its wrapping changed; null: it is already. Fails as `open`. */
  rewrap(context: VaultContext, sealed: Sealed): Sealed | null;
  readonly currentKeyId: string;
}

const algorithm = 'aes-256-gcm';
// In bytes.
const keyLength = 32;
const ivLength = 12;
const tagLength = 16;

/**
 * `masterKeys`: `kid:base64(32 bytes)[,older…]`; the first one encrypts.
 * Fails with an Error that repeats no key where one is malformed or an id stands twice.
 */
export function createVault(masterKeys: string): Vault {
  const { currentKeyId, current, ring } = keyRing(masterKeys);

  const wrap = (context: VaultContext, dataKey: Buffer): Pick<Sealed, 'keyId' | 'dataKey'> => ({
    keyId: currentKeyId,
    dataKey: encrypt(current, boundTo('data key', context, currentKeyId), dataKey),
  });

  /** What `use` makes of the data key, which is gone from memory afterwards. */
  const unwrapped = <T>(context: VaultContext, sealed: Sealed, use: (dataKey: Buffer) => T): T => {
    const masterKey = ring.get(sealed.keyId);
    if (!masterKey) throw unopenable();
    const dataKey = decrypt(masterKey, boundTo('data key', context, sealed.keyId), sealed.dataKey);
    try {
      return use(dataKey);
    } finally {
      dataKey.fill(0);
    }
  };

  return {
    currentKeyId,
    seal(context, plain) {
      const dataKey = randomBytes(keyLength);
      try {
        const secret = encrypt(dataKey, secretBinding(context, dataKey), Buffer.from(plain.reveal(), 'utf8'));
        return { ...wrap(context, dataKey), secret };
      } finally {
        dataKey.fill(0);
      }
    },
    open: (context, sealed) =>
      unwrapped(context, sealed, (dataKey) => {
        const plain = decrypt(dataKey, secretBinding(context, dataKey), sealed.secret);
        return new Secret(plain.toString('utf8'));
      }),
    rewrap: (context, sealed) =>
      sealed.keyId === currentKeyId
        ? null
        : unwrapped(context, sealed, (dataKey) => ({ ...wrap(context, dataKey), secret: sealed.secret })),
  };
}

function keyRing(masterKeys: string) {
  const ring = new Map<string, KeyObject>();
  for (const entry of masterKeys.split(',')) {
    const [, keyId, encoded] = /^([\w-]+):([A-Za-z0-9+/]+={0,2})$/.exec(entry) ?? [];
    const key = Buffer.from(encoded ?? '', 'base64');
    if (!keyId || key.length !== keyLength) throw new Error('A master key is not kid:base64 of 32 bytes.');
    if (ring.has(keyId)) throw new Error('Two master keys have the same id.');
    // Prints without its material, unlike a Buffer.
    ring.set(keyId, createSecretKey(key));
  }
  const [first] = ring;
  if (!first) throw new Error('There is no master key.');
  return { currentKeyId: first[0], current: first[1], ring };
}

/** What a layer is authenticated with: JSON keeps the parts apart whatever stands in them. */
function boundTo(layer: 'data key' | 'secret', { purpose, tenantId }: VaultContext, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([layer, purpose, tenantId, keyId]), 'utf8');
}

/** A data key's id is its digest: it stays the same whichever master key wraps it. */
function secretBinding(context: VaultContext, dataKey: Buffer): Buffer {
  return boundTo('secret', context, createHash('sha256').update(dataKey).digest('base64'));
}

/** IV, tag and cipher text, in base64. */
function encrypt(key: Buffer | KeyObject, binding: Buffer, plain: Buffer): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagLength }).setAAD(binding);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
}

function decrypt(key: Buffer | KeyObject, binding: Buffer, encoded: string): Buffer {
  const bytes = Buffer.from(encoded, 'base64');
  // Node passes over characters that are not base64, and over bits that mean nothing.
  if (bytes.toString('base64') !== encoded || bytes.length < ivLength + tagLength) throw unopenable();
  const iv = bytes.subarray(0, ivLength);
  const tag = bytes.subarray(ivLength, ivLength + tagLength);
  try {
    // Without the length Node takes shorter tags, which are easier to forge.
    const decipher = createDecipheriv(algorithm, key, iv, { authTagLength: tagLength });
    decipher.setAAD(binding).setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]);
  } catch {
    throw unopenable();
  }
}

const unopenable = (): Error => new Error('The secret cannot be opened.');
