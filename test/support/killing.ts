import { rm } from 'node:fs/promises';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import type { Rows } from './actors.ts';
import { type DatabaseProcess, startDatabase } from './database-process.ts';
import { freshDataDir, type ServerProcess, startProcess } from './process.ts';

export const victims = ['product', 'database'] as const;
export type Victim = (typeof victims)[number];

export interface KillBench {
  /** The product as it runs now. */
  readonly server: ServerProcess;
  readonly uri: string;
  readonly db: mongoose.mongo.Db;
  /** `kill -9`. */
  kill(victim: Victim): Promise<void>;
  /** Starts what was killed, and waits until the product is ready. Leases of the dead have ended by then. */
  revive(victim: Victim): Promise<void>;
  /** Starts the product anew, whatever it was doing. */
  startProduct(): Promise<void>;
}

/** For restarts, also on a machine that has much else to do. */
const patient = { timeout: 90_000, interval: 50 };

/** The product and the embedded database, each a process of its own that may be killed. Call it where the file's hooks may be registered. */
export function killBench(): KillBench {
  let database: DatabaseProcess;
  let server: ServerProcess;
  let client: mongoose.mongo.MongoClient;
  let dataDir: string;
  const startProduct = async () => {
    const env = { DEMO: '0', LLM: 'scripted', SELF_SERVICE_TIERS: 'ENTERPRISE', TRUST_PROXY: '1' };
    // On a busy machine a database may need longer to answer than a start waits for it.
    server = await vi.waitFor(
      () => startProcess({ ...env, DATA_DIR: dataDir, MONGODB_URI: database.uri }),
      patient,
    );
  };
  const endLeases = async () => {
    const held = { sender: { $exists: true } };
    await client
      .db()
      .collection('outbox')
      .updateMany(held, { $set: { dueAt: new Date() } });
    // A minute later all tasks would be due again.
    const free = { leaseUntil: null, holder: null, dueAt: new Date() };
    await client.db().collection<Rows>('jobs').updateMany({}, { $set: free });
  };
  beforeAll(async () => {
    database = await startDatabase();
    dataDir = await freshDataDir();
    await startProduct();
    // One of the test's own.
    client = await new mongoose.mongo.MongoClient(database.uri, {
      serverSelectionTimeoutMS: 5_000,
    }).connect();
  });
  afterAll(async () => {
    await client.close();
    await server.kill('SIGKILL');
    await database.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    get server() {
      return server;
    },
    get uri() {
      return database.uri;
    },
    get db() {
      return client.db();
    },
    kill: async (victim) => {
      if (victim === 'database') await database.kill();
      else await server.kill('SIGKILL');
    },
    revive: async (victim) => {
      if (victim === 'database') await database.restart();
      await vi.waitFor(endLeases, patient);
      if (victim === 'product') await startProduct();
      const ready = async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      await vi.waitFor(ready, patient);
    },
    startProduct,
  };
}

/** One thing that somebody does while a process is killed. */
export interface Deed {
  /** Rejects where it is refused or cut off; what it resolves with was acknowledged. */
  begin(): Promise<string>;
  /** Looks at what is left of it, and does it again where it was not acknowledged. */
  check(acknowledged: string | null): Promise<void>;
}

export interface Tally {
  acknowledged: number;
  cutOff: number;
}

/** Begins all deeds at once, kills the victim at a random moment within `ms`, and looks at every one of them afterwards. */
export async function killDuring(
  bench: KillBench,
  victim: Victim,
  deeds: readonly Deed[],
  ms: number,
): Promise<Tally> {
  const pending = deeds.map((deed) => deed.begin().catch(() => null));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * ms));
  await bench.kill(victim);
  const acknowledged = await Promise.all(pending);
  await bench.revive(victim);
  await Promise.all(deeds.map((deed, place) => deed.check(acknowledged[place] ?? null)));
  const heard = acknowledged.filter((answer) => answer !== null).length;
  return { acknowledged: heard, cutOff: deeds.length - heard };
}

/** How long all of them take, done at once with nobody killed. */
export async function timeOf(deeds: readonly Deed[]): Promise<number> {
  const begun = performance.now();
  const answers = await Promise.all(deeds.map((deed) => deed.begin()));
  const ms = performance.now() - begun;
  await Promise.all(deeds.map((deed, place) => deed.check(answers[place] ?? null)));
  return ms;
}
