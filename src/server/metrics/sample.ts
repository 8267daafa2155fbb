import { setTimeout as sleep } from 'node:timers/promises';
import type { Instruments } from './instruments.ts';

/** What is looked at when somebody asks for the metrics. */
export interface Sources {
  sockets(): number;
  openBreakers(): number;
  /** Mails by status. */
  mails(): Promise<Record<string, number>>;
  /** What each needs to answer, by name: rejects where it does not. */
  pings: Readonly<Record<string, () => Promise<void>>>;
}

/** A part that takes longer is told as down. */
const patienceMs = 2_000;

let busyBefore = performance.eventLoopUtilization();

/** Brings the gauges up to date. Takes at most `patienceMs`, and never fails. */
export async function sample(to: Instruments, from: Sources): Promise<void> {
  to.sockets.set(from.sockets());
  to.breakersOpen.set(from.openBreakers());
  sampleProcess(to);
  const parts = Object.entries(from.pings).map(([part, ping]) => samplePart(to, part, ping));
  await Promise.all([...parts, sampleMails(to, from)]);
}

function sampleProcess({ memoryBytes, cpuSeconds, loopUtilisation }: Instruments): void {
  const { rss, heapUsed, external } = process.memoryUsage();
  for (const [kind, bytes] of Object.entries({ rss, heapUsed, external })) memoryBytes.set({ kind }, bytes);
  const { user, system } = process.cpuUsage();
  cpuSeconds.set((user + system) / 1e6);
  const busy = performance.eventLoopUtilization();
  loopUtilisation.set(performance.eventLoopUtilization(busy, busyBefore).utilization);
  busyBefore = busy;
}

async function samplePart(to: Instruments, part: string, ping: () => Promise<void>): Promise<void> {
  const start = performance.now();
  const isUp = await inTime(ping().then(() => true));
  to.up.set({ part }, isUp ? 1 : 0);
  if (isUp) to.pingSeconds.set({ part }, (performance.now() - start) / 1_000);
  else to.pingSeconds.remove({ part });
}

async function sampleMails({ outboxMails }: Instruments, { mails }: Sources): Promise<void> {
  const counts = await inTime(mails());
  if (counts === null) return outboxMails.reset();
  for (const [status, count] of Object.entries(counts)) outboxMails.set({ status }, count);
}

/** null: it did not come, or not in time. */
async function inTime<T>(answer: Promise<T>): Promise<T | null> {
  const patience = new AbortController();
  const late = sleep(patienceMs, null, { signal: patience.signal }).catch(() => null);
  const first = await Promise.race([answer.catch(() => null), late]);
  patience.abort();
  return first;
}
