import { describe, expect, it } from 'vitest';
import { despiteConflicts } from '../../src/persistence/database.ts';

const failing = (failures: number, error: object) => {
  let calls = 0;
  return {
    write: async () => {
      calls += 1;
      if (calls <= failures) throw Object.assign(new Error('refused'), error);
      return 'written';
    },
    calls: () => calls,
  };
};

describe('a write that another one stood in the way of', () => {
  it.each([{ code: 112 }, { code: 1, codeName: '40P01' }, { code: 1, codeName: '40001' }])(
    'is done again: %o',
    async (error) => {
      const { write, calls } = failing(2, error);
      expect(await despiteConflicts(write)).toBe('written');
      expect(calls()).toBe(3);
    },
  );

  it('fails in the end, where it always is in the way', async () => {
    const { write, calls } = failing(99, { code: 112 });
    await expect(despiteConflicts(write)).rejects.toMatchObject({ code: 112 });
    expect(calls()).toBe(5);
  });

  it('is not every write that fails: a duplicate stays one', async () => {
    const { write, calls } = failing(1, { code: 11_000 });
    await expect(despiteConflicts(write)).rejects.toMatchObject({ code: 11_000 });
    expect(calls()).toBe(1);
  });
});
