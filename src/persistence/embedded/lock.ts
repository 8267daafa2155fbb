import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Lock {
  release(): void;
}

export interface Holder {
  pid: number;
  /** When the process began, in the system's own count; tells it from a later one with the same pid. Null where unknown. */
  startedAt: string | null;
}

const NAME = /^database\.lock\.(\d+)$/;

/**
 * Takes the folder's lock or returns who has it. The lock is the file with the highest number: whoever finds its holder dead or gone
 * makes the next one, which only one can. The last file stays, so that numbers never start again.
 */
export function takeLock(folder: string): Lock | Holder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const last = lastNumber(folder);
    const holder = last > 0 ? readHolder(folder, last) : null;
    if (holder && isAlive(holder)) return holder;
    const mine = last + 1;
    if (!tryMake(folder, mine) || lastNumber(folder) !== mine) continue;
    removeOlder(folder, mine);
    return {
      release: () => writeFileSync(fileOf(folder, mine), JSON.stringify({ pid: 0, startedAt: null })),
    };
  }
}

export function isLock(taken: Lock | Holder): taken is Lock {
  return 'release' in taken;
}

/** A file that appears with its content, or not at all if it is there already. */
function tryMake(folder: string, number: number): boolean {
  const draft = join(
    folder,
    `database.lock.draft-${process.pid}-${number}-${Math.random().toString(36).slice(2)}`,
  );
  const holder: Holder = { pid: process.pid, startedAt: startOf(process.pid) };
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, fileOf(folder, number));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function fileOf(folder: string, number: number): string {
  return join(folder, `database.lock.${number}`);
}

function numbersIn(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((file) => NAME.exec(file)?.[1] ?? [])
    .map(Number);
}

function lastNumber(folder: string): number {
  return Math.max(0, ...numbersIn(folder));
}

function removeOlder(folder: string, number: number): void {
  for (const older of numbersIn(folder)) if (older < number) rmSync(fileOf(folder, older), { force: true });
}

function readHolder(folder: string, number: number): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(fileOf(folder, number), 'utf8')) as Holder;
    return holder.pid > 0 ? holder : null;
  } catch {
    return null;
  }
}

export function isAlive({ pid, startedAt }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Someone else's process cannot be signalled, but it is there.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const started = startOf(pid);
  return startedAt === null || started === null || started === startedAt;
}

/** Field 22 of /proc/PID/stat, in clock ticks since boot: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
