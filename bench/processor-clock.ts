import { readFile } from 'node:fs/promises';
import type { Server } from './server.ts';

/** Linux counts processor time in hundredths of a second, whatever its kernel ticks at. */
const TICK_MS = 10;

/** Starts counting; the result tells how long processors have worked for this server and its database since, in ms. NaN without /proc. */
export async function startProcessorClock(server: Server): Promise<() => Promise<number>> {
  const begun = await workedMs(server);
  return async () => (await workedMs(server)) - begun;
}

async function workedMs({ pid, databasePid }: Server): Promise<number> {
  const ticks = await Promise.all([pid, ...(databasePid ? [databasePid] : [])].map(ticksOf));
  return ticks.reduce((sum, one) => sum + one, 0) * TICK_MS;
}

/** Time in the process itself and in the kernel for it: fields 14 and 15, the second in parentheses and free to hold spaces. */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user, system] = stat.slice(stat.lastIndexOf(')')).split(' ').slice(12, 14);
  return Number(user) + Number(system);
}
