import { pathToFileURL } from 'node:url';
import mongoose from 'mongoose';

export interface Row {
  what: string;
  measured: number;
  unit: string;
  /** What the figure has to reach or, for a ratio, must not pass. */
  bound: string;
  isMet: boolean;
}

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
const ROUNDS = 3;

type Items = mongoose.mongo.Collection<Item>;

/** Measures a MongoDB-compatible server with the official driver; uses a database of its own and drops it. */
export async function benchDatabase(uri: string): Promise<Row[]> {
  const client = await new mongoose.mongo.MongoClient(uri, { maxPoolSize: PARALLEL }).connect();
  const database = client.db('efofx_bench_database');
  try {
    await database.dropDatabase();
    const [small, large] = [database.collection<Item>('small'), database.collection<Item>('large')];
    await fill(small, SMALL);
    await fill(large, LARGE);
    await perSecond(2_000, () => lookUp(small, SMALL));
    const inserts = database.collection<Item>('inserts');
    const insertRounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      insertRounds.push(await perSecond(INSERTS, (n) => inserts.insertOne(item(`${round}-${n}`, n))));
    }
    const perInsert = median(insertRounds);
    return [
      {
        what: 'acknowledged insertOne, 32 in parallel',
        measured: perInsert,
        unit: '/s',
        bound: '>= 2000',
        isMet: perInsert >= 2_000,
      },
      ...(await lookUpRows(small, large)),
    ];
  } finally {
    await database.dropDatabase();
    await client.close();
  }
}

/** Both sizes in turn, so that a noisy neighbour weighs on both alike. */
async function lookUpRows(small: Items, large: Items): Promise<Row[]> {
  const [ofSmall, ofLarge]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ofSmall.push(await perSecond(LOOKUPS, () => lookUp(small, SMALL)));
    ofLarge.push(await perSecond(LOOKUPS, () => lookUp(large, LARGE)));
  }
  const [inSmall, inLarge] = [median(ofSmall), median(ofLarge)];
  const ratio = Math.round((inSmall / inLarge) * 100) / 100;
  const what = 'findOne by indexed field, 32 in parallel';
  return [
    {
      what: `${what}, ${SMALL} documents`,
      measured: inSmall,
      unit: '/s',
      bound: '>= 3000',
      isMet: inSmall >= 3_000,
    },
    {
      what: `${what}, ${LARGE} documents`,
      measured: inLarge,
      unit: '/s',
      bound: '>= 3000',
      isMet: inLarge >= 3_000,
    },
    {
      what: 'cost of findOne, 200 000 to 2 000 documents',
      measured: ratio,
      unit: 'x',
      bound: '<= 1.5',
      isMet: ratio <= 1.5,
    },
  ];
}

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

/** Runs `action` `count` times, 32 at a time; how many a second that were. */
async function perSecond(count: number, action: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const start = performance.now();
  const work = async () => {
    for (let n = next++; n < count; n = next++) await action(n);
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return Math.round(count / ((performance.now() - start) / 1_000));
}

function median(figures: readonly number[]): number {
  return [...figures].sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}

/** One line a row, as the table of figures has it. */
export function printRows(rows: readonly Row[]): void {
  for (const { what, measured, unit, bound, isMet } of rows) {
    process.stdout.write(`${isMet ? 'ok  ' : 'MISS'} ${what}: ${measured} ${unit} (${bound})\n`);
  }
}

const isRunAlone = import.meta.url === pathToFileURL(process.argv[1] ?? '').href;
if (isRunAlone) printRows(await benchDatabase(process.env.MONGODB_URI ?? ''));
