import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cover, coverOf } from '../../src/feedback/summary-window.ts';
import { boundsOf } from '../../src/feedback/tally.ts';

const at = (text: string) => new Date(text);
const moment = fc.date({
  min: at('2019-12-30T00:00:00Z'),
  max: at('2028-03-02T00:00:00Z'),
  noInvalidDate: true,
});

/** How many parts of the cover a moment lies in. */
function partsWith(time: Date, { months, days, edges }: Cover): number {
  const day = time.toISOString().slice(0, 10);
  const isWithin = (name: string, { first, last }: { first: string | null; last: string | null }) =>
    (first === null || name >= first) && (last === null || name <= last);
  return (
    Number(months !== null && isWithin(day.slice(0, 7), months)) +
    days.filter((bounds) => isWithin(day, bounds)).length +
    edges.filter(({ from, to }) => time >= from && time <= to).length
  );
}

describe('a span of time', () => {
  it('is whole months where it can be, then whole days, then what is left at its ends', () => {
    expect(coverOf(at('2026-01-30T12:00:00Z'), at('2026-04-02T00:00:00Z'))).toEqual({
      months: { first: '2026-02', last: '2026-03' },
      days: [
        { first: '2026-01-31', last: '2026-01-31' },
        { first: '2026-04-01', last: '2026-04-01' },
      ],
      edges: [
        { from: at('2026-01-30T12:00:00Z'), to: at('2026-01-30T23:59:59.999Z') },
        { from: at('2026-04-02T00:00:00Z'), to: at('2026-04-02T00:00:00Z') },
      ],
    });
    expect(coverOf(null, null)).toEqual({ months: { first: null, last: null }, days: [], edges: [] });
  });

  it('has each of its moments in exactly one part, and no other', () => {
    fc.assert(
      fc.property(fc.option(moment), fc.option(moment), moment, (from, to, time) => {
        const isInside = (!from || time >= from) && (!to || time <= to);
        expect(partsWith(time, coverOf(from, to))).toBe(isInside ? 1 : 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has its first and its last moment', () => {
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const cover = coverOf(from, to);
        expect([partsWith(from, cover), partsWith(to, cover)]).toEqual([1, 1]);
      }),
    );
  });
});

it('knows the ends of days and months', () => {
  expect(boundsOf('2028-02')).toEqual({
    from: at('2028-02-01T00:00:00Z'),
    to: at('2028-02-29T23:59:59.999Z'),
  });
  expect(boundsOf('2026-12-31')).toEqual({
    from: at('2026-12-31T00:00:00Z'),
    to: at('2026-12-31T23:59:59.999Z'),
  });
});
