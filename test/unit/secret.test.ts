import { format, inspect } from 'node:util';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/security/secret.ts';

const text = 'planted-4711';
const secret = new Secret(text);
const holder = {
  deep: [{ secret }],
  map: new Map([['key', secret]]),
  error: new Error('x', { cause: secret }),
};

describe('a secret', () => {
  it('shows itself to whoever asks outright', () => {
    expect(secret.reveal()).toBe(text);
  });

  it.each<[string, () => string]>([
    ['a template', () => `${secret}`],
    ['String', () => String(secret)],
    ['concatenation', () => `a ${[secret].join()}`],
    ['JSON', () => JSON.stringify(holder)],
    ['util.inspect', () => inspect(holder, { depth: Number.POSITIVE_INFINITY, showHidden: true })],
    [
      'util.inspect without custom printers',
      () => inspect(secret, { customInspect: false, showHidden: true }),
    ],
    ['util.format', () => format('%s %o %O %j', secret, secret, holder, holder)],
    ['a copy', () => inspect({ ...secret }) + inspect(structuredClone({ ...secret }))],
    ['its own properties', () => inspect([Reflect.ownKeys(secret), Object.entries(secret)])],
  ])('is not shown by %s', (_what, print) => {
    expect(print()).not.toContain(text);
  });

  it('is not shown by the logger, wherever it stands', () => {
    const lines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
    logger.error({ err: holder.error, secret, holder }, `${secret}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('[secret]');
    expect(lines[0]).not.toContain(text);
  });
});
