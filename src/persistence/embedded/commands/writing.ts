import { ObjectId } from 'bson';
import type { Collection } from '../catalog.ts';
import type { Command } from '../commands.ts';
import { type Engine, findCollection, targetOf } from '../engine.ts';
import { asFailure, CommandFailure } from '../failure.ts';
import type { StoredRecord } from '../records.ts';
import { compileUpdate, type Update, upsertedDocument } from '../update.ts';
import { type Doc, decode, encode, isDoc, isTrue, promoteDoc, toArray, toDoc, toNumber } from '../values.ts';
import { documentsOf, type Request } from '../wire.ts';
import { toHint } from './reading.ts';

/** Runs each statement of a command; one that fails ends an ordered command and leaves an unordered one to go on. */
function runEach<T>(
  request: Request,
  statements: readonly T[],
  run: (statement: T, index: number) => void,
): Doc {
  const isOrdered = request.command.ordered !== false;
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      const { code, message, details } = asFailure(error);
      writeErrors.push({ index, code, ...details, errmsg: message });
      if (isOrdered) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

const insert: Command = async (engine, request) => {
  const { database, name } = targetOf(request, 'insert');
  const documents = documentsOf(request, 'documents').map(toInsertable);
  return await engine.store.write(() => {
    const collection = engine.catalog.findOrCreate(database, name);
    let n = 0;
    const errors = runEach(request, documents, ({ doc, bytes }) => {
      engine.records.insert(collection, doc, bytes);
      n++;
    });
    return { n, ...errors, ok: 1 };
  });
};

/** The document with its id in front, as it is stored. */
function toInsertable(input: Buffer | Doc): { doc: Doc; bytes: Buffer } {
  const doc = Buffer.isBuffer(input) ? decode(input) : input;
  refuseBadId(doc);
  const isReady = Buffer.isBuffer(input) && Object.keys(doc)[0] === '_id';
  if (isReady) return { doc, bytes: Buffer.from(input) };
  const { _id: id = new ObjectId(), ...rest } = doc;
  const ordered = { _id: id, ...rest };
  return { doc: ordered, bytes: encode(ordered) };
}

function refuseBadId({ _id: id }: Doc): void {
  if (Array.isArray(id) || id instanceof RegExp) {
    throw new CommandFailure('InvalidIdField', "The '_id' value cannot be of type array");
  }
}

interface UpdateStatement {
  filter: Doc;
  update: Update;
  isMulti: boolean;
  isUpsert: boolean;
  hint: unknown;
}

const update: Command = async (engine, request) => {
  const { database, name } = targetOf(request, 'update');
  const inputs = documentsOf(request, 'updates').map((input) =>
    Buffer.isBuffer(input) ? decode(input) : input,
  );
  const variables = promoteDoc(toDoc(request.command.let, 'let'));
  return await engine.store.write(() => {
    const counts = { n: 0, nModified: 0 };
    const upserted: Doc[] = [];
    const errors = runEach(request, inputs, (input, index) => {
      const statement = toUpdateStatement(input, variables);
      const collection = statement.isUpsert
        ? engine.catalog.findOrCreate(database, name)
        : engine.catalog.find(database, name);
      if (!collection) return;
      const matched = updateMatches(engine, collection, statement, counts);
      if (matched || !statement.isUpsert) return;
      const _id = upsert(engine, collection, statement.update, statement.filter)._id;
      upserted.push({ index, _id });
      counts.n++;
    });
    return { ...counts, ...(upserted.length > 0 ? { upserted } : {}), ...errors, ok: 1 };
  });
};

function toUpdateStatement(input: Doc, variables: Doc): UpdateStatement {
  if (!isDoc(input.q))
    throw new CommandFailure(
      'FailedToParse',
      "BSON field 'update.updates.q' is missing but a required field",
    );
  const update = compileUpdate(input.u, toArray(input.arrayFilters, 'arrayFilters'), variables);
  const isMulti = isTrue(input.multi);
  if (isMulti && update.isReplacement) {
    throw new CommandFailure('FailedToParse', 'multi update is not supported for replacement-style update');
  }
  return { filter: input.q, update, isMulti, isUpsert: isTrue(input.upsert), hint: toHint(input.hint) };
}

function updateMatches(
  engine: Engine,
  collection: Collection,
  { filter, update, isMulti, hint }: UpdateStatement,
  counts: { n: number; nModified: number },
): boolean {
  const search = { filter, hint, limit: isMulti ? 0 : 1 };
  let isMatched = false;
  for (const match of engine.searcher.findAll(collection, search)) {
    isMatched = true;
    counts.n++;
    if (change(engine, collection, match, update, filter).isChanged) counts.nModified++;
  }
  return isMatched;
}

/** Applies an update to a record and stores the outcome if it differs. */
export function change(
  engine: Engine,
  collection: Collection,
  found: StoredRecord,
  update: Update,
  filter: Doc,
): { doc: Doc; isChanged: boolean } {
  const doc = update.apply(decode(found.bytes), promoteDoc(filter), false);
  const bytes = encode(doc);
  if (bytes.equals(found.bytes)) return { doc, isChanged: false };
  engine.records.replace(collection, found, decode(bytes), bytes);
  return { doc, isChanged: true };
}

export function upsert(engine: Engine, collection: Collection, update: Update, filter: Doc): Doc {
  const doc = upsertedDocument(update, filter);
  refuseBadId(doc);
  const bytes = encode(doc);
  engine.records.insert(collection, decode(bytes), bytes);
  return doc;
}

const remove: Command = async (engine, request) => {
  const target = targetOf(request, 'delete');
  const inputs = documentsOf(request, 'deletes').map((input) =>
    Buffer.isBuffer(input) ? decode(input) : input,
  );
  return await engine.store.write(() => {
    let n = 0;
    const errors = runEach(request, inputs, (input) => {
      const collection = findCollection(engine, target);
      const filter = toDoc(input.q, 'q');
      const search = { filter, limit: toNumber(input.limit), hint: toHint(input.hint) };
      if (!collection) return;
      for (const match of engine.searcher.findAll(collection, search)) {
        engine.records.remove(collection, match);
        n++;
      }
    });
    return { n, ...errors, ok: 1 };
  });
};

export const writingCommands: Record<string, Command> = { insert, update, delete: remove };
