import type { Collection } from '../catalog.ts';
import type { Command } from '../commands.ts';
import { type Engine, findCollection, targetOf } from '../engine.ts';
import { CommandFailure } from '../failure.ts';
import { compileProjection } from '../projection.ts';
import type { StoredRecord } from '../records.ts';
import { compileUpdate, type Update } from '../update.ts';
import { type Doc, isTrue, promoteDoc, toArray, toDoc } from '../values.ts';
import type { Request } from '../wire.ts';
import { toHint } from './reading.ts';
import { change, upsert } from './writing.ts';

interface Outcome {
  value: Doc | null;
  lastErrorObject: Doc;
}

const findAndModify: Command = async (engine, request) => {
  const { command } = request;
  const name = 'findAndModify' in command ? 'findAndModify' : 'findandmodify';
  const target = targetOf(request, name);
  const isRemove = isTrue(command.remove);
  const isUpsert = isTrue(command.upsert);
  const update = isRemove ? null : toUpdate(command);
  refuseMixed(command, isRemove);
  const filter = toDoc(command.query, 'query');
  const shape = compileProjection(toDoc(command.fields, 'fields'), promoteDoc(filter));
  return await engine.store.write(() => {
    const collection = isUpsert
      ? engine.catalog.findOrCreate(target.database, target.name)
      : findCollection(engine, target);
    const search = {
      filter,
      sort: toDoc(command.sort, 'sort'),
      hint: toHint(command.hint),
      variables: variablesOf(request),
    };
    const found = collection ? engine.searcher.findFirst(collection, search) : null;
    const outcome = collection ? modify(engine, collection, found, update, command) : nothing();
    const value = outcome.value && shape ? shape(outcome.value) : outcome.value;
    return { lastErrorObject: outcome.lastErrorObject, value, ok: 1 };
  });
};

function variablesOf({ command }: Request): Doc {
  return promoteDoc(toDoc(command.let, 'let'));
}

function toUpdate(command: Doc): Update {
  if (command.update === undefined) {
    throw new CommandFailure('FailedToParse', 'Either an update or remove=true must be specified');
  }
  const variables = promoteDoc(toDoc(command.let, 'let'));
  return compileUpdate(command.update, toArray(command.arrayFilters, 'arrayFilters'), variables);
}

function refuseMixed(command: Doc, isRemove: boolean): void {
  if (!isRemove) return;
  if (command.update !== undefined)
    throw new CommandFailure('FailedToParse', 'Cannot specify both an update and remove=true');
  if (isTrue(command.upsert))
    throw new CommandFailure('FailedToParse', 'Cannot specify both upsert=true and remove=true');
  if (isTrue(command.new)) {
    throw new CommandFailure(
      'FailedToParse',
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
  }
}

function nothing(): Outcome {
  return { value: null, lastErrorObject: { n: 0, updatedExisting: false } };
}

function modify(
  engine: Engine,
  collection: Collection,
  found: StoredRecord | null,
  update: Update | null,
  command: Doc,
): Outcome {
  const filter = toDoc(command.query, 'query');
  if (!update) {
    if (!found) return { value: null, lastErrorObject: { n: 0 } };
    engine.records.remove(collection, found);
    return { value: found.doc, lastErrorObject: { n: 1 } };
  }
  if (found) {
    const { doc } = change(engine, collection, found, update, filter);
    return { value: isTrue(command.new) ? doc : found.doc, lastErrorObject: { n: 1, updatedExisting: true } };
  }
  if (!isTrue(command.upsert)) return nothing();
  const doc = upsert(engine, collection, update, filter);
  const lastErrorObject = { n: 1, updatedExisting: false, upserted: doc._id };
  return { value: isTrue(command.new) ? doc : null, lastErrorObject };
}

export const findAndModifyCommands: Record<string, Command> = { findAndModify, findandmodify: findAndModify };
