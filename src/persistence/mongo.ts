import { randomBytes } from 'node:crypto';
import { buildSchema } from '@typegoose/typegoose';
import mongoose, { type Model } from 'mongoose';
import type { Database, DocumentClass } from './database.ts';
import './driver-connection.ts';

/**
 * Long enough for a busy machine, short enough that a dead database is told within 5 s. One that keeps its connections and answers nothing is
 * noticed by the heartbeat alone: at most `heartbeatFrequencyMS` and `connectTimeoutMS` later all that waits for it fails.
 */
const patience = {
  serverSelectionTimeoutMS: 3_000,
  connectTimeoutMS: 2_500,
  heartbeatFrequencyMS: 1_000,
  socketTimeoutMS: 20_000,
  // For a connection, where all are in use or none can be made.
  waitQueueTimeoutMS: 4_000,
};

/** Bytes are drawn for some hundreds of ids at once: asking the system each time costs more than all the rest. */
const pool = { bytes: randomBytes(0), used: 0 };
const idBytes = 10;

/** Opaque, unique, roughly ordered by time so that indexes stay compact. */
export function newId(): string {
  if (pool.used + idBytes > pool.bytes.length) Object.assign(pool, { bytes: randomBytes(4_000), used: 0 });
  const end = pool.used + idBytes;
  const random = pool.bytes.toString('hex', pool.used, end);
  pool.used = end;
  return Date.now().toString(16).padStart(12, '0') + random;
}

/**
 * Connects, registers the document classes and makes sure of their indexes.
 * Rejects with the driver's error when the server does not answer within 3 s.
 */
export async function connectMongo(
  uri: string,
  types: readonly DocumentClass<object>[],
  onCommand?: (command: { commandName: string; command: Record<string, unknown> }) => void,
): Promise<Database> {
  const connection = mongoose.createConnection(uri, {
    ...patience,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    retryWrites: false,
    // A second attempt would wait for a server once more, and callers longer than 5 s.
    retryReads: false,
    writeConcern: { w: 'majority' },
    monitorCommands: onCommand !== undefined,
    maxPoolSize: 64,
  });
  await connection.asPromise();
  if (onCommand) connection.getClient().on('commandStarted', onCommand);
  const models = new Map<unknown, Model<object>>();
  for (const type of types) models.set(type, connection.model<object>(type.name, buildSchema(type)));
  await Promise.all([...models.values()].map((model) => model.createIndexes()));
  return {
    model: <T extends object>(type: DocumentClass<T>) => {
      const model = models.get(type);
      if (!model) throw new Error(`${type.name} is not registered with the database`);
      return model as unknown as Model<T>;
    },
    ping: async () => {
      await connection.db?.admin().ping();
    },
    close: () => connection.close(),
  };
}
