import mongoose from 'mongoose';
import { openEmbedded } from '../src/persistence/embedded/embedded.ts';
import { median, type Row, row } from './figures.ts';
import { inRounds, perSecond, ROUNDS } from './load.ts';
import { withTemporaryFolder } from './temporary.ts';

interface Item {
  _id: string;
  key: string;
  text: string;
}

const PARALLEL = 32;
const SMALL = 2_000;
const LARGE = 200_000;
const BATCH = 10_000;
const INSERTS = 6_000;
const LOOKUPS = 6_000;

type Items = mongoose.mongo.Collection<Item>;

/** The embedded store, served from a thread of this process as the product does, and asked through the official driver. */
export function benchDatabase(): Promise<Row[]> {
  return withTemporaryFolder(async (dataDir) => {
    const store = await openEmbedded({ dataDir, port: 0 });
    try {
      return await benchAt(store.uri);
    } finally {
      await store.close();
    }
  });
}

async function benchAt(uri: string): Promise<Row[]> {
  const client = await new mongoose.mongo.MongoClient(uri, { maxPoolSize: PARALLEL }).connect();
  const database = client.db('efofx_bench_database');
  try {
    const [small, large] = [database.collection<Item>('small'), database.collection<Item>('large')];
    await fill(small, SMALL);
    await fill(large, LARGE);
    await lookUpsPerSecond(small, SMALL);
    return [await insertRow(database.collection<Item>('inserts')), ...(await lookUpRows(small, large))];
  } finally {
    await client.close();
  }
}

async function insertRow(items: Items): Promise<Row> {
  let made = 0;
  const insert = () => items.insertOne(item(`${made}`, made++));
  const rounds = await inRounds(() => perSecond({ count: INSERTS, parallel: PARALLEL }, insert));
  return row('acknowledged insertOne, 32 in parallel', median(rounds), '/s', ['>=', 2_000]);
}

/** Both sizes in turn, so that a noisy neighbour weighs on both alike. */
async function lookUpRows(small: Items, large: Items): Promise<Row[]> {
  const [ofSmall, ofLarge]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ofSmall.push(await lookUpsPerSecond(small, SMALL));
    ofLarge.push(await lookUpsPerSecond(large, LARGE));
  }
  const [inSmall, inLarge] = [median(ofSmall), median(ofLarge)];
  const what = 'findOne by indexed field, 32 in parallel';
  return [
    row(`${what}, 2 000 documents`, inSmall, '/s', ['>=', 3_000]),
    row(`${what}, 200 000 documents`, inLarge, '/s', ['>=', 3_000]),
    row('cost of findOne, 200 000 to 2 000 documents', inSmall / inLarge, 'x', ['<=', 1.5]),
  ];
}

const lookUpsPerSecond = (items: Items, count: number): Promise<number> =>
  perSecond({ count: LOOKUPS, parallel: PARALLEL }, () => lookUp(items, count));

async function fill(items: Items, count: number): Promise<void> {
  await items.createIndex({ key: 1 });
  for (let from = 0; from < count; from += BATCH) {
    const length = Math.min(BATCH, count - from);
    await items.insertMany(Array.from({ length }, (_, i) => item(`${from + i}`, from + i)));
  }
}

function item(id: string, n: number): Item {
  return {
    _id: id,
    key: `key-${n}`,
    text: 'A pool of 15 by 30 feet with a spa, in a backyard in San Diego. '.repeat(3),
  };
}

async function lookUp(items: Items, count: number): Promise<void> {
  const key = `key-${Math.floor(Math.random() * count)}`;
  const found = await items.findOne({ key });
  if (found?.key !== key) throw new Error(`${key} was not found`);
}
