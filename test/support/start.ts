import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { type DestinationStream, pino } from 'pino';
import { type App, createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { durations } from '../../src/durations.ts';
import { modelTiming } from '../../src/llm/timing.ts';
import type { Tables } from '../../src/services.ts';
import { quotas, tiers } from '../../src/tenant/tiers.ts';
import { databaseUri } from './database.ts';

export interface Started {
  url: string;
  socketUrl: string;
  dataDir: string;
  /** JSON lines that the server has logged. */
  log: string[];
  app: App;
  close(): Promise<void>;
}

/** Seconds become a twentieth; lifetimes of hours and days stay as they are. */
const quickDurations = {
  ...durations,
  alikeAnswerMs: 40,
  // Less than a busy machine may stand still for would have replies given up that are being written.
  replyLeaseMs: 2_000,
  reaperIntervalMs: 150,
  replyFlushMs: 40,
  silentLogMs: 100,
  tenantCacheMs: 50,
  classPollMs: 100,
  drainMs: 1_250,
  jobPollMs: 100,
  jobLeaseMs: 1_000,
  mailPollMs: 100,
  mailBackoffMs: 20,
  mailLeaseMs: 600,
  mailDrainMs: 500,
  socketRecheckMs: 60,
  viewFlushMs: 50,
};

/** Registrations and sessions of a whole test file come from one address. */
const roomyQuotas = {
  ...quotas,
  registrationsPerIp: { ...quotas.registrationsPerIp, limit: 10_000 },
  sessionsPerIp: { ...quotas.sessionsPerIp, limit: 10_000 },
};

let servers = 0;

/** A server of its own on a free port, with a database and a data folder of its own. */
export async function start(
  env: Record<string, string> = {},
  tables: { [Name in keyof Tables]?: Partial<Tables[Name]> } = {},
): Promise<Started> {
  const dataDir = env.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'efofx-app-')));
  const mongodbUri = databaseUri(`app${++servers}`);
  const log: string[] = [];
  const destination: DestinationStream = { write: (line) => void log.push(line) };
  const config = loadConfig({
    PORT: '0',
    NODE_ENV: 'test',
    DATA_DIR: dataDir,
    MONGODB_URI: mongodbUri,
    DEMO: '0',
    LLM: 'scripted',
    ...env,
  });
  const app = await createApp({
    config,
    logger: pino({ level: env.LOG_LEVEL ?? 'debug', base: null }, destination),
    assets: process.env.BUILD_DIR ?? '',
    tables: {
      durations: { ...quickDurations, ...tables.durations },
      quotas: { ...roomyQuotas, ...tables.quotas },
      tiers: { ...tiers, ...tables.tiers },
      modelTiming: { ...modelTiming, ...tables.modelTiming },
    },
  });
  return {
    url: app.url,
    socketUrl: app.url.replace('http', 'ws'),
    dataDir,
    log,
    app,
    close: async () => {
      await app.close();
      await dropDatabase(mongodbUri);
      if (!env.DATA_DIR) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function dropDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}
