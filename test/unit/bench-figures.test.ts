import { buildSchema, isObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { contestRows } from '../../bench/contest.ts';
import { median, quantile, row, rowBeside, rowOfRounds } from '../../bench/figures.ts';
import { interleaved, interleavedWarm } from '../../bench/rounds.ts';
import { fullSelection } from '../../bench/selection.ts';
import { table } from '../../bench/table.ts';

it('takes the middle one of the rounds and tells how far they lie apart', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(quantile([4, 3, 2, 1], 0.99)).toBe(4);
  const told = rowOfRounds('reads', { rounds: [300, 100, 200] }, '/s', ['>=', 200]);
  expect(told).toMatchObject({ measured: 200, spread: { low: 100, high: 300 }, isMet: true });
});

it('holds round against round beside a peer, and the middle ratio against the bound', () => {
  const peer = { name: 'bare', rounds: [100, 50, 400] };
  const told = rowBeside('reads', { rounds: [70, 60, 200] }, peer, '/s', ['>=', 0.7]);
  expect(told.beside).toMatchObject({ measured: 100, ratio: 0.7, ratioSpread: { low: 0.5, high: 1.2 } });
  expect(told.isMet).toBe(true);
  expect(rowBeside('reads', { rounds: [69, 60, 200] }, peer, '/s', ['>=', 0.7]).isMet).toBe(false);
});

it('meets no bound where anything failed, of its own or the peer', () => {
  const own = { rounds: [10, 10, 10], failed: 1 };
  expect(rowOfRounds('reads', own, '/s', ['>=', 1]).isMet).toBe(false);
  const peer = { name: 'bare', rounds: [1, 1, 1], failed: 2 };
  const told = rowBeside('reads', { rounds: [10, 10, 10] }, peer, '/s', ['>=', 1]);
  expect(told).toMatchObject({ failed: 2, isMet: false });
});

it('meets no bound with a figure that is not a number', () => {
  expect(row('memory', Number.NaN, 'KB', ['<=', 40]).isMet).toBe(false);
  expect(rowBeside('reads', { rounds: [] }, { name: 'bare', rounds: [] }, '/s', ['>=', 0.7]).isMet).toBe(
    false,
  );
});

it('tells the processor time of one beside the rate of all', () => {
  const outcome = (perSecond: number, processorMs: number) => ({ perSecond, processorMs, failed: 0 });
  const contest = { what: 'reads', unit: 'answer', own: [outcome(700, 2)] };
  const rows = contestRows(contest, 'bare', [outcome(1_000, 1)], ['>=', 0.7]);
  expect(rows.map(({ beside, isMet }) => [beside?.ratio, isMet])).toEqual([
    [0.7, true],
    [2, true],
  ]);
});

it('prints one table: figures with their spread, peers with the ratio, failures in capitals', () => {
  const own = { rounds: [1_700, 1_400, 1_500], failed: 3 };
  const peer = { name: 'bare', rounds: [2_000, 2_000, 2_000] };
  const rows = [rowBeside('reads', own, peer, '/s', ['>=', 0.7]), row('loader', 2_811, 'bytes')];
  const lines = table(new Map([['some', rows]])).split('\n');
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
  expect(cells[2]).toEqual([
    ...['', 'some', 'reads', '1 500 /s (1 400–1 700), 3 FAILED', 'bare: 2 000 /s (2 000–2 000)'],
    ...['0.75 × (0.7–0.85)', '>= 0.7', 'NO', ''],
  ]);
  expect(cells[3]).toEqual(['', 'some', 'loader', '2 811 bytes', '', '', '', '', '']);
});

it('asks every contestant once in each round, and each of them first in its turn', async () => {
  const asked: string[] = [];
  const contestant = (name: string) => async () => asked.push(name);
  const contestants = { a: contestant('a'), b: contestant('b'), c: contestant('c') };
  const { b } = await interleaved(3, contestants);
  expect(asked.join('')).toBe('abcbcacab');
  expect(b).toEqual([2, 4, 9]);
  expect((await interleavedWarm(2, contestants)).a).toHaveLength(2);
  expect(asked).toHaveLength(9 + 3 + 6);
});

it('selects every field of a type, and of what it holds', () => {
  const type = buildSchema('type Query { a: Int! inner: [Inner!] } type Inner { b: String }').getQueryType();
  expect(isObjectType(type) && fullSelection(type)).toBe('{ a inner { b } }');
});
