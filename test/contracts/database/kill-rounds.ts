import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mongoose from 'mongoose';
import { builtUrl } from '../../support/database.ts';
import { expectConsistentStore } from './store-check.ts';

const CLIENTS = 8;
/** From the first write to the kill. */
const LIFE_MS = { least: 60, spread: 400 };

interface Item {
  _id: string;
  key: string;
  version: number;
  tags: string[];
  /** `version` characters: a document half written would not fit its version. */
  text: string;
}

/** What the server has acknowledged: the version of each document, null for a deleted one. */
type Ledger = Map<string, number | null>;

export interface KillReport {
  acknowledged: number;
  lost: string[];
  torn: string[];
}

/**
 * Lets clients write to the database that runs alone, kills it in the middle, opens it again and compares it with what was acknowledged;
 * `rounds` times over the same folder. At the end the store's own tables are checked against each other.
 */
export async function runKillRounds(rounds: number, random: () => number): Promise<KillReport> {
  const dataDir = await mkdtemp(join(tmpdir(), 'efofx-kill-'));
  const ledger: Ledger = new Map();
  const inFlight = new Map<string, number | null>();
  const report: KillReport = { acknowledged: 0, lost: [], torn: [] };
  try {
    for (let round = 0; round < rounds; round++) {
      const database = await startAlone(dataDir);
      await withItems(database.uri, async (items) => {
        await compare(items, ledger, inFlight, report);
        inFlight.clear();
        const writing = Array.from({ length: CLIENTS }, (_, client) =>
          writeUntilKilled(items, `${round}-${client}`, ledger, inFlight, report),
        );
        const timer = setTimeout(
          () => database.process.kill('SIGKILL'),
          LIFE_MS.least + random() * LIFE_MS.spread,
        );
        await Promise.all([...writing, once(database.process, 'exit')]);
        clearTimeout(timer);
      });
    }
    const last = await startAlone(dataDir);
    await withItems(last.uri, (items) => compare(items, ledger, inFlight, report));
    last.process.kill('SIGTERM');
    await once(last.process, 'exit');
    await expectConsistentStore(join(dataDir, 'database'));
    return report;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

export async function startAlone(dataDir: string): Promise<{ uri: string; process: ChildProcess }> {
  const code = `import('${builtUrl('src/persistence/embedded/alone.js')}').then((m) => m.runDatabaseAlone(${JSON.stringify({ dataDir, port: 0 })}))`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const { databaseUri } = JSON.parse(line) as { databaseUri: string };
    return { uri: databaseUri, process: child };
  }
  throw new Error('the database ended before it told its address');
}

async function withItems(
  uri: string,
  use: (items: mongoose.mongo.Collection<Item>) => Promise<void>,
): Promise<void> {
  const client = new mongoose.mongo.MongoClient(uri, {
    serverSelectionTimeoutMS: 500,
    retryReads: false,
    retryWrites: false,
  });
  try {
    const items = client.db('kill').collection<Item>('items');
    await items.createIndex({ key: 1 }, { unique: true });
    await items.createIndex({ tags: 1, version: -1 });
    await use(items);
  } finally {
    await client.close(true);
  }
}

async function writeUntilKilled(
  items: mongoose.mongo.Collection<Item>,
  who: string,
  ledger: Ledger,
  inFlight: Ledger,
  report: KillReport,
): Promise<void> {
  for (let n = 0; ; n++) {
    const _id = `${who}-${n}`;
    const acknowledge = async (version: number | null, action: () => Promise<unknown>) => {
      inFlight.set(_id, version);
      await action();
      ledger.set(_id, version);
      inFlight.delete(_id);
      report.acknowledged++;
    };
    try {
      await acknowledge(1, () => items.insertOne(itemOf(_id, 1)));
      await acknowledge(2, () => items.updateOne({ _id }, { $set: itemOf(_id, 2) }));
      if (n % 3 === 0) await acknowledge(null, () => items.deleteOne({ key: `key ${_id}` }));
    } catch {
      return;
    }
  }
}

function itemOf(_id: string, version: number): Item {
  const tags = version === 1 ? ['new', _id] : ['changed', 'kept', _id];
  return { _id, key: `key ${_id}`, version, tags, text: String(version).repeat(version * 500) };
}

async function compare(
  items: mongoose.mongo.Collection<Item>,
  ledger: Ledger,
  inFlight: Ledger,
  report: KillReport,
): Promise<void> {
  const stored = new Map((await items.find({}).toArray()).map((item) => [item._id, item]));
  for (const [id, version] of ledger) {
    const found = stored.get(id)?.version ?? null;
    const isExpected = found === version || (inFlight.has(id) && found === inFlight.get(id));
    if (!isExpected) report.lost.push(`${id}: ${version} acknowledged, ${found} found`);
    // What was in flight has now one outcome, which the next rounds must keep.
    ledger.set(id, found);
  }
  for (const item of stored.values()) {
    const whole = itemOf(item._id, item.version);
    if (JSON.stringify(item) !== JSON.stringify(whole)) report.torn.push(item._id);
    if (!ledger.has(item._id) && !inFlight.has(item._id)) report.torn.push(`${item._id}: never written`);
    ledger.set(item._id, item.version);
  }
}
