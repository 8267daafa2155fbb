import { describe, expect, it } from 'vitest';
import { isAcceptedKey } from '../../src/tenant/api-key-validity.ts';

const now = new Date('2026-03-01T12:00:00Z');
const previous = (expiresAt: Date) => ({
  apiKeyPrefix: 'efofx_current',
  previousApiKey: { prefix: 'efofx_old', expiresAt },
});
const at = (ms: number) => new Date(now.getTime() + ms);

describe('a key', () => {
  it.each([
    ['in use', 'efofx_current', previous(at(1)), true],
    [
      'in use, with none before it',
      'efofx_current',
      { apiKeyPrefix: 'efofx_current', previousApiKey: null },
      true,
    ],
    ['before it, within its grace period', 'efofx_old', previous(at(1)), true],
    ['before it, at the end of its grace period', 'efofx_old', previous(at(0)), false],
    ['before it, after that', 'efofx_old', previous(at(-1)), false],
    ['of anyone else', 'efofx_other', previous(at(1)), false],
    ['without a name', '', { apiKeyPrefix: 'efofx_current', previousApiKey: null }, false],
  ] as const)('%s: %s', (_which, prefix, tenant, isAccepted) => {
    expect(isAcceptedKey(tenant, prefix, now)).toBe(isAccepted);
  });
});
