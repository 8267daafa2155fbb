import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '../../src/security/passwords.ts';

const good = 'violet-harbour-31-teaspoon';

it('a password of an unknown user takes the time that a known one’s takes', async () => {
  const stored = await hashPassword(good);
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let round = 0; round < 15; round++) {
    times.known.push(await timeOf(() => verifyPassword(stored, 'wrong password')));
    times.unknown.push(await timeOf(() => verifyPassword(null, 'wrong password')));
  }
  expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThan(10);
  expect(median(times.unknown)).toBeGreaterThan(median(times.known) / 2);
});

async function timeOf(action: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await action();
  return performance.now() - started;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
