import { Long } from 'bson';
import type { Command } from '../commands.ts';
import { databaseOf, findCollection, targetOf } from '../engine.ts';
import { CommandFailure } from '../failure.ts';
import { compileFilter } from '../filter.ts';
import { type Doc, encode, isTrue, promoteDoc, toDoc } from '../values.ts';

/** Options of `create` that change what is stored or how; without them here, a client must not believe in them. */
const unsupported = [
  'capped',
  'timeseries',
  'viewOn',
  'validator',
  'clusteredIndex',
  'changeStreamPreAndPostImages',
];

const create: Command = async (engine, request) => {
  const target = targetOf(request, 'create');
  const option = unsupported.find((name) => name in request.command && request.command[name] !== false);
  if (option) throw new CommandFailure('CommandNotSupported', `the option '${option}' is not supported`);
  return await engine.store.write(() => {
    if (findCollection(engine, target)) {
      throw new CommandFailure('NamespaceExists', `Collection ${target.namespace} already exists.`);
    }
    engine.catalog.findOrCreate(target.database, target.name);
    return { ok: 1 };
  });
};

const drop: Command = async (engine, request) => {
  const target = targetOf(request, 'drop');
  return await engine.store.write(() => {
    const collection = findCollection(engine, target);
    if (!collection) return { ok: 1 };
    engine.catalog.drop(collection);
    return { nIndexesWas: collection.indexes.length, ns: target.namespace, ok: 1 };
  });
};

const dropDatabase: Command = async (engine, request) => {
  const database = databaseOf(request);
  return await engine.store.write(() => {
    for (const collection of engine.catalog.list(database)) engine.catalog.drop(collection);
    return { dropped: database, ok: 1 };
  });
};

const listCollections: Command = (engine, request) => {
  const database = databaseOf(request);
  const isNameOnly = isTrue(request.command.nameOnly);
  const matches = compileFilter(promoteDoc(toDoc(request.command.filter, 'filter')));
  const rows = engine.catalog
    .list(database)
    .map(({ name }): Doc => {
      const more = {
        options: {},
        info: { readOnly: false },
        idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
      };
      return { name, type: 'collection', ...(isNameOnly ? {} : more) };
    })
    .filter(matches)
    .map(encode);
  return engine.cursors.first(`${database}.$cmd.listCollections`, rows, undefined);
};

const listDatabases: Command = (engine, request) => {
  const isNameOnly = isTrue(request.command.nameOnly);
  const matches = compileFilter(promoteDoc(toDoc(request.command.filter, 'filter')));
  const names = [...new Set(engine.catalog.list().map(({ database }) => database))].sort();
  const databases = names
    .map((name): Doc => (isNameOnly ? { name } : { name, sizeOnDisk: Long.ZERO, empty: false }))
    .filter(matches);
  return { databases, ...(isNameOnly ? {} : { totalSize: Long.ZERO }), ok: 1 };
};

export const collectionCommands: Record<string, Command> = {
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
};
