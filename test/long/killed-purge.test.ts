import { beforeAll, expect, it, vi } from 'vitest';
import { documentTypes } from '../../src/document-types.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import type { Rows } from '../support/actors.ts';
import { killBench, type Victim, victims } from '../support/killing.ts';
import { ownedCollections, rowsOf, seedTenant } from '../support/purging.ts';

const bench = killBench();
const rounds = 4;
const leavers = 6;
const patient = { timeout: 90_000, interval: 200 };
let collections: string[];
let neighbours: Record<string, Rows[]>;

beforeAll(async () => {
  const database = await connectMongo(bench.uri, documentTypes);
  collections = ownedCollections(database);
  await database.close();
  await seedTenant(bench.db, collections, { _id: 'stayer', status: 'ACTIVE', purgeAt: null });
  neighbours = await rowsOf(bench.db, 'stayer');
});

/** The next process that looks finds the task due, and nobody at it. */
const makeDue = () =>
  bench.db
    .collection<Rows>('jobs')
    .updateOne({ _id: 'purge' }, { $set: { dueAt: new Date(0), leaseUntil: null, holder: null } });

/** Rows that are left of all who have left, but for the one line of each in the log. */
async function leftOver(ids: readonly string[]): Promise<number> {
  const kept = await Promise.all(
    [...collections, 'tenants'].map((name) =>
      bench.db
        .collection<Rows>(name)
        .countDocuments({ $or: [{ tenantId: { $in: ids } }, { _id: { $in: [...ids] } }] }),
    ),
  );
  return kept.reduce((sum, count) => sum + count, 0) - ids.length;
}

/** Resolves with how many rows the killed process had left. */
async function round(place: number, victim: Victim): Promise<number> {
  const ids = Array.from({ length: leavers }, (_, nth) => `leaver-${place}-${nth}`);
  await bench.kill('product');
  for (const _id of ids)
    await seedTenant(bench.db, collections, { _id, status: 'DEACTIVATED', purgeAt: new Date(0) });
  const whole = await leftOver(ids);
  await makeDue();
  await bench.startProduct();
  const begun = { _id: { $in: ids }, purgeBegunAt: { $exists: true } };
  await vi.waitFor(
    async () => {
      const gone = (await leftOver(ids)) < whole;
      expect(gone || (await bench.db.collection<Rows>('tenants').countDocuments(begun)) > 0).toBe(true);
    },
    { timeout: 90_000, interval: 5 },
  );
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 200));
  await bench.kill(victim);
  if (victim === 'database') {
    await bench.revive('database');
    await bench.kill('product');
  }
  const left = await leftOver(ids);
  await makeDue();
  await bench.startProduct();
  await vi.waitFor(async () => {
    for (const _id of ids) expect(Object.keys(await rowsOf(bench.db, _id))).toEqual(['audit']);
  }, patient);
  expect(await leftOver(ids)).toBe(0);
  expect(await rowsOf(bench.db, 'stayer')).toEqual(neighbours);
  return left;
}

it('kill -9 during a purge, of the product or of the database: the next one ends it, and nobody else loses a row', async () => {
  const left: number[] = [];
  for (let place = 0; place < rounds; place += 1)
    left.push(await round(place, victims[place % victims.length] ?? 'product'));
  const cut = left.filter((rows) => rows > 0);
  process.stdout.write(
    `${rounds} × kill -9 during a purge of ${leavers} tenants: ${cut.length} cut in the middle (${left.join(', ')} rows left), all of them ended by the next\n`,
  );
});
