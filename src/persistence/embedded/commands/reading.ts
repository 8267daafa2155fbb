import { Long } from 'bson';
import type { Command } from '../commands.ts';
import { databaseOf, type Engine, findCollection, type Target, targetOf } from '../engine.ts';
import { CommandFailure } from '../failure.ts';
import { valuesAt } from '../paths.ts';
import { type Join, streamStages } from '../pipeline.ts';
import { compileProjection } from '../projection.ts';
import type { Search } from '../search.ts';
import { valueKey } from '../value-keys.ts';
import { type Doc, encode, isDoc, isTrue, promoteDoc, toArray, toDoc, toNumber } from '../values.ts';
import type { Request } from '../wire.ts';

const find: Command = (engine, request) => {
  const target = targetOf(request, 'find');
  const { command } = request;
  const limit = toNumber(command.limit);
  const search: Search = {
    filter: toDoc(command.filter, 'filter'),
    sort: toDoc(command.sort, 'sort'),
    skip: toCount(command.skip, 'skip'),
    limit: Math.abs(limit),
    hint: toHint(command.hint),
    variables: promoteDoc(toDoc(command.let, 'let')),
  };
  const rows = foundRows(engine, target, search, toDoc(command.projection, 'projection'));
  return engine.cursors.first(
    target.namespace,
    rows,
    toBatchSize(command),
    isTrue(command.singleBatch) || limit < 0,
  );
};

function* foundRows(engine: Engine, target: Target, search: Search, projection: Doc): Generator<Buffer> {
  const collection = findCollection(engine, target);
  const shape = compileProjection(projection, promoteDoc(search.filter));
  if (!collection) return;
  for (const { bytes, doc } of engine.searcher.find(collection, search))
    yield shape ? encode(shape(doc)) : bytes;
}

export function toHint(hint: unknown): unknown {
  return isDoc(hint) && Object.keys(hint).length === 0 ? undefined : hint;
}

function toCount(value: unknown, what: string): number {
  const count = toNumber(value);
  if (count < 0)
    throw new CommandFailure('BadValue', `${what} value must be non-negative, but received: ${count}`);
  return count;
}

function toBatchSize(command: Doc): number | undefined {
  return command.batchSize === undefined ? undefined : toCount(command.batchSize, 'batchSize');
}

const aggregate: Command = (engine, request) => {
  const { command } = request;
  const isOnDatabase = typeof command.aggregate !== 'string';
  const target: Target = isOnDatabase
    ? {
        database: databaseOf(request),
        name: '$cmd.aggregate',
        namespace: `${databaseOf(request)}.$cmd.aggregate`,
      }
    : targetOf(request, 'aggregate');
  const stages = toArray(command.pipeline, 'pipeline').map((stage) => {
    if (!isDoc(stage))
      throw new CommandFailure('TypeMismatch', 'Each element of the pipeline array must be an object');
    return stage;
  });
  const { search, rest } = pushDown(stages);
  const variables = promoteDoc(toDoc(command.let, 'let'));
  const rows = aggregatedRows(engine, target, { ...search, hint: toHint(command.hint), variables }, rest);
  const cursor = toDoc(command.cursor, 'cursor');
  return engine.cursors.first(target.namespace, rows, toBatchSize(cursor));
};

/** Leading stages that a search does itself, with the help of indexes. */
function pushDown(stages: readonly Doc[]): { search: Search; rest: Doc[] } {
  const rest = [...stages];
  const next = (name: string): unknown => (rest[0] && name in rest[0] ? rest.shift()?.[name] : undefined);
  const filters: Doc[] = [];
  for (let filter = next('$match'); filter !== undefined; filter = next('$match'))
    filters.push(toDoc(filter, '$match'));
  const [first = {}, ...more] = filters;
  const search: Search = { filter: more.length > 0 ? { $and: filters } : first };
  const sort = next('$sort');
  if (isDoc(sort)) search.sort = sort;
  const skip = next('$skip');
  if (skip !== undefined) search.skip = toCount(skip, '$skip');
  const limit = next('$limit');
  if (limit !== undefined) search.limit = toLimit(limit);
  return { search, rest };
}

function toLimit(value: unknown): number {
  const limit = toNumber(value);
  if (limit > 0) return limit;
  throw new CommandFailure('BadValue', 'the limit must be positive');
}

function* aggregatedRows(
  engine: Engine,
  target: Target,
  search: Search,
  stages: readonly Doc[],
): Generator<Buffer> {
  const collection = findCollection(engine, target);
  if (collection && isPlainCount(stages)) {
    const n = engine.searcher.count(collection, search);
    if (n > 0) yield encode({ _id: 1, n });
    return;
  }
  const found = collection ? engine.searcher.find(collection, search) : [];
  if (stages.length === 0) {
    for (const { bytes } of found) yield bytes;
    return;
  }
  const join: Join = (name, filter) => joined(engine, target.database, name, filter);
  const docs = promoted(found);
  const options = { variables: search.variables ?? {}, join };
  for (const doc of streamStages(docs, stages.map(promoteDoc), options)) yield encode(doc);
}

/** What a driver's countDocuments sends. */
function isPlainCount(stages: readonly Doc[]): boolean {
  const [stage] = stages;
  if (stages.length !== 1 || !isDoc(stage?.$group)) return false;
  return JSON.stringify(promoteDoc(stage.$group)) === '{"_id":1,"n":{"$sum":1}}';
}

function* promoted(found: Iterable<{ doc: Doc }>): Generator<Doc> {
  for (const { doc } of found) yield promoteDoc(doc);
}

function* joined(engine: Engine, database: string, name: string, filter: Doc): Generator<Doc> {
  const collection = engine.catalog.find(database, name);
  if (collection) yield* promoted(engine.searcher.find(collection, { filter }));
}

const count: Command = (engine, request) => {
  const { command } = request;
  const collection = findCollection(engine, targetOf(request, 'count'));
  const search: Search = {
    filter: toDoc(command.query, 'query'),
    skip: toCount(command.skip, 'skip'),
    limit: Math.abs(toNumber(command.limit)),
    hint: toHint(command.hint),
  };
  return { n: collection ? engine.searcher.count(collection, search) : 0, ok: 1 };
};

const distinct: Command = (engine, request) => {
  const collection = findCollection(engine, targetOf(request, 'distinct'));
  const { key, query } = request.command;
  if (typeof key !== 'string') throw new CommandFailure('TypeMismatch', 'distinct needs a key');
  const values = new Map<string, unknown>();
  const found = collection ? engine.searcher.find(collection, { filter: toDoc(query, 'query') }) : [];
  for (const { doc } of found) {
    for (const value of valuesAt(doc, key.split('.')).flat()) {
      if (value !== undefined) values.set(valueKey(value).toString('latin1'), value);
    }
  }
  const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
  return { values: sorted.map(([, value]) => value), ok: 1 };
};

const getMore: Command = (engine, { command }) => {
  const id = command.getMore;
  if (!(id instanceof Long)) throw new CommandFailure('TypeMismatch', 'getMore needs the id of a cursor');
  return engine.cursors.next(id, toBatchSize(command));
};

const killCursors: Command = (engine, request: Request) => {
  const ids = toArray(request.command.cursors, 'cursors').filter((id) => id instanceof Long);
  const cursorsKilled = ids.filter((id) => engine.cursors.kill(id));
  const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
};

export const readingCommands: Record<string, Command> = {
  find,
  aggregate,
  count,
  distinct,
  getMore,
  killCursors,
};
