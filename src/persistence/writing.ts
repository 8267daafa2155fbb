import type { Model, mongo } from 'mongoose';
import { despiteConflicts } from './database.ts';
import { guardChange } from './tenant-guard.ts';
import { inTurn } from './unique-turns.ts';

/*
 * Writes around mongoose: services hand over whole values of the right types, and making its documents and queries of them would cost more
 * than storing them. Whoever writes binds each filter and each row to its tenant.
 */

/** By operators of MongoDB's; nothing else is taken. */
export interface Change {
  $set?: object;
  $unset?: object;
  $inc?: object;
  $push?: object;
}

const one = { ignoreUndefined: true } as const;
const inOrder = { ordered: true, ignoreUndefined: true } as const;
const afterwards = { returnDocument: 'after', ignoreUndefined: true } as const;

/** Fails with a duplicate key where a unique index refuses it. */
export async function insertRow<T>(model: Model<T>, row: object): Promise<T> {
  const whole = wholeRow(model, row);
  const insert = () => model.collection.insertOne({ ...whole } as mongo.OptionalId<object>, one);
  await inTurn(model, [whole as object], () => despiteConflicts(insert));
  return whole;
}

/** In order, in one command; stops at the first that a unique index refuses. */
export async function insertRows<T>(model: Model<T>, rows: readonly object[]): Promise<T[]> {
  const whole = rows.map((row) => wholeRow(model, row));
  const insert = () => model.collection.insertMany(whole as mongo.OptionalId<object>[], inOrder);
  await inTurn(model, whole as object[], () => despiteConflicts(insert));
  return whole;
}

/** The row as it is afterwards; null where none fits, unless the `rest` of a new one is given. */
export function changeRow<T>(
  model: Model<T>,
  filter: object,
  change: Change,
  rest?: object,
): Promise<T | null> {
  const update = {
    ...stamped(model, change),
    ...(rest && { $setOnInsert: { ...rest, ...stampsOf(model, 'createdAt') } }),
  };
  guardChange('findOneAndUpdate', update);
  const options = { ...afterwards, upsert: rest !== undefined };
  return despiteConflicts(
    async () => (await model.collection.findOneAndUpdate(filter, update, options)) as T | null,
  );
}

/** Each that fits, in any order, in one command. */
export async function changeRows<T>(
  model: Model<T>,
  changes: readonly { filter: object; change: Change }[],
): Promise<void> {
  if (changes.length === 0) return;
  const updates = changes.map(({ filter, change }) => {
    guardChange('bulkWrite', change);
    return { updateOne: { filter, update: stamped(model, change) } };
  });
  await despiteConflicts(() => model.collection.bulkWrite(updates, { ordered: false }));
}

function stamped<T>(model: Model<T>, change: Change): mongo.UpdateFilter<mongo.Document> {
  const $set = { ...change.$set, ...stampsOf(model, 'updatedAt') };
  // Not every engine takes an empty one.
  return { ...change, ...(Object.keys($set).length > 0 && { $set }) } as mongo.UpdateFilter<mongo.Document>;
}

function wholeRow<T>(model: Model<T>, row: object): T {
  return model.applyDefaults({
    ...stampsOf(model, 'createdAt'),
    ...row,
    ...stampsOf(model, 'updatedAt'),
  } as T);
}

function stampsOf<T>(model: Model<T>, ...names: readonly string[]): Record<string, Date> {
  const now = new Date();
  return model.schema.get('timestamps') ? Object.fromEntries(names.map((name) => [name, now])) : {};
}
