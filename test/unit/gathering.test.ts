import { describe, expect, it } from 'vitest';
import { Gathering } from '../../src/persistence/gathering.ts';

interface Row {
  tenantId: string;
  key: string;
  at: number;
}

/** A gathering over these rows that tells of every command: whose, and for which keys. */
function gatheringOf(rows: readonly Row[], fail?: Error) {
  const commands: { tenantId: string; keys: readonly string[] }[] = [];
  const gathering = new Gathering<Row>(
    async ({ tenantId }, keys) => {
      commands.push({ tenantId, keys });
      if (fail) throw fail;
      return rows.filter((row) => row.tenantId === tenantId && keys.includes(row.key));
    },
    ({ key }) => key,
  );
  return { gathering, commands };
}

const [one, other] = [{ tenantId: 't1' }, { tenantId: 't2' }];

describe('what is asked for at one moment', () => {
  const rows = [
    { tenantId: 't1', key: 'a', at: 1 },
    { tenantId: 't1', key: 'a', at: 2 },
    { tenantId: 't1', key: 'b', at: 3 },
    { tenantId: 't2', key: 'a', at: 4 },
  ];

  it('is read with one command per tenant, and nobody gets the rows of another key or tenant', async () => {
    const { gathering, commands } = gatheringOf(rows);
    const asked = [
      gathering.rowsOf(one, 'a'),
      gathering.rowsOf(other, 'a'),
      gathering.rowsOf(one, 'b'),
      gathering.rowsOf(one, 'a'),
      gathering.rowsOf(other, 'b'),
    ];
    expect((await Promise.all(asked)).map((found) => found.map(({ at }) => at))).toEqual([
      [1, 2],
      [4],
      [3],
      [1, 2],
      [],
    ]);
    expect(commands).toEqual([
      { tenantId: 't1', keys: ['a', 'b'] },
      { tenantId: 't2', keys: ['a', 'b'] },
    ]);
  });

  it('is read anew for whoever asks later', async () => {
    const { gathering, commands } = gatheringOf(rows);
    await gathering.rowsOf(one, 'a');
    await gathering.rowsOf(one, 'a');
    expect(commands).toHaveLength(2);
  });

  it('makes no longer lists than a hundred', async () => {
    const { gathering, commands } = gatheringOf(rows);
    await Promise.all(Array.from({ length: 250 }, (_, n) => gathering.rowsOf(one, String(n))));
    expect(commands.map(({ keys }) => keys.length)).toEqual([100, 100, 50]);
  });

  it('fails for all who asked, and for nobody who asks afterwards', async () => {
    const { gathering, commands } = gatheringOf(rows, new Error('gone'));
    const asked = [gathering.rowsOf(one, 'a'), gathering.rowsOf(one, 'b')];
    for (const answer of await Promise.allSettled(asked)) expect(answer.status).toBe('rejected');
    await expect(gathering.rowsOf(one, 'a')).rejects.toThrow('gone');
    expect(commands).toHaveLength(2);
  });
});
