import { Decimal128, Double, Long } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Collection } from '../../src/persistence/embedded/catalog.ts';
import { compareValues, isSame } from '../../src/persistence/embedded/compare.ts';
import { Cursors, IDLE_MS } from '../../src/persistence/embedded/cursors.ts';
import { CommandFailure } from '../../src/persistence/embedded/failure.ts';
import { ID_INDEX, type IndexSpec, toIndex } from '../../src/persistence/embedded/index-spec.ts';
import { choosePlans } from '../../src/persistence/embedded/planner.ts';
import { toSortSpec } from '../../src/persistence/embedded/sort-keys.ts';
import { valueKey } from '../../src/persistence/embedded/value-keys.ts';
import { decode, encode } from '../../src/persistence/embedded/values.ts';

function collectionWith(...specs: Omit<IndexSpec, 'name'>[]): Collection {
  const indexes = [ID_INDEX, ...specs.map((spec) => ({ name: JSON.stringify(spec.key), ...spec }))];
  return {
    id: 1,
    database: 'd',
    name: 'c',
    indexes: indexes.map((spec, id) => toIndex(id, spec, [], true)),
    nextRecord: null,
  };
}

/** The indexes that a search would use ('none' = it would look through everything) and whether they give the order. */
function planned(collection: Collection, filter: object, sort: object = {}) {
  const { plans, isSorted } = choosePlans(collection, { ...filter }, toSortSpec({ ...sort }));
  return [plans.map(({ index }) => index?.spec.name ?? 'none').join(' + '), isSorted];
}

describe('the planner', () => {
  const pages = collectionWith({ key: { tenantId: 1, createdAt: -1 } }, { key: { email: 1 }, unique: true });
  const byPage = '{"tenantId":1,"createdAt":-1}';

  it.each([
    ['the id', { _id: 'x' }, {}, ['_id_', true]],
    ['an indexed field', { email: 'x', other: 1 }, {}, ['{"email":1}', true]],
    ['an $in on an indexed field', { email: { $in: ['x', 'y'] } }, {}, ['{"email":1}', true]],
    ['the beginning of an index', { tenantId: 'a', name: 'x' }, {}, [byPage, true]],
    ['a range after an equality', { tenantId: 'a', createdAt: { $gt: new Date() } }, {}, [byPage, true]],
    ['a page in the order of the index', { tenantId: 'a' }, { createdAt: -1 }, [byPage, true]],
    ['a page in the opposite order', { tenantId: 'a' }, { tenantId: 1, createdAt: 1 }, [byPage, true]],
    ['a page of several tenants', { tenantId: { $in: ['a', 'b'] } }, { createdAt: -1 }, [byPage, false]],
    ['an order the index does not give', { tenantId: 'a' }, { name: 1 }, [byPage, false]],
    ['only an order', {}, { email: -1 }, ['{"email":1}', true]],
    ['an $and', { $and: [{ other: 1 }, { email: 'x' }] }, {}, ['{"email":1}', true]],
    ['an $or of indexed fields', { $or: [{ email: 'x' }, { _id: 1 }] }, {}, ['{"email":1} + _id_', true]],
    ['an $or with a field that has no index', { $or: [{ email: 'x' }, { other: 1 }] }, {}, ['none', true]],
    ['the end of an index', { createdAt: new Date() }, {}, ['none', true]],
  ])('for %s', (_title, filter, sort, expected) => {
    expect(planned(pages, filter, sort)).toEqual(expected);
  });

  it('uses partial and sparse indexes only where they hold every match', () => {
    const partial = collectionWith({ key: { email: 1 }, partialFilterExpression: { active: true } });
    expect(planned(partial, { email: 'x' })).toEqual(['none', true]);
    expect(planned(partial, { email: 'x', active: true })).toEqual(['{"email":1}', true]);
    expect(planned(partial, { $and: [{ email: 'x' }, { active: true }] })).toEqual(['{"email":1}', true]);
    const strings = collectionWith({
      key: { token: 1 },
      partialFilterExpression: { token: { $type: 'string' } },
    });
    expect(planned(strings, { token: 'x' })).toEqual(['{"token":1}', true]);
    expect(planned(strings, { token: null })).toEqual(['none', true]);
    const sparse = collectionWith({ key: { k: 1 }, sparse: true });
    expect(planned(sparse, { k: 1 })).toEqual(['{"k":1}', true]);
    expect(planned(sparse, { k: null })).toEqual(['none', true]);
    expect(planned(sparse, {}, { k: 1 })).toEqual(['none', false]);
  });
});

const numbers = fc.oneof(
  fc.double().map((n) => new Double(n)),
  fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map((n) => Long.fromBigInt(n)),
  fc
    .tuple(fc.bigInt(-(10n ** 33n), 10n ** 33n), fc.integer({ min: -50, max: 50 }))
    .map(([c, e]) => Decimal128.fromString(`${c}E${e}`)),
);

/** The exact value of a number as a fraction over 10^80 or so; NaN has none. */
function exact(number: Double | Long | Decimal128): bigint | null {
  const digits = 10n ** 1_100n;
  if (number instanceof Long) return number.toBigInt() * digits;
  if (number instanceof Decimal128) {
    const [, sign = '', whole = '', fraction = '', e = '0'] =
      /^(-?)(\d+)\.?(\d*)(?:E(.*))?$/.exec(number.toString()) ?? [];
    const exponent = Number(e) - fraction.length;
    const coefficient = BigInt(`${sign}${whole}${fraction}`) * digits;
    return exponent < 0 ? coefficient / 10n ** BigInt(-exponent) : coefficient * 10n ** BigInt(exponent);
  }
  if (!Number.isFinite(number.value)) return null;
  const [mantissa, power] = fraction(number.value);
  return power < 0 ? (mantissa * digits) / 2n ** BigInt(-power) : mantissa * digits * 2n ** BigInt(power);
}

function fraction(value: number): [bigint, number] {
  let [mantissa, power] = [value, 0];
  while (!Number.isInteger(mantissa)) [mantissa, power] = [mantissa * 2, power - 1];
  return [BigInt(mantissa), power];
}

describe('keys of values', () => {
  it('order numbers of all types by their exact value', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const [x, y] = [exact(a), exact(b)];
        fc.pre(x !== null && y !== null);
        expect(Math.sign(Buffer.compare(valueKey(a), valueKey(b)))).toBe(x < y ? -1 : Number(x > y));
      }),
      { numRuns: 500 },
    );
  });

  const values = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constant(null),
      fc.boolean(),
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.date({ noInvalidDate: true }),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), tie('value'), { maxKeys: 3 }),
    ),
  })).value;

  it('of two values are equal exactly when the values are, and none begins another', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [x, y] = [valueKey(a), valueKey(b)];
        const areEqual = encode({ a }).equals(encode({ a: b }));
        expect(isSame(a, b)).toBe(areEqual);
        expect(x.equals(y)).toBe(areEqual);
        if (!areEqual) expect(y.subarray(0, x.length).equals(x)).toBe(false);
      }),
    );
  });

  it('order texts by their UTF-8, and the same with zero bytes inside', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
        expect(Math.sign(compareValues(a, b))).toBe(expected);
      }),
    );
  });
});

describe('cursors', () => {
  const rows = () => Array.from({ length: 10 }, (_, n) => encode({ n }));
  const idOf = (reply: Buffer) => (decode(reply).cursor as { id: Long }).id;

  it('that nobody came back for are forgotten after ten minutes', () => {
    const cursors = new Cursors();
    const id = idOf(cursors.first('d.c', rows(), 2));
    cursors.dropIdle(Date.now() + IDLE_MS - 1_000);
    expect(idOf(cursors.next(id, 2)).equals(id)).toBe(true);
    cursors.dropIdle(Date.now() + IDLE_MS + 1_000);
    expect(() => cursors.next(id, 2)).toThrow(CommandFailure);
  });

  it('are a thousand at most; the one unused for longest goes', () => {
    const cursors = new Cursors();
    const ids = Array.from({ length: 1_001 }, () => idOf(cursors.first('d.c', rows(), 2)));
    expect(() => cursors.next(ids[0] ?? Long.ZERO, 2)).toThrow(CommandFailure);
    expect(idOf(cursors.next(ids[1] ?? Long.ZERO, 2)).equals(ids[1] ?? Long.ZERO)).toBe(true);
  });
});
