import type { Redis } from 'ioredis';
import { answerMs, redisGone, type SharedRedis } from './redis.ts';
import { startWatch } from './watch.ts';

export interface RedisOptions {
  url: string;
  /** Hears once each time that Redis has gone, or refuses for another reason. Its messages hold nothing of the URL. */
  onFault: (error: unknown) => void;
}

/** Backstop for what is asked by the client itself. */
const commandMs = 1_000;
/** Time for a connection to be made, and for the first one at a start. */
const connectMs = 2_000;
const longestRetryMs = 500;

/** Connects. Rejects with an Error that names the variable when Redis does not answer there. */
export async function openRedis({ url, onFault }: RedisOptions): Promise<SharedRedis> {
  const { Redis: Client } = await import('ioredis');
  const connect = () =>
    new Client(url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      // What was cut off may have been done: whoever asked decides whether to ask again.
      autoResendUnfulfilledCommands: false,
      autoResubscribe: false,
      commandTimeout: commandMs,
      connectTimeout: connectMs,
      disableClientInfo: true,
      retryStrategy: (attempt) => Math.min(attempt * 50, longestRetryMs),
    });
  const [commands, subscriber] = [connect(), connect()];
  let firstFault = '';
  for (const connection of [commands, subscriber])
    connection.on('error', (error) => {
      firstFault ||= reasonOf(error);
    });
  // A refused first attempt is no reason to stop trying.
  for (const connection of [commands, subscriber]) connection.connect().catch(() => undefined);
  if (!(await ready([commands, subscriber]))) {
    for (const connection of [commands, subscriber]) connection.disconnect();
    throw new Error(`REDIS_URL: Redis does not answer there${firstFault && ` (${firstFault})`}.`);
  }
  return share(commands, subscriber, onFault);
}

function share(commands: Redis, subscriber: Redis, onFault: (error: unknown) => void): SharedRedis {
  const watch = startWatch([commands, subscriber], () => onFault(new Error('Redis does not answer')));
  let lastRefusal = '';
  const run: SharedRedis['run'] = async (command) => {
    if (!watch.isThere || commands.status !== 'ready') throw redisGone();
    try {
      return await inTime(command(commands));
    } catch (error) {
      if (!isReply(error)) watch.doubt();
      else if (lastRefusal !== reasonOf(error)) onFault(new Error(`Redis refused: ${reasonOf(error)}`));
      lastRefusal = isReply(error) ? reasonOf(error) : '';
      throw redisGone();
    }
  };
  return {
    ...{ run, subscriber, onReturn: watch.onReturn },
    get isThere() {
      return watch.isThere;
    },
    subscribe: async (channels) => {
      if (watch.isThere) await inTime(subscriber.subscribe(...channels)).catch(watch.doubt);
    },
    ping: async () => void (await run((redis) => redis.ping())),
    close: async () => {
      watch.stop();
      // What was said last is still on its way.
      if (commands.status === 'ready') await inTime(commands.quit()).catch(() => undefined);
      for (const connection of [commands, subscriber]) connection.disconnect();
    },
  };
}

async function ready(connections: readonly Redis[]): Promise<boolean> {
  const deadline = performance.now() + connectMs;
  while (performance.now() < deadline) {
    if (connections.every(({ status }) => status === 'ready')) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
}

/** Fails after `answerMs`, but not while the answer is in and this process was only too busy to take it. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const lateness = new Promise<never>((_, reject) => {
    // Sockets are read between a timer and the next immediate.
    timer = setTimeout(() => setImmediate(() => setImmediate(reject, new Error('late'))), answerMs);
  });
  lateness.catch(() => undefined);
  try {
    return await Promise.race([answer, lateness]);
  } finally {
    clearTimeout(timer);
  }
}

const isReply = (error: unknown): boolean => error instanceof Error && error.name === 'ReplyError';

/** Errors of the client carry the command, and with it the password: of them only this is passed on. */
function reasonOf(error: unknown): string {
  const { code, message = '' } = error as { code?: string; message?: string };
  return code ?? /^[A-Z]{3,20}\b/.exec(message)?.[0] ?? 'no answer';
}
