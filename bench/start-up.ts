import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { median, type Row, row } from './figures.ts';
import { inRounds, ROUNDS } from './load.ts';
import { startServer, withServer } from './server.ts';
import { withTemporaryFolder } from './temporary.ts';

const REST_MS = 3_000;
const LIMIT_MS = 3_000;

/** What `npm start` runs: it looks first whether the build is the sources'. */
const startScript = fileURLToPath(new URL('../../../scripts/start.js', import.meta.url));

/** A start on a folder that has been served before, and the memory of the process while nobody asks it anything. */
export function benchStartUp(): Promise<Row[]> {
  return withTemporaryFolder(async (dataDir) => {
    await withServer(dataDir, {}, async () => undefined);
    const runs = await inRounds(() => startAndRest(dataDir));
    return [
      row(
        `process start to start-up line: median of ${ROUNDS}`,
        median(runs.map(({ startMs }) => startMs)),
        'ms',
        ['<', LIMIT_MS],
      ),
      row('resident memory at rest', median(runs.map(({ restMib }) => restMib)), 'MiB'),
    ];
  });
}

async function startAndRest(dataDir: string): Promise<{ startMs: number; restMib: number }> {
  const server = await startServer(dataDir, {}, startScript);
  try {
    await pause(REST_MS);
    return { startMs: server.startMs, restMib: await residentMib(server.pid) };
  } finally {
    await server.stop();
  }
}

/** NaN where the system has no /proc. */
async function residentMib(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1_024;
}
