import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Collection, type Document, freshDatabase } from '../../support/database.ts';

const database = freshDatabase('index_equivalence');
/** The same documents and filters in every run: what an independent engine is asked must not vary. */
const SEED = 20_260_203;

describe('indexes', () => {
  const scalar = fc.constantFrom<unknown>(
    null,
    0,
    1,
    2,
    1.5,
    'a',
    'b',
    '',
    true,
    new Date(1_000),
    new Date(2_000),
  );
  const value = fc.oneof(
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(fc.record({ b: scalar }, { requiredKeys: [] }), { maxLength: 2 }) },
    { weight: 1, arbitrary: fc.record({ b: scalar, c: scalar }, { requiredKeys: [] }) },
  );
  const doc = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });
  const condition = fc.oneof(
    value,
    fc.record({ $gte: scalar, $lt: scalar }, { requiredKeys: ['$gte'] }),
    fc.record({ $gt: scalar, $lte: scalar }, { requiredKeys: ['$lte'] }),
    fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({ $ne: scalar }),
    fc.record({ $exists: fc.boolean() }),
    fc.record({ $elemMatch: fc.record({ $gte: scalar }) }),
  );
  const clause = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a.b', 'b.b'), condition, {
    minKeys: 1,
    maxKeys: 3,
  });
  const filter = fc.oneof(
    clause,
    fc.record({ $or: fc.array(clause, { minLength: 1, maxLength: 2 }) }),
    fc.record({ $and: fc.tuple(clause, clause) }),
  );
  const order = fc.constantFrom<[string, 1 | -1][]>(
    [['_id', 1]],
    [
      ['a', 1],
      ['_id', 1],
    ],
    [
      ['b', -1],
      ['_id', 1],
    ],
  );

  it('never change what is found nor its order', async () => {
    const docs = fc
      .sample(doc, { numRuns: 120, seed: SEED })
      .map((content, _id) => ({ _id: _id as never, ...content }));
    const [plain, indexed] = [database.collection(), database.collection()];
    await indexed.createIndexes([
      { key: { a: 1 } },
      { key: { b: -1 } },
      { key: { 'a.b': 1 } },
      { key: { c: 1 }, sparse: true },
    ]);
    await Promise.all([plain.insertMany(docs), indexed.insertMany(docs)]);
    const property = fc.asyncProperty(filter, order, async (conditions, sort) => {
      const search = (items: Collection) =>
        items
          .find(conditions as Document)
          .sort(sort)
          .map(({ _id }) => Number(_id))
          .toArray();
      expect(await search(indexed)).toEqual(await search(plain));
    });
    await fc.assert(property, { numRuns: 200, seed: SEED });
  });
});
