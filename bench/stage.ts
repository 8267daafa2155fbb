import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Process, startProcess } from './processes.ts';
import type { Server } from './server.ts';
import { withTemporaryFolder } from './temporary.ts';

export interface Product extends Server {
  dataDir: string;
  databaseUri: string;
}

/** Where the product and its peers run side by side, each in processes of its own. */
export interface Stage {
  /** The product in production, nothing switched off, its database in a process of its own. */
  product(env?: Record<string, string>, dataDir?: string): Promise<Product>;
  /** A peer, or a part of the scene: a script of this folder, by its name. */
  script(name: string, env?: Record<string, string>): Promise<Server>;
}

const pathOf = (script: string): string => fileURLToPath(new URL(script, import.meta.url));

/** What production insists on, and the demo tenant to sign in as. */
export const production = {
  NODE_ENV: 'production',
  EFOFX_MASTER_KEYS: `bench:${randomBytes(32).toString('base64')}`,
  EFOFX_SIGNING_KEY: String(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  ),
  ...{ DEMO: '1', LLM: 'scripted', PORT: '0' },
};

/** Sets the stage, and clears it whatever happens: the last that came goes first. */
export function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  return withTemporaryFolder(async (folder) => {
    const running: Process[] = [];
    const start = async (script: string, env: Record<string, string>) => {
      const started = await startProcess(pathOf(script), env);
      running.push(started);
      return started;
    };
    try {
      return await work({
        product: (env = {}, dataDir = join(folder, String(running.length))) =>
          startProduct(start, dataDir, env),
        script: async (name, env = {}) =>
          serverOf(await start(`./${name}.js`, { NODE_ENV: 'production', ...env })),
      });
    } finally {
      for (const one of running.reverse()) await one.stop();
    }
  });
}

type Start = (script: string, env: Record<string, string>) => Promise<Process>;

async function startProduct(start: Start, dataDir: string, env: Record<string, string>): Promise<Product> {
  const database = await start('../src/main-database.js', { DATA_DIR: dataDir });
  const databaseUri = database.announced.databaseUri ?? '';
  const product = await start('./product.js', {
    ...production,
    ...{ DATA_DIR: dataDir, MONGODB_URI: databaseUri },
    ...env,
  });
  const stop = async () => {
    await product.stop();
    await database.stop();
  };
  return { ...serverOf(product), stop, databasePid: database.pid, dataDir, databaseUri };
}

const serverOf = ({ announced, ...server }: Process): Server => ({ ...server, url: announced.url ?? '' });
