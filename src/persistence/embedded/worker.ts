import { parentPort, workerData } from 'node:worker_threads';
import { openEngine } from './engine.ts';
import { listen } from './server.ts';
import { isLostCommit } from './store.ts';
import { startSweeping } from './sweep.ts';

/** What the thread is told at its start. */
export interface WorkerOrder {
  folder: string;
  port: number;
  ttlSweepMs: number;
}

/** What it tells: once where it listens or why not, and at the end that everything is closed. */
export type WorkerNews = { port: number } | { fault: string; code: string } | 'closed';

async function start({ folder, port, ttlSweepMs }: WorkerOrder): Promise<void> {
  const engine = openEngine(folder);
  const server = await listen(engine, port);
  const stopSweeping = startSweeping(engine, ttlSweepMs);
  parentPort?.once('message', async () => {
    await stopSweeping();
    await server.close();
    await engine.store.close();
    tell('closed');
  });
  tell({ port: server.port });
}

function tell(news: WorkerNews): void {
  parentPort?.postMessage(news);
}

// Whoever asked for the commit has been told; anything else ends the thread, as it would without this.
process.on('unhandledRejection', (reason) => {
  if (!isLostCommit(reason)) throw reason;
});

start(workerData as WorkerOrder).catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  tell({ fault: error instanceof Error ? error.message : String(error), code });
});
