import { expect, it } from 'vitest';
import { runKillRounds } from '../contracts/database/kill-rounds.ts';

const ROUNDS = 20;

it('loses nothing it acknowledged and tears nothing in twenty kills', { timeout: 300_000 }, async () => {
  const report = await runKillRounds(ROUNDS, Math.random);
  expect(report).toEqual({ acknowledged: expect.any(Number), lost: [], torn: [] });
  expect(report.acknowledged).toBeGreaterThan(ROUNDS * 10);
});
