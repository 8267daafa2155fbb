import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type FunctionsKey,
  readFunctionsKeys,
  sha256Hex,
  signatureHeaders,
  signatureOf,
} from '../../src/functions/signing.ts';
import { type IncomingCall, verifiedNonce } from '../../src/functions/verifying.ts';
import { changedBytes } from '../support/functions.ts';

const fixture: {
  secretBase64: string;
  keyId: string;
  vectors: {
    method: string;
    path: string;
    timestamp: number;
    nonce: string;
    body: string;
    bodySha256: string;
    signature: string;
  }[];
} = JSON.parse(readFileSync(new URL('../fixtures/functions-vectors.json', import.meta.url), 'utf8'));
const keys = readFunctionsKeys(`${fixture.keyId}:${fixture.secretBase64}`);
const secret = keys[0]?.secret ?? Buffer.alloc(0);

interface Written {
  method: string;
  path: string;
  keyId: string;
  timestamp: string;
  nonce: string;
  signature: string;
  body: string;
}

const callOf = ({ method, path, body, ...headers }: Written): IncomingCall => {
  const byName = new Map<string, string>(
    Object.entries(headers).map(([name, value]) => [
      signatureHeaders[name as keyof typeof signatureHeaders],
      value,
    ]),
  );
  return { method, path, body: Buffer.from(body, 'latin1'), header: (name) => byName.get(name) ?? null };
};

const writtenOf = ({ timestamp, bodySha256: _, ...vector }: (typeof fixture.vectors)[number]): Written => ({
  ...vector,
  keyId: fixture.keyId,
  timestamp: String(timestamp),
  body: Buffer.from(vector.body).toString('latin1'),
});

describe.each(fixture.vectors)('the vector of $timestamp', (vector) => {
  const nowMs = vector.timestamp * 1_000;

  it('is signed as published', () => {
    const body = Buffer.from(vector.body);
    expect(sha256Hex(body)).toBe(vector.bodySha256);
    const parts = { ...vector, timestamp: String(vector.timestamp), body };
    expect(signatureOf(secret, parts)).toBe(vector.signature);
  });

  it('is accepted, and refused with any one byte of it changed', () => {
    const good = writtenOf(vector);
    expect(verifiedNonce(callOf(good), keys, nowMs)).toBe(vector.nonce);
    let tried = 0;
    for (const field of Object.keys(good) as (keyof Written)[])
      for (const changed of changedBytes(good[field])) {
        expect(verifiedNonce(callOf({ ...good, [field]: changed }), keys, nowMs), `${field} ${changed}`).toBe(
          null,
        );
        tried += 1;
      }
    expect(tried).toBeGreaterThan(90 * 255);
  });
});

describe('a signed call', () => {
  const timestamp = 1_767_225_600;
  const signedWith = (key: FunctionsKey, change: Partial<Written> = {}): IncomingCall => {
    const parts = {
      method: 'POST',
      path: '/mcp',
      timestamp: String(timestamp),
      nonce: randomUUID(),
      ...change,
    };
    const signature = signatureOf(key.secret, { ...parts, body: Buffer.from('{}') });
    return callOf({ ...parts, keyId: key.id, signature, body: '{}', ...change });
  };
  const [old, current] = readFunctionsKeys(
    `old:${Buffer.alloc(32, 1).toString('base64')},new:${Buffer.alloc(32, 2).toString('base64')}`,
  );
  if (!old || !current) throw new Error('there are two keys');

  it.each([
    [-61, false],
    [-60, true],
    [-59, true],
    [0, true],
    [59, true],
    [60, true],
    [61, false],
  ])('whose clock is %d s off is accepted: %s', (seconds, accepted) => {
    const nonce = verifiedNonce(signedWith(old), [old], (timestamp - seconds) * 1_000);
    expect(nonce !== null).toBe(accepted);
  });

  it('is good with an old secret as long as both are named, no longer', () => {
    const nowMs = timestamp * 1_000;
    for (const [keysNow, byOld, byNew] of [
      [[old], true, false],
      [[current, old], true, true],
      [[current], false, true],
      [[], false, false],
    ] as const) {
      expect(verifiedNonce(signedWith(old), keysNow, nowMs) !== null).toBe(byOld);
      expect(verifiedNonce(signedWith(current), keysNow, nowMs) !== null).toBe(byNew);
    }
    const underAnothersName = signedWith({ ...old, id: current.id });
    expect(verifiedNonce(underAnothersName, [current, old], nowMs)).toBe(null);
  });

  it.each([
    ['nonce', 'not-a-uuid'],
    ['nonce', ''],
    ['timestamp', '1767225600.0'],
    ['timestamp', '01767225600'],
    ['timestamp', '+1767225600'],
    ['timestamp', '1.7672256e9'],
    ['timestamp', ''],
    ['timestamp', 'NaN'],
    ['signature', ''],
  ])('is refused with a %s of "%s", signed or not', (name, value) => {
    expect(verifiedNonce(signedWith(old, { [name]: value }), [old], timestamp * 1_000)).toBe(null);
  });
});
