import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from './server.ts';

/** A collection and what it sets free in its wake. */
const COLLECT_MS = 1_000;

/** Of a process of a script that imports `collecting.ts`, after two full collections; in KB, NaN without /proc. */
export async function settledKb(server: Server): Promise<number> {
  for (let time = 0; time < 2; time += 1) {
    process.kill(server.pid, 'SIGUSR2');
    await sleep(COLLECT_MS);
  }
  return residentKb(server);
}

/** What a process holds that is not a file's: pages of the database's file are the system's to keep. */
export async function residentKb({ pid }: Server): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN);
}
