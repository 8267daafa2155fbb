import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { randomFrom } from '../../src/admin/random.ts';
import { documentTypes } from '../../src/document-types.ts';
import { Outcome } from '../../src/feedback/outcome.model.ts';
import type { Finding } from '../../src/feedback/outcome.ts';
import { Tallies } from '../../src/feedback/tallies.service.ts';
import type { CountedCell } from '../../src/feedback/tally.ts';
import type { Database } from '../../src/persistence/database.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { scoped } from '../../src/persistence/scoped.ts';
import { freshDatabase } from '../support/database.ts';

const own = freshDatabase('tallies');
const owner = { tenantId: 'a' };
const other = { tenantId: 'b' };
const everything = { first: null, last: null };

let database: Database;
/** As two processes have them. */
let here: Tallies;
let elsewhere: Tallies;

beforeAll(async () => {
  database = await connectMongo(own.uri, documentTypes);
});
afterAll(() => database.close());

beforeEach(async () => {
  for (const name of ['outcomes', 'tallies', 'tally_revisions']) await own.db.collection(name).deleteMany({});
  [here, elsewhere] = [new Tallies(database), new Tallies(database)];
});

const findingOf = (month: number, referenceClassId = 'rc_1'): Finding => ({
  ...{
    referenceClassId,
    at: new Date(Date.UTC(2026, month, 10)),
    completedAt: new Date(Date.UTC(2026, 0, 2)),
  },
  ...{ counts: true, teaches: true, costVariancePct: 10, weeksVariancePct: 5 },
  ...{ isWithinP50: false, isWithinP80: true, logCost: 0.1, logTime: 0.1 },
});

let ids = 0;
function report(tallies: Tallies, finding: Finding, whose = owner, meanwhile = async () => {}) {
  ids += 1;
  const row = { _id: `outcome-${ids}`, ...finding };
  return tallies.count(whose, row._id, { before: null, after: finding }, async () => {
    await meanwhile();
    await scoped(database, Outcome, whose).insert(row as Outcome);
  });
}

const reportedIn = (cells: readonly CountedCell[]) => cells.reduce((sum, { sums }) => sum + sums.reported, 0);
const read = async (tallies: Tallies, whose = owner) =>
  reportedIn(await tallies.read(whose, 'month', everything));

it('what was read holds until something is counted, by whichever process', async () => {
  await report(here, findingOf(1));
  const first = await here.read(owner, 'month', everything);
  expect(await here.read(owner, 'month', everything)).toBe(first);
  await report(elsewhere, findingOf(2, 'rc_2'));
  expect([await read(here), await read(elsewhere)]).toEqual([2, 2]);
  await report(here, findingOf(2, 'rc_2'));
  expect([await read(here), await read(elsewhere)]).toEqual([3, 3]);
});

it('what is read while an outcome is being written is not kept', async () => {
  await report(here, findingOf(1));
  expect(await read(here)).toBe(1);
  await report(elsewhere, findingOf(1), owner, async () => {
    expect([await read(here), await read(elsewhere)]).toEqual([1, 1]);
  });
  expect([await read(here), await read(elsewhere)]).toEqual([2, 2]);
});

it('is one’s own: another tenant’s reports change nothing, and its cells are its own', async () => {
  await report(here, findingOf(1));
  const mine = await here.read(owner, 'month', everything);
  await report(here, findingOf(1), other);
  await report(here, findingOf(2), other);
  expect(await here.read(owner, 'month', everything)).toBe(mine);
  expect([reportedIn(mine), await read(here, other)]).toEqual([1, 2]);
});

it('is true again as soon as wrong cells have been repaired', async () => {
  await report(here, findingOf(1));
  await own.db.collection('tallies').updateMany({ kind: 'month' }, { $set: { 'sums.reported': 7 } });
  expect(await read(elsewhere)).toBe(7);
  expect(await here.rebuild(owner, new AbortController().signal)).toBe(1);
  expect(await read(elsewhere)).toBe(1);
});

it('is never behind what was acknowledged, with many reports and readers at once', async () => {
  const random = randomFrom(7);
  let acknowledged = 0;
  const reporting = Array.from({ length: 40 }, async (_, n) => {
    await report(n % 2 === 0 ? here : elsewhere, findingOf(Math.floor(random() * 3), `rc_${n % 4}`));
    acknowledged += 1;
  });
  const reading = [here, elsewhere].map(async (tallies) => {
    while (acknowledged < 40) {
      const before = acknowledged;
      expect(await read(tallies)).toBeGreaterThanOrEqual(before);
    }
  });
  await Promise.all([...reporting, ...reading]);
  expect([await read(here), await read(elsewhere)]).toEqual([40, 40]);
});
