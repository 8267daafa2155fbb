import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Address, readAddress, removeAddress, writeAddress } from './address.ts';
import { type Holder, isAlive, isLock, type Lock, takeLock } from './lock.ts';
import type { WorkerNews, WorkerOrder } from './worker.ts';

export interface EmbeddedOptions {
  /** Says in database.json that others may use it. */
  isShared?: boolean;
  /** Folder of the store; it is made if it is not there. */
  dataDir: string;
  /** Port on 127.0.0.1; 0 takes any that is free. */
  port: number;
  /** Time between two removals of expired documents. */
  ttlSweepMs?: number;
  /** How long to wait for the store's owner to answer before giving up. */
  patienceMs?: number;
}

export interface EmbeddedDatabase {
  uri: string;
  /** False if another process has the store open and this one only reaches it. */
  owned: boolean;
  /** Whether several processes may use it: it runs alone, and no API's own memory goes with it. */
  isShared: boolean;
  close(): Promise<void>;
}

const TTL_SWEEP_MS = 60_000;
const OWNER_PATIENCE_MS = 5_000;
const OWNER_POLL_MS = 50;

/**
 * Opens the store of `dataDir` and serves it over MongoDB's protocol from a thread of its own, or finds the process that does already.
 * Throws an Error of one line: the folder cannot be used, the port is taken, or the store's owner does not answer.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataDir } = options;
  const deadline = Date.now() + (options.patienceMs ?? OWNER_PATIENCE_MS);
  for (;;) {
    const taken = lockOf(dataDir);
    if (isLock(taken)) return await own(options, taken);
    const address = await addressOf(dataDir, taken);
    if (address)
      return {
        uri: address.uri,
        owned: false,
        isShared: address.isShared === true,
        close: async () => undefined,
      };
    if (isAlive(taken) && Date.now() > deadline) {
      throw new Error(`The database in ${dataDir} is in use by process ${taken.pid}, which does not answer.`);
    }
    await delay(OWNER_POLL_MS);
  }
}

function lockOf(dataDir: string): Lock | Holder {
  try {
    return takeLock(dataDir);
  } catch (error) {
    throw new Error(`The data folder ${dataDir} cannot be used: ${reasonOf(error)}`);
  }
}

async function addressOf(dataDir: string, owner: Holder): Promise<Address | null> {
  const address = readAddress(dataDir);
  if (address?.pid !== owner.pid) return null;
  // An owner, the usual case, does without BSON in this thread.
  const { answersPing } = await import('./ping.ts');
  return (await answersPing(address)) ? address : null;
}

async function own(
  { dataDir, port, ttlSweepMs = TTL_SWEEP_MS, isShared = false }: EmbeddedOptions,
  lock: Lock,
): Promise<EmbeddedDatabase> {
  try {
    const worker = await startWorker({ folder: join(dataDir, 'database'), port, ttlSweepMs }, dataDir);
    const uri = `mongodb://127.0.0.1:${worker.port}/efofx?directConnection=true`;
    writeAddress(dataDir, { uri, pid: process.pid, ...(isShared && { isShared }) });
    const close = async () => {
      await worker.close();
      removeAddress(dataDir);
      lock.release();
    };
    return { uri, owned: true, isShared, close: once(close) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startWorker(
  order: WorkerOrder,
  dataDir: string,
): Promise<{ port: number; close(): Promise<void> }> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: order });
  const news = await nextNews(worker);
  if (news === 'closed' || 'fault' in news) {
    await worker.terminate();
    throw new Error(toMessage(news, order.port, dataDir));
  }
  // A fault that no request's own handling caught: better to end than to go on without a database.
  worker.on('error', (error) => {
    throw error;
  });
  const close = async () => {
    const closed = nextNews(worker);
    worker.postMessage('close');
    await closed;
    await worker.terminate();
  };
  return { port: news.port, close };
}

function nextNews(worker: Worker): Promise<WorkerNews> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => resolve('closed'));
  });
}

function toMessage(news: WorkerNews, port: number, dataDir: string): string {
  if (news === 'closed' || !('fault' in news))
    return `The database in ${dataDir} ended before it began to listen.`;
  if (news.code === 'EADDRINUSE')
    return `Port ${port} on 127.0.0.1 is taken: the database cannot listen there.`;
  if (news.code === 'EACCES') return `Port ${port} on 127.0.0.1 is not allowed to this user.`;
  return `The database in ${dataDir} cannot be opened: ${news.fault}`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
