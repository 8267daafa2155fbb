import { benchDatabase } from './database.ts';
import { benchEstimates } from './estimates.ts';
import { benchFeedback } from './feedback.ts';
import { machine, type Row, table } from './figures.ts';
import { benchFirstToken } from './first-token.ts';
import { benchStartUp } from './start-up.ts';
import { benchTuning } from './tuning.ts';
import { benchWidget } from './widget.ts';

const benchmarks: Readonly<Record<string, () => Promise<Row[]>>> = {
  database: benchDatabase,
  'first-token': benchFirstToken,
  estimates: benchEstimates,
  feedback: benchFeedback,
  'start-up': benchStartUp,
  tuning: benchTuning,
  widget: benchWidget,
};

// Whatever was begun is undone when the process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const given = process.argv.slice(3);
const unknown = given.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0)
  throw new Error(`No benchmark: ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`);

const rowsByBenchmark = new Map<string, Row[]>();
for (const [name, run] of Object.entries(benchmarks)) {
  if (given.length > 0 && !given.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  rowsByBenchmark.set(name, await run());
}
process.stdout.write(`\n${table(rowsByBenchmark)}\n\n${machine()}\n`);
process.exit([...rowsByBenchmark.values()].flat().every(({ isMet }) => isMet) ? 0 : 1);
