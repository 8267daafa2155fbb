import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { tellOnce } from './faults.ts';

/** What a process says of itself once it can be asked: JSON with `"msg":"listening"`. */
export interface Announcement {
  url?: string;
  databaseUri?: string;
}

export interface Process {
  announced: Announcement;
  pid: number;
  /** From the start of the process to its announcement. */
  startMs: number;
  stop(): Promise<void>;
}

/** As `npm start` has it: objects that live as long as a request are gone before they are moved. */
const engineFlags = ['--min-semi-space-size=16', '--max-semi-space-size=64'];

/** Starts a script in a process of its own, with nothing of this process's environment that could change it. */
export async function startProcess(script: string, env: Record<string, string>): Promise<Process> {
  const { PATH = '', HOME = '' } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...engineFlags, script], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => child.kill('SIGKILL');
  process.prependOnceListener('exit', kill);
  const gone = once(child, 'exit').then(() => process.off('exit', kill));
  const announced = await announcementOf(child);
  return {
    announced,
    pid: child.pid ?? 0,
    startMs: performance.now() - startedAt,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** What a server logs as an error, or worse: whoever reads a failed figure wants to know of it. */
const isFault = /^\{"level":[56]0,/;

function announcementOf(child: ChildProcess): Promise<Announcement> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"msg":"listening"')) resolve(JSON.parse(line));
      if (isFault.test(line)) tellOnce(line);
    });
  });
}
