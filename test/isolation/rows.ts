import mongoose from 'mongoose';

const { BSON } = mongoose.mongo;

/** Every row that the database holds: its collection's name and its bytes. Most are never looked into. */
export type Rows = ReadonlySet<string>;

/** Leases of recurring jobs come and go by themselves. */
const passedOver = ['jobs'];

export async function allRows(db: mongoose.mongo.Db): Promise<Rows> {
  const collections = await db.listCollections({}, { nameOnly: true }).toArray();
  const names = collections.map(({ name }) => name).filter((name) => !passedOver.includes(name));
  const rows = await Promise.all(names.map((name) => rowsOf(db, name)));
  return new Set(rows.flat());
}

async function rowsOf(db: mongoose.mongo.Db, name: string): Promise<string[]> {
  const rows = (await db.collection(name).find({}, { raw: true }).toArray()) as unknown as Buffer[];
  return rows.map((bytes) => `${name}/${contentOf(name, bytes).toString('latin1')}`);
}

const changesByItself = ['outbox', 'conversations', 'messages'];

/** Of a mail that waits, that it is there: what becomes of it is the postman's affair. A reply that is being written renews its lease. */
function contentOf(name: string, bytes: Buffer): Buffer {
  if (!changesByItself.includes(name)) return bytes;
  const { _id, updatedAt, writing, ...rest } = BSON.deserialize(bytes);
  const { leaseUntil, ...claim } = writing ?? {};
  return Buffer.from(BSON.serialize(name === 'outbox' ? { _id } : { _id, ...rest, claim }));
}

/** What is new or gone, a changed row being both. */
export function changedRows(before: Rows, after: Rows): string[] {
  // A mail that has been delivered may be forgotten.
  const gone = [...before].filter((row) => !after.has(row) && !row.startsWith('outbox/'));
  const made = [...after].filter((row) => !before.has(row));
  return [...gone.map((row) => `gone: ${shown(row)}`), ...made.map((row) => `new: ${shown(row)}`)];
}

function shown(row: string): string {
  const [name = ''] = row.split('/', 1);
  const bytes = Buffer.from(row.slice(name.length + 1), 'latin1');
  return `${name} ${JSON.stringify(BSON.deserialize(bytes))}`;
}
