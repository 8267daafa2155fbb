import { rm } from 'node:fs/promises';
import { afterAll, beforeAll } from 'vitest';
import type { ReplyEvent } from './chat.ts';
import type { FreshDatabase } from './database.ts';
import { type ModelServer, startModel } from './model.ts';
import { freshDataDir, type ServerProcess, startProcess } from './process.ts';
import { type RedisServer, startRedis } from './redis.ts';

/** What the model says, over a second unless told to take longer. */
export const spoken = Array.from({ length: 60 }, (_, place) => `word${place} `)
  .join('')
  .trim();

export interface TwoProcesses {
  readonly one: ServerProcess;
  readonly other: ServerProcess;
  readonly redis: RedisServer;
  readonly model: ModelServer;
  /** Ends one of them as a crash does. */
  kill(server: ServerProcess): Promise<void>;
  /** Ends one of them as an operator does; resolves with its exit code. */
  stop(server: ServerProcess): Promise<number | null>;
  /** Takes the place of one that has ended. */
  startAnother(): Promise<void>;
}

/** Two processes as the product is run, on one database, one Redis and one slow model. Call it where the file's hooks may be registered. */
export function twoProcesses(
  database: FreshDatabase,
  { msPerChunk = 20, ...more }: { msPerChunk?: number; env?: Record<string, string> } = {},
): TwoProcesses {
  let redis: RedisServer;
  let model: ModelServer;
  let dataDir: string;
  let env: Record<string, string> & { DATA_DIR: string };
  let running: ServerProcess[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    model = await startModel({ reply: () => spoken, narrate: () => 'A story.', msPerChunk });
    // The signing key and the outbox are the folder's.
    dataDir = await freshDataDir();
    env = {
      ...{ DATA_DIR: dataDir, MONGODB_URI: database.uri, REDIS_URL: redis.url, DEMO: '0' },
      ...{ OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: 'sk-platform-secret-key-1234' },
      ...more.env,
    };
    running = [await startProcess(env), await startProcess(env)];
  });
  afterAll(async () => {
    await Promise.all(running.map((server) => server.kill('SIGKILL')));
    await model.close();
    await redis.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const at = (place: number): ServerProcess => {
    const server = running[place];
    if (!server) throw new Error('the process is gone');
    return server;
  };
  const end = (server: ServerProcess, signal: NodeJS.Signals): Promise<number | null> => {
    running = running.filter((process) => process !== server);
    return server.kill(signal);
  };
  const [first, second] = [0, 1];
  return {
    get one() {
      return at(first);
    },
    get other() {
      return at(second);
    },
    get redis() {
      return redis;
    },
    get model() {
      return model;
    },
    kill: async (server) => void (await end(server, 'SIGKILL')),
    stop: (server) => end(server, 'SIGTERM'),
    startAnother: async () => void running.push(await startProcess(env)),
  };
}

/** Events of one reply follow each other without a gap or a repeat. */
export function isGapless(events: readonly ReplyEvent[]): boolean {
  return events.every(({ index }, place) => place === 0 || index === (events[place - 1]?.index ?? 0) + 1);
}
