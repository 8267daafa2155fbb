import type { Collection } from '../catalog.ts';
import type { Command } from '../commands.ts';
import { type Engine, findCollection, targetOf } from '../engine.ts';
import { CommandFailure } from '../failure.ts';
import { type Index, type IndexSpec, toIndexSpec } from '../index-spec.ts';
import { encode, isDoc, promoteDoc, toArray, toDoc } from '../values.ts';

const createIndexes: Command = async (engine, request) => {
  const { database, name } = targetOf(request, 'createIndexes');
  const specs = toArray(request.command.indexes, 'indexes').map((input) =>
    toIndexSpec(toDoc(input, 'an index')),
  );
  if (specs.length === 0) throw new CommandFailure('BadValue', 'Must specify at least one index to create');
  const built: Index[] = [];
  const reply = await engine.store.writeOrUndo(() => {
    const isNew = engine.catalog.find(database, name) === null;
    const collection = engine.catalog.findOrCreate(database, name);
    const numIndexesBefore = collection.indexes.length;
    try {
      built.push(...addAll(engine, collection, specs));
    } catch (error) {
      engine.catalog.forget(collection, numIndexesBefore, isNew);
      throw error;
    }
    const numIndexesAfter = collection.indexes.length;
    return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: isNew, ok: 1 };
  });
  for (const index of built) index.isReady = true;
  return reply;
};

function addAll(engine: Engine, collection: Collection, specs: readonly IndexSpec[]): Index[] {
  return specs.flatMap((spec) => {
    const index = engine.catalog.addIndex(collection, spec);
    if (!index) return [];
    engine.records.build(collection, index);
    return [index];
  });
}

const dropIndexes: Command = async (engine, request) => {
  const target = targetOf(request, 'dropIndexes');
  return await engine.store.write(() => {
    const collection = findCollection(engine, target);
    if (!collection) throw new CommandFailure('NamespaceNotFound', `ns not found ${target.namespace}`);
    const nIndexesWas = collection.indexes.length;
    for (const index of toDropped(collection, request.command.index))
      engine.catalog.dropIndex(collection, index);
    return { nIndexesWas, ok: 1 };
  });
};

function toDropped(collection: Collection, wanted: unknown): Index[] {
  const others = collection.indexes.filter(({ spec }) => spec.name !== '_id_');
  if (wanted === '*') return others;
  const wantedList = Array.isArray(wanted) ? wanted : [wanted];
  return wantedList.map((one: unknown) => {
    const key = isDoc(one) ? JSON.stringify(promoteDoc(one)) : null;
    const isWanted = ({ spec }: Index) =>
      key === null ? spec.name === one : JSON.stringify(spec.key) === key;
    const index = collection.indexes.find(isWanted);
    if (index?.spec.name === '_id_') throw new CommandFailure('InvalidOptions', 'cannot drop _id index');
    if (index) return index;
    throw new CommandFailure('IndexNotFound', `index not found with name [${key ?? String(one)}]`);
  });
}

const listIndexes: Command = (engine, request) => {
  const target = targetOf(request, 'listIndexes');
  const collection = findCollection(engine, target);
  if (!collection) throw new CommandFailure('NamespaceNotFound', `ns does not exist: ${target.namespace}`);
  return engine.cursors.first(target.namespace, rowsOf(collection), undefined);
};

function rowsOf(collection: Collection): Buffer[] {
  return collection.indexes.map(({ spec }) => {
    const { unique, ...rest } = spec;
    const isId = spec.name === '_id_';
    return encode({ v: 2, ...rest, ...(unique && !isId ? { unique } : {}) });
  });
}

export const indexCommands: Record<string, Command> = {
  createIndexes,
  dropIndexes,
  deleteIndexes: dropIndexes,
  listIndexes,
};
