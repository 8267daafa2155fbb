import { benchChatStream } from './chat-stream.ts';
import { benchDatabase } from './database.ts';
import { benchEstimates } from './estimates.ts';
import { benchEstimationRead } from './estimation-read.ts';
import { benchFeedback } from './feedback.ts';
import { machine, type Row } from './figures.ts';
import { benchFirstToken } from './first-token.ts';
import { benchFunctions } from './functions.ts';
import { benchHeldLoad } from './held-load.ts';
import { benchIdleSockets } from './idle-sockets.ts';
import { type Extent, full, quick } from './rounds.ts';
import { benchStartUp } from './start-up.ts';
import { benchStored } from './stored.ts';
import { table } from './table.ts';
import { benchTuning } from './tuning.ts';
import { benchWidget } from './widget.ts';

const switches = ['--soak', '--quick'];
const isSoak = process.argv.includes('--soak');
const extent = process.argv.includes('--quick') ? quick : full;

/** What a quick run has; each of them within some 20 s. */
const brief = ['estimation-read', 'chat-stream', 'first-token', 'estimates', 'widget'];
const benchmarks: Readonly<Record<string, (extent: Extent) => Promise<Row[]>>> = {
  'estimation-read': benchEstimationRead,
  'chat-stream': benchChatStream,
  'first-token': benchFirstToken,
  'idle-sockets': benchIdleSockets,
  estimates: benchEstimates,
  stored: benchStored,
  database: benchDatabase,
  feedback: benchFeedback,
  load: () => benchHeldLoad(isSoak ? 10 : 0),
  functions: benchFunctions,
  'start-up': benchStartUp,
  tuning: benchTuning,
  widget: benchWidget,
};

// Whatever was begun is undone when the process exits.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const given = process.argv.slice(3).filter((argument) => !switches.includes(argument));
const unknown = given.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0)
  throw new Error(`No benchmark: ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`);

const wanted = given.length > 0 ? given : extent.isQuick ? brief : Object.keys(benchmarks);
const rowsByBenchmark = new Map<string, Row[]>();
for (const [name, run] of Object.entries(benchmarks)) {
  if (!wanted.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  rowsByBenchmark.set(name, await run(extent));
}
process.stdout.write(`\n${table(rowsByBenchmark)}\n\n${machine()}\n`);
process.exit([...rowsByBenchmark.values()].flat().every(({ isMet }) => isMet) ? 0 : 1);
