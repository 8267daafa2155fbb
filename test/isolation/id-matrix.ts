import { describe, expect, it } from 'vitest';
import { allTold } from '../support/narratives.ts';
import { attempt, type Outcome } from './attempt.ts';
import type { IdRow } from './id-row.ts';
import { idRows } from './id-table.ts';
import { absentId, malformedIds } from './id-values.ts';
import { principals } from './principals.ts';
import { idArguments, rootField } from './root-fields.ts';
import { allRows, changedRows } from './rows.ts';
import type { World } from './world.ts';

interface Tried {
  kind: string;
  is: string;
  gets: string;
  told: string;
}

/** Answers that made something, without the ids and times of what they made. */
const withoutIds = (told: string): string =>
  told
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '#')
    .replaceAll(/[0-9a-f]{32}/g, '#')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '#');

async function triedIds(world: World, row: IdRow): Promise<{ tried: Tried[]; changes: string[] }> {
  const type = idArguments.find(({ path }) => path === row.path)?.type ?? '';
  const field = rootField(row.path.split('.').slice(0, 2).join('.'));
  const tried: Tried[] = [];
  const attemptWith = async (kind: string, id: unknown, gets: string) => {
    const variables = row.around(id, world);
    const outcome: Outcome = await attempt(world.server, field, principals[row.who].token(world), variables);
    tried.push({ kind, gets, is: outcome.is, told: outcome.told });
  };
  const own = await row.own(world);
  const [same, other] = [await row.same?.(world), await row.other(world)];
  await allTold(world.db);
  const before = await allRows(world.db);
  await attemptWith('absent', absentId(row.path, type), row.absent);
  await attemptWith('another tenant’s', other, row.absent);
  if (same && row.sameGets !== 'data') await attemptWith('another’s', same, row.sameGets ?? row.absent);
  for (const [id, gets] of malformedIds(type, row.absent))
    await attemptWith(`malformed: ${JSON.stringify(id)}`, id, gets);
  const changes = changedRows(before, await allRows(world.db));
  if (same && row.sameGets === 'data') await attemptWith('another’s', same, 'data');
  await attemptWith('own', own, row.gets ?? 'data');
  return { tried, changes };
}

/** Every argument that takes an id or a credential, with ids that are one's own, others', nobody's and none. */
export function idMatrix(worldOf: () => World): void {
  it('has a row for every argument that takes an id or a credential', () => {
    const paths = new Set(idRows.map(({ path }) => path));
    expect([...paths].sort()).toEqual(idArguments.map(({ path }) => path).sort());
  });

  describe.each(idRows)('$path, as $who', (row) => {
    it('knows one’s own, and takes what is another’s for what is not there, to the byte', async () => {
      const { tried, changes } = await triedIds(worldOf(), row);
      expect(tried.map(({ kind, is }) => [kind, is])).toEqual(tried.map(({ kind, gets }) => [kind, gets]));
      const told = (one?: Tried) => (row.isMade ? withoutIds(one?.told ?? '') : one?.told);
      const absent = told(tried.find(({ kind }) => kind === 'absent'));
      const alike = tried.filter(({ kind, gets }) => gets === row.absent && kind !== 'own');
      for (const one of alike) expect(told(one), one.kind).toBe(absent);
      if (!row.isMade) expect(changes).toEqual([]);
    });
  });
}
