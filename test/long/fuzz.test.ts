import { expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { fuzz } from '../support/fuzz-run.ts';

const database = freshDatabase('fuzz-long');
const operations = 20_000;

it(`${operations} made-up operations over every input type are answered with a code each; no operator reaches a filter`, async () => {
  const seed = Date.now() % 1e9;
  const before = process.memoryUsage().rss;
  const report = await fuzz(database, operations, seed);
  const grownMb = (process.memoryUsage().rss - before) / 1e6;
  process.stdout.write(
    `${report.operations} operations, seed ${seed}, ${report.commands} commands, ${grownMb.toFixed(0)} MB more: ${JSON.stringify(report.codes)}\n`,
  );
  expect(report.faults).toEqual([]);
  expect(report.operations).toBe(operations);
}, 3_600_000);
