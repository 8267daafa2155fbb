import { Long } from 'bson';
import type { Command } from '../commands.ts';
import { type Engine, findCollection, type Target, targetOf } from '../engine.ts';
import { CommandFailure } from '../failure.ts';
import { valuesAt } from '../paths.ts';
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
  // Without a shape it goes out as it is stored, and nobody takes it apart.
  for (const found of engine.searcher.find(collection, search))
    yield shape ? encode(shape(found.doc)) : found.bytes;
}

export function toHint(hint: unknown): unknown {
  return isDoc(hint) && Object.keys(hint).length === 0 ? undefined : hint;
}

export function toCount(value: unknown, what: string): number {
  const count = toNumber(value);
  if (count < 0)
    throw new CommandFailure('BadValue', `${what} value must be non-negative, but received: ${count}`);
  return count;
}

export function toBatchSize(command: Doc): number | undefined {
  return command.batchSize === undefined ? undefined : toCount(command.batchSize, 'batchSize');
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
  count,
  distinct,
  getMore,
  killCursors,
};
