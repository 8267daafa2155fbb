import { describe, expect, it } from 'vitest';
import { coverage, pinballLoss } from '../../bench/normal.ts';
import { type Standing, simulate } from '../../bench/tuning-simulation.ts';
import { verdictOn } from '../../bench/tuning-verdict.ts';
import { classesOfWorlds, happenings, oddClass, type World, worlds } from '../../bench/tuning-worlds.ts';
import { randomFrom } from '../../src/admin/random.ts';

const seeds = 200;
const standings = new Map<World, Standing[]>();

function standingsOf(world: World): Standing[] {
  const known = standings.get(world);
  if (known) return known;
  const found = classesOfWorlds.flatMap((name) => simulate(world, name, seeds));
  standings.set(world, found);
  return found;
}

function named(name: string): Standing[] {
  const world = worlds.find((candidate) => candidate.name === name);
  if (!world) throw new Error(`no world ${name}`);
  return standingsOf(world);
}

const standingAt = (outcomes: number, among: readonly Standing[]) =>
  among.filter((standing) => standing.outcomes === outcomes);

// Cost and weeks of three classes; each mean of 200 lives, each figure the worst of them. Coverage and loss of what comes
// next are reckoned from the world's own distribution instead of 2 000 draws of it: the same, without their noise.
describe('tuning, in worlds of known truth', () => {
  it.each(worlds.filter(({ fraud }) => !fraud).map((world) => [world.name, world] as const))(
    'covers what its quantiles promise after 40 outcomes, near the least loss there is: %s',
    (_, world) => {
      const { p50Covers, p80Covers, lossToOracle } = verdictOn(standingsOf(world));
      expect(p50Covers.least).toBeGreaterThanOrEqual(0.43);
      expect(p50Covers.most).toBeLessThanOrEqual(0.57);
      expect(p80Covers.least).toBeGreaterThanOrEqual(0.75);
      expect(p80Covers.most).toBeLessThanOrEqual(0.85);
      expect(lossToOracle).toBeLessThanOrEqual(1.15);
    },
  );

  it.each([
    ...worlds.filter(({ fraud }) => !fraud).map((world) => [world.name, 1.05, world] as const),
    ...worlds.filter(({ fraud }) => fraud === 'anywhere').map((world) => [world.name, 1.12, world] as const),
    // Who knows the rule and always has a fifth of the first five does more harm, but not without bounds.
    ...worlds.filter(({ fraud }) => fraud === 'early').map((world) => [world.name, 1.2, world] as const),
  ])('is never much worse than no tuning, after however few outcomes: %s, within %s', (_, limit, world) => {
    expect(verdictOn(standingsOf(world)).lossToUntuned).toBeLessThanOrEqual(limit);
  });

  it('gains with every stage where the class is wrong', () => {
    const wrong = named('one class +25 %, others right').filter(({ className }) => className === oddClass);
    for (const quantity of ['cost', 'weeks'] as const) {
      const losses = wrong
        .filter((standing) => standing.quantity === quantity)
        .map(({ tuned }) => tuned.lossP50 + tuned.lossP80);
      expect(losses).toEqual([...losses].sort((a, b) => b - a));
      expect(losses.at(-1)).toBeLessThan(0.85 * (losses[0] ?? 0));
    }
  });

  it('costs almost nothing where the class is right', () => {
    for (const { tuned, untuned } of standingAt(40, named('unbiased'))) {
      expect(tuned.lossP50 / untuned.lossP50).toBeLessThan(1.025);
      expect(tuned.lossP80 / untuned.lossP80).toBeLessThan(1.025);
    }
  });

  it('makes nothing of fraud that shows: the quotes are as good as without', () => {
    for (const { tuned } of standingAt(40, named('fraud, ten times the quote'))) {
      expect(Math.abs(tuned.coverP50 - 0.5)).toBeLessThan(0.03);
      expect(Math.abs(tuned.coverP80 - 0.8)).toBeLessThan(0.03);
    }
  });

  it('holds where matches are unsure too, and quotes therefore wider', () => {
    const [, hardest] = worlds;
    if (!hardest) throw new Error('no second world');
    const { p50Covers, p80Covers } = verdictOn(simulate(hardest, oddClass, seeds, 0.75));
    expect(p50Covers.least).toBeGreaterThanOrEqual(0.43);
    expect(p80Covers.least).toBeGreaterThanOrEqual(0.75);
    expect(p80Covers.most).toBeLessThanOrEqual(0.85);
  });
});

describe('the reckoning of the simulation', () => {
  it('agrees with 200 000 draws', () => {
    const random = randomFrom(7);
    const real = { median: 90_000, sigma: 0.3 };
    const quote = 110_000;
    let below = 0;
    let loss = 0;
    const count = 200_000;
    for (let drawn = 0; drawn < count; drawn += 1) {
      // A normal by another way than the worlds': the sum of twelve uniforms, good enough for two decimals.
      const normal = Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);
      const actual = real.median * Math.exp(real.sigma * normal);
      if (actual <= quote) below += 1;
      loss += actual > quote ? 0.8 * (actual - quote) : 0.2 * (quote - actual);
    }
    expect(coverage(real, quote)).toBeCloseTo(below / count, 2);
    expect(pinballLoss(real, 0.8, quote)).toBeCloseTo(loss / count / real.median, 2);
  });

  it('is what 2 000 further outcomes of each seed come to, for tuned, untuned and oracle alike', () => {
    const [, world] = worlds;
    if (!world) throw new Error('no second world');
    const sigma = { cost: 0.3, weeks: 0.2 };
    const real = { median: 90_000 * world.truth.factor, sigma: 0.3 * world.truth.spread };
    const oracle = real.median * Math.exp(0.8416212335729143 * real.sigma);
    for (const quote of [90_000, 125_000, oracle]) {
      const perSeed = Array.from({ length: seeds }, (_, seed) => {
        const next = happenings(world, world.truth, sigma, { seed, label: 'next', count: 2_000 });
        const actuals = next.map(({ logCost }) => 90_000 * Math.exp(logCost));
        const below = actuals.filter((actual) => actual <= quote).length;
        const lost = actuals.map((y) => (y > quote ? 0.8 * (y - quote) : 0.2 * (quote - y)));
        return { covers: below / 2_000, loss: lost.reduce((sum, one) => sum + one, 0) / 2_000 };
      });
      const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
      expect(coverage(real, quote)).toBeCloseTo(mean(perSeed.map(({ covers }) => covers)), 2);
      const loss = mean(perSeed.map((one) => one.loss)) / real.median;
      // Five standard errors of the 400 000.
      expect(Math.abs(pinballLoss(real, 0.8, quote) / loss - 1)).toBeLessThan(0.01);
    }
  });

  it('loses least at the true quantile', () => {
    const real = { median: 1, sigma: 0.25 };
    const best = Math.exp(0.25 * 0.8416212335729143);
    expect(coverage(real, best)).toBeCloseTo(0.8, 6);
    for (const off of [0.9, 0.97, 1.03, 1.1])
      expect(pinballLoss(real, 0.8, best * off)).toBeGreaterThan(pinballLoss(real, 0.8, best));
  });
});
