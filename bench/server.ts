import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Server {
  url: string;
  pid: number;
  /** From the start of the process to its start-up line. */
  startMs: number;
  stop(): Promise<void>;
}

export interface DemoAccount {
  email: string;
  password: string;
  apiKey: string;
}

export const serverOfThisBuild = fileURLToPath(new URL('../src/main.js', import.meta.url));

/** Starts the product in a process of its own, on a free port, with nothing of this process's environment that could change it. */
export async function startServer(
  dataDir: string,
  env: Record<string, string> = {},
  script = serverOfThisBuild,
): Promise<Server> {
  const { PATH = '', HOME = '' } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [script], {
    env: { PATH, HOME, PORT: '0', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kill = () => child.kill('SIGKILL');
  process.prependOnceListener('exit', kill);
  const gone = once(child, 'exit').then(() => process.off('exit', kill));
  const url = await listening(child);
  return {
    url,
    pid: child.pid ?? 0,
    startMs: performance.now() - startedAt,
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"msg":"listening"')) resolve(JSON.parse(line).url);
    });
  });
}

/** The same, stopped again when the work is done or has failed. */
export async function withServer<T>(
  dataDir: string,
  env: Record<string, string>,
  work: (server: Server) => Promise<T>,
): Promise<T> {
  const server = await startServer(dataDir, env);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

export async function demoAccount(dataDir: string): Promise<DemoAccount> {
  return JSON.parse(await readFile(join(dataDir, 'demo.json'), 'utf8'));
}

/** The data of one operation over HTTP; fails with the whole answer if there is an error in it. */
export async function ask<Data>(
  { url }: Server,
  query: string,
  variables: Record<string, unknown>,
  token?: string,
): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const answer: { data?: Data; errors?: unknown[] } = JSON.parse(text);
  if (!answer.data || answer.errors) throw new Error(`${query}\n→ ${response.status} ${text}`);
  return answer.data;
}
