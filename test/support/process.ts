import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineFlags } from '../../scripts/engine.js';

export interface ServerProcess {
  pid: number;
  url: string;
  socketUrl: string;
  dataDir: string;
  /** The start-up line, parsed. */
  line: Record<string, string>;
  /** Everything printed so far. */
  output: () => string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Ended {
  code: number | null;
  output: string;
}

const entry = (name: string) => join(process.env.BUILD_DIR ?? '', `bundle/${name}.js`);

/** A data folder that outlives the processes started on it. */
export const freshDataDir = (): Promise<string> => mkdtemp(join(tmpdir(), 'efofx-data-'));

function launch(env: Record<string, string>, name = 'main'): { child: ChildProcess; output: () => string } {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...engineFlags, entry(name)], {
    env: { PATH, HOME, PORT: '0', ...env },
  });
  let printed = '';
  child.stdout?.on('data', (data) => {
    printed += data;
  });
  child.stderr?.on('data', (data) => {
    printed += data;
  });
  return { child, output: () => printed };
}

/** Starts the built product as its users do; resolves with its start-up line, rejects with what it printed if it ends before. */
export async function startProcess(
  env: Record<string, string> & { DATA_DIR: string },
  name?: string,
): Promise<ServerProcess> {
  const { child, output } = launch(env, name);
  const line = await new Promise<Record<string, string>>((resolve, reject) => {
    const look = () => {
      const found = output()
        .split('\n')
        .find((text) => text.includes('"msg":"listening"'));
      if (found) resolve(JSON.parse(found));
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`it ended with ${code}:\n${output()}`)));
  });
  const url = line.url ?? '';
  return {
    pid: child.pid ?? 0,
    url,
    socketUrl: url.replace('http', 'ws'),
    dataDir: env.DATA_DIR,
    line,
    output,
    kill: async (signal) => {
      const gone = once(child, 'exit');
      child.kill(signal);
      const [code] = await gone;
      return code;
    },
  };
}

/** What a process holds of its own, in MB: pages of the database's file are the system's to keep. */
export async function anonymousMb({ pid }: ServerProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1]) / 1_024;
}

/** Starts the product where it is expected not to come up; resolves with how it ended. */
export async function startInVain(env: Record<string, string>): Promise<Ended> {
  const { child, output } = launch(env);
  const [code] = await once(child, 'close');
  return { code, output: output() };
}

export async function demoAccount(
  dataDir: string,
): Promise<{ email: string; password: string; apiKey: string; tenantId: string }> {
  return JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'));
}

export interface Printed {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one of the product's commands to its end, as npm does: `start.js <name> <arguments>`. */
export async function runCommand(given: readonly string[], env: Record<string, string>): Promise<Printed> {
  const { PATH = '', HOME = '' } = process.env;
  const script = fileURLToPath(new URL('../../scripts/start.js', import.meta.url));
  const child = spawn(process.execPath, [...engineFlags, script, ...given], { env: { PATH, HOME, ...env } });
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (data) => {
      printed[stream] += data;
    });
  const [code] = await once(child, 'close');
  return { code, ...printed };
}
