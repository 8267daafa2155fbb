import type { Command } from '../commands.ts';
import { databaseOf, type Engine, findCollection, type Target, targetOf } from '../engine.ts';
import { CommandFailure } from '../failure.ts';
import { type Join, streamStages } from '../pipeline.ts';
import type { Search } from '../search.ts';
import { type Doc, encode, isDoc, promoteDoc, toArray, toDoc, toNumber } from '../values.ts';
import { toBatchSize, toCount, toHint } from './reading.ts';

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

export const aggregateCommands: Record<string, Command> = { aggregate };
