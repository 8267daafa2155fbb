import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, pageOf } from '../../src/connection.ts';

interface Row {
  name: string;
  id: string;
}

const rows: Row[] = Array.from({ length: 5 }, (_, place) => ({ name: `Name ${place}`, id: `id-${place}` }));
const keyOf = ({ name, id }: Row) => [name, id] as const;

describe('a cursor', () => {
  it.each([[['Residential Pool – “Größe” 泳池', 'rc_x']], [['', '']], [[1_700_000_000_123, 'id']]] as [
    [string | number, string],
  ][])('comes back as it went: %j', (key) => {
    const cursor = encodeCursor(key);
    expect(cursor).toMatch(/^[\w-]*$/);
    expect(decodeCursor(cursor)).toEqual(key);
  });

  it.each([
    '',
    'nonsense',
    '%%%',
    ...[
      'null',
      '1',
      '"x"',
      '[]',
      '["x"]',
      '["x",1]',
      '["x","y","z"]',
      '[null,"y"]',
      '[{"$gt":""},"y"]',
      '[["x"],"y"]',
      '{"0":"x","1":"y"}',
    ].map((json) => Buffer.from(json).toString('base64url')),
  ])('that is not ours is refused, not quoted: %j', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(
      expect.objectContaining({
        code: 'BAD_USER_INPUT',
        extensions: {
          code: 'BAD_USER_INPUT',
          fields: [{ path: 'after', message: 'is not a cursor of this list' }],
        },
      }),
    );
  });
});

describe('a page', () => {
  it('has as many rows as were asked for, and says whether there are more', () => {
    const page = pageOf(rows.slice(0, 3), { first: 2, after: null, totalCount: 5 }, keyOf);
    expect(page.edges.map(({ node }) => node)).toEqual(rows.slice(0, 2));
    expect(page.totalCount).toBe(5);
    expect(page.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: encodeCursor(['Name 0', 'id-0']),
      endCursor: encodeCursor(['Name 1', 'id-1']),
    });
  });

  it('that is the last has none behind it', () => {
    const page = pageOf(rows.slice(3), { first: 2, after: 'x', totalCount: 5 }, keyOf);
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('without rows has no cursors', () => {
    const { edges, pageInfo } = pageOf([], { first: 2, after: null, totalCount: 0 }, keyOf);
    expect(edges).toEqual([]);
    expect(pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });
});
