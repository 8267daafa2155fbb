import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll } from 'vitest';
import { openRedis } from '../../src/redis/client.ts';
import type { SharedRedis } from '../../src/redis/redis.ts';

export interface RedisServer {
  url: string;
  /** Ends it without a goodbye. */
  kill(): Promise<void>;
  /** It keeps its connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Starts it anew at the same address, with nothing in it. */
  restart(): Promise<void>;
  /** A client of the test's own. */
  client(): Redis;
  close(): Promise<void>;
}

/** A real redis-server on a free port of this machine that keeps nothing on disk. */
export async function startRedis(password?: string): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'efofx-redis-'));
  const port = await freePort();
  const url = `redis://${password ? `:${password}@` : ''}127.0.0.1:${port}`;
  const clients: Redis[] = [];
  let child = await launch(port, folder, password);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url,
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    restart: async () => {
      await kill();
      child = await launch(port, folder, password);
    },
    client: () => {
      const client = new Redis(url, { maxRetriesPerRequest: 1 });
      client.on('error', () => undefined);
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) client.disconnect();
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, folder: string, password?: string): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
  const memoryOnly = ['--save', '', '--appendonly', 'no', ...(password ? ['--requirepass', password] : [])];
  const child = spawn('/usr/bin/redis-server', [...options, ...memoryOnly], { stdio: 'pipe' });
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      printed += text;
      if (printed.includes('Ready to accept connections')) resolve();
    });
    child.once('exit', () => reject(new Error(`redis-server ended:\n${printed}`)));
  });
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const gone = once(server, 'close');
  server.close();
  await gone;
  return typeof address === 'object' && address ? address.port : 0;
}

export interface RedisBench {
  readonly server: RedisServer;
  /** The product's connection to it. */
  readonly redis: SharedRedis;
  /** What the product would have logged. */
  readonly faults: string[];
}

/** Call it where a group's hooks may be registered. */
export function redisBench(): RedisBench {
  let server: RedisServer;
  let redis: SharedRedis;
  const faults: string[] = [];
  beforeAll(async () => {
    server = await startRedis();
    redis = await openRedis({ url: server.url, onFault: (error) => faults.push(String(error)) });
  });
  afterAll(async () => {
    await redis.close();
    await server.close();
  });
  return {
    get server() {
      return server;
    },
    get redis() {
      return redis;
    },
    faults,
  };
}
