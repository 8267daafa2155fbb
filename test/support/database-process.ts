import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { engineFlags } from '../../scripts/engine.js';
import { freshDataDir } from './process.ts';

export interface DatabaseProcess {
  uri: string;
  dataDir: string;
  /** Everything printed so far. */
  output(): string;
  /** Ends it without a goodbye. */
  kill(): Promise<void>;
  /** It keeps its connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Starts it anew at the same address, with what it had stored. */
  restart(): Promise<void>;
  /** Ends it and removes what it had stored. */
  close(): Promise<void>;
}

/** The embedded database in a process of its own, as `npm run database` starts it. */
export async function startDatabase(): Promise<DatabaseProcess> {
  const dataDir = await freshDataDir();
  let printed = '';
  let port = '0';
  let uri = '';
  let child: ChildProcess;

  async function launch(): Promise<void> {
    const { PATH = '', HOME = '' } = process.env;
    const script = join(process.env.BUILD_DIR ?? '', 'bundle/main-database.js');
    const env = { PATH, HOME, DATA_DIR: dataDir, EMBEDDED_PORT: port };
    child = spawn(process.execPath, [...engineFlags, script], { env });
    const begun = printed.length;
    uri = await new Promise((resolve, reject) => {
      const look = (text: Buffer) => {
        printed += text;
        const line = /^\{"msg":"listening".*\}$/m.exec(printed.slice(begun))?.[0];
        if (line) resolve(JSON.parse(line).databaseUri);
      };
      child.stdout?.on('data', look);
      child.stderr?.on('data', look);
      child.once('exit', (code) => reject(new Error(`the database ended with ${code}:\n${printed}`)));
    });
    port = new URL(uri).port;
  }

  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  await launch();
  return {
    uri,
    dataDir,
    output: () => printed,
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    restart: async () => {
      await kill();
      await launch();
    },
    close: async () => {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
