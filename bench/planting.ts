import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';

type Stored = Record<string, unknown> & { _id: string };

const BATCH = 1_000;

/** Where the embedded database of a data folder listens. */
export async function storedAt(dataDir: string): Promise<string> {
  const { uri }: { uri: string } = JSON.parse(await readFile(join(dataDir, 'database.json'), 'utf8'));
  return uri;
}

/** Copies of the catalogue under names of their own, up to so many classes: half the platform's, half the tenant's. A server finds them as it starts. */
export function plantClasses(uri: string, tenantId: string, count: number): Promise<void> {
  return withCollection(uri, 'reference_classes', async (classes) => {
    const catalogue = await classes.find({ tenantId: null }).toArray();
    await insert(classes, count - catalogue.length, (n) => ({
      ...catalogue[n % catalogue.length],
      ...{ _id: `bench_${n}`, name: `Variant ${n} of ${n % 97}`, tenantId: n % 2 ? null : tenantId },
      keywords: [`word${n % 1_009}`, `thing${n % 503}`],
    }));
  });
}

/** Copies of the one estimation there is, up to so many, each of a session of its own; answers some of these sessions. */
export function plantEstimations(uri: string, count: number): Promise<string[]> {
  return withCollection(uri, 'estimations', async (estimations) => {
    const template = await estimations.findOne({});
    if (!template) throw new Error('There is no estimation to copy.');
    const sessions: string[] = [];
    await insert(estimations, count - 1, (n) => {
      const sessionId = randomUUID();
      if (n % Math.ceil(count / SAMPLED) === 0) sessions.push(sessionId);
      return { ...template, _id: `bench_${n}`, sessionId };
    });
    return sessions;
  });
}

/** As many sessions are read of all that there are. */
const SAMPLED = 200;

type Collection = mongoose.mongo.Collection<Stored>;

async function withCollection<T>(
  uri: string,
  name: string,
  work: (collection: Collection) => Promise<T>,
): Promise<T> {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    return await work(client.db().collection<Stored>(name));
  } finally {
    await client.close();
  }
}

async function insert(collection: Collection, count: number, rowOf: (n: number) => Stored): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const length = Math.min(BATCH, count - from);
    await collection.insertMany(Array.from({ length }, (_, n) => rowOf(from + n)));
  }
}
