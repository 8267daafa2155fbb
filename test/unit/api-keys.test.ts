import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createApiKey, hashApiKey, isWellFormedApiKey } from '../../src/security/api-keys.ts';
import { redact } from '../../src/security/redact.ts';
import { createOpaqueToken, hashToken } from '../../src/security/tokens.ts';
import { lookedAtThrice } from '../support/clock.ts';

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const keys = Array.from({ length: 10_000 }, createApiKey);

describe('API keys', () => {
  it('have the published shape, are well-formed and never repeat', () => {
    for (const { key, id, hash } of keys) {
      expect(key).toMatch(/^efofx_[0-9A-Za-z]{8}_[0-9A-Za-z]{38}$/);
      expect(key.slice(6, 14)).toBe(id);
      expect(isWellFormedApiKey(key)).toBe(true);
      expect(hash).toBe(createHash('sha256').update(key).digest('hex'));
      expect(hashApiKey(key)).toBe(hash);
    }
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length);
  });

  it('with one character changed are refused', () => {
    for (const [round, { key }] of keys.entries()) {
      const place = 6 + (round % (key.length - 6));
      const other = base62[(base62.indexOf(key.charAt(place)) + 1 + (round % 61)) % 62];
      const changed = key.slice(0, place) + other + key.slice(place + 1);
      expect(isWellFormedApiKey(changed), changed).toBe(false);
    }
  });

  it.each(['', 'efofx_', ' '.repeat(53), 'efofx_abcdefgh_', `efofx_${'a'.repeat(8)}_${'b'.repeat(38)}`])(
    'refuses %j',
    (text) => {
      expect(isWellFormedApiKey(text)).toBe(false);
    },
  );

  it('are refused in another case, cut short, with something around them or with a line break', () => {
    const { key } = createApiKey();
    for (const text of [key.toUpperCase(), key.slice(0, -1), `${key}x`, ` ${key}`, `${key}\n`]) {
      expect(isWellFormedApiKey(text)).toBe(false);
    }
  });

  it('use every character about equally often', () => {
    const counts = new Map<string, number>();
    for (const { key } of keys) {
      for (const character of key.slice(15, 47)) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    const expected = (keys.length * 32) / 62;
    expect(counts.size).toBe(62);
    for (const count of counts.values()) expect(Math.abs(count / expected - 1)).toBeLessThan(0.08);
  });
});

describe('opaque tokens', () => {
  it('carry 256 bits and are stored as their SHA-256', () => {
    const { token, hash } = createOpaqueToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(hash).toBe(hashToken(token));
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('carry the prefix that they were asked for and differ', () => {
    const tokens = Array.from({ length: 1_000 }, () => createOpaqueToken('session_').token);
    expect(tokens.every((token) => /^session_[\w-]{43}$/.test(token))).toBe(true);
    expect(new Set(tokens).size).toBe(1_000);
  });
});

describe('redacting', () => {
  const { token } = createOpaqueToken();
  const { key } = createApiKey();
  const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl-_x';

  it.each([
    ['an OpenAI key', 'Incorrect key sk-proj-Abc_123-xyz456 given', 'sk-proj-Abc_123-xyz456'],
    ['a masked OpenAI key', 'Incorrect key sk-proj-********wxyz given', 'wxyz'],
    ['an API key', `apiKey: "${key}"`, key],
    ['a JWT', `authorization: ${jwt};`, jwt],
    ['a bearer credential', 'Authorization: Bearer opaque-credential', 'opaque-credential'],
    ['a token in a query', `GET /verify?lang=en&token=${token}&x=1`, token],
    ['a token in a path', `GET /feedback/${token}?x=1`, token],
    ['a short token in a path', 'GET /invite/short-one', 'short-one'],
    ['a long token in any path', `http://127.0.0.1/any/${token}/more`, token],
    ['a password in a URI', 'mongodb://user:p4ss@127.0.0.1:27017/efofx', 'p4ss'],
  ])('hides %s', (_, text, secret) => {
    expect(redact(text)).not.toContain(secret);
    expect(redact(text)).toContain('[redacted]');
  });

  it('hides every one of several', () => {
    const line = `sk-first1234 ${jwt} ${key} sk-second5678`;
    const shown = redact(line);
    for (const secret of line.split(' ')) expect(shown).not.toContain(secret);
  });

  it.each([
    'GET /healthz 200 3 ms',
    'tenant 66f1c0ffee0123456789abcd session 0b6f1d5e-3c1f-4a53-9f2c-0d7a3f1c2b4a',
    'a task-list for the risk-averse, asked by eyJohn',
    'http://127.0.0.1:4000/widget.js?v=12',
    'POST /graphql operationName=SendChatMessage',
  ])('leaves %j alone', (line) => {
    expect(redact(line)).toBe(line);
  });

  it.each(['eyJ-', 'sk-', 'eyJa.', '/feedback', '://a:', '?token=', 'a', '/a-', 'efofx_abcdefgh_'])(
    'stays quick on 100 KB of %j',
    lookedAtThrice,
    (piece) => {
      const line = piece.repeat(100_000 / piece.length);
      const started = performance.now();
      redact(line);
      expect(performance.now() - started).toBeLessThan(100);
    },
  );
});
