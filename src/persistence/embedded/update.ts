import { BSONRegExp, ObjectId } from 'bson';
import { isSame } from './compare.ts';
import { CommandFailure } from './failure.ts';
import { fieldOperators } from './update-fields.ts';
import { compileArrayFilters, type PathContext, placesAt } from './update-paths.ts';
import { runUpdatePipeline } from './update-pipeline.ts';
import { type Doc, isDoc, promoteDoc } from './values.ts';

/** How an update changes one document. */
export interface Update {
  isReplacement: boolean;
  /** Returns the document as it shall be; may change and return the one it gets. `filter` is the one that found it, promoted. */
  apply(doc: Doc, filter: Doc, isInsert: boolean): Doc;
}

/** Checks an update (modifiers, a replacement or a pipeline) and makes it ready to be applied to many documents. */
export function compileUpdate(
  update: unknown,
  arrayFilters: readonly unknown[],
  variables: Doc = {},
): Update {
  if (Array.isArray(update)) {
    return { isReplacement: false, apply: (doc) => keepId(doc, runUpdatePipeline(doc, update, variables)) };
  }
  if (!isDoc(update))
    throw new CommandFailure('FailedToParse', 'Update argument must be either an object or an array');
  const isModifiers = Object.keys(update)[0]?.startsWith('$') ?? false;
  if (!isModifiers) return { isReplacement: true, apply: (doc) => keepId(doc, replacementOf(update)) };
  refuseFaults(update);
  const filters = compileArrayFilters(arrayFilters);
  return {
    isReplacement: false,
    apply: (doc, filter, isInsert) => {
      const id = doc._id;
      applyModifiers(doc, update, { filter, arrayFilters: filters }, isInsert);
      return keepId({ _id: id }, doc);
    },
  };
}

function replacementOf(update: Doc): Doc {
  const operator = Object.keys(update).find((key) => key.startsWith('$'));
  if (operator === undefined) return update;
  const message = `The dollar ($) prefixed field '${operator}' is not allowed in the context of an update's replacement document`;
  throw new CommandFailure('DollarPrefixedFieldName', message);
}

/** The changed document under the id of the old one, which comes first. */
function keepId(old: Doc, changed: Doc): Doc {
  if (old._id === undefined) return changed;
  const isKept = changed._id === undefined || isSame(changed._id, old._id);
  if (isKept) return { _id: old._id, ...changed, ...(changed._id === undefined ? {} : { _id: old._id }) };
  const message = "Performing an update on the path '_id' would modify the immutable field '_id'";
  throw new CommandFailure('ImmutableField', message);
}

function applyModifiers(doc: Doc, update: Doc, context: PathContext, isInsert: boolean): void {
  for (const [operator, fields] of Object.entries(update)) {
    if (operator === '$setOnInsert' && !isInsert) continue;
    for (const [path, operand] of Object.entries(fields as Doc)) {
      if (operator === '$rename') rename(doc, path, String(operand), context);
      else for (const place of placesAt(doc, path, context)) operatorOf(operator)(place, operand);
    }
  }
}

function operatorOf(name: string) {
  const operator = fieldOperators[name === '$setOnInsert' ? '$set' : name];
  if (operator) return operator;
  throw new CommandFailure('FailedToParse', `Unknown modifier: ${name}. Expected a valid update modifier`);
}

function rename(doc: Doc, from: string, to: string, context: PathContext): void {
  const [[source], [target]] = [placesAt(doc, from, context), placesAt(doc, to, context)];
  source?.refuseBlocked();
  const value = source?.get();
  if (!source || !target || value === undefined) return;
  if (source.isInArray() || target.isInArray()) {
    throw new CommandFailure('BadValue', 'The fields of $rename cannot be array elements');
  }
  source.unset();
  target.set(value);
}

function refuseFaults(update: Doc): void {
  const paths: string[] = [];
  for (const [operator, fields] of Object.entries(update)) {
    if (operator !== '$rename') operatorOf(operator);
    if (!isDoc(fields)) {
      throw new CommandFailure(
        'FailedToParse',
        `Modifiers operate on fields but we found another type under ${operator}`,
      );
    }
    for (const [path, operand] of Object.entries(fields)) {
      paths.push(path);
      if (operator !== '$rename') continue;
      if (typeof operand !== 'string')
        throw new CommandFailure('BadValue', "The 'to' field for $rename must be a string");
      if (`${path}${operand}`.includes('$'))
        throw new CommandFailure('BadValue', 'The fields of $rename may not be dynamic');
      paths.push(operand);
    }
  }
  for (const path of paths) refuseBadPath(path);
  refuseConflicts(paths);
}

function refuseBadPath(path: string): void {
  const parts = path.split('.');
  if (parts.includes('')) {
    throw new CommandFailure(
      'EmptyFieldName',
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  if (!parts[0]?.startsWith('$')) return;
  const message = `The dollar ($) prefixed field '${path}' is not allowed in the context of an update`;
  throw new CommandFailure('DollarPrefixedFieldName', message);
}

function refuseConflicts(paths: readonly string[]): void {
  const sorted = [...paths].map((path) => `${path}.`).sort();
  const at = sorted.findIndex((path, i) => i > 0 && path.startsWith(sorted[i - 1] ?? ''));
  if (at < 0) return;
  const path = sorted[at]?.slice(0, -1);
  const message = `Updating the path '${path}' would create a conflict at '${sorted[at - 1]?.slice(0, -1)}'`;
  throw new CommandFailure('ConflictingUpdateOperators', message);
}

/** The document that an upsert inserts when its filter finds nothing. */
export function upsertedDocument(update: Update, filter: Doc): Doc {
  const seed: Doc = {};
  plant(seed, filter);
  const base = update.isReplacement ? (seed._id === undefined ? {} : { _id: seed._id }) : seed;
  const doc = update.apply(base, promoteDoc(filter), true);
  const { _id: id = new ObjectId(), ...rest } = doc;
  return { _id: id, ...rest };
}

/** Sets what the filter demands by equality. */
function plant(seed: Doc, filter: Doc): void {
  const context = { filter: {}, arrayFilters: new Map() };
  for (const [key, condition] of Object.entries(filter)) {
    const isJoined = key === '$and' || (key === '$or' && Array.isArray(condition) && condition.length === 1);
    if (isJoined && Array.isArray(condition)) for (const clause of condition) plant(seed, clause as Doc);
    const value = demanded(condition);
    if (key.startsWith('$') || value === undefined) continue;
    for (const place of placesAt(seed, key, context)) place.set(value);
  }
}

function demanded(condition: unknown): unknown {
  const operator = isDoc(condition) ? Object.keys(condition)[0] : undefined;
  if (!isDoc(condition) || !operator?.startsWith('$')) return isPattern(condition) ? undefined : condition;
  if ('$eq' in condition) return condition.$eq;
  const list = condition.$in ?? condition.$all;
  return Array.isArray(list) && list.length === 1 && !isPattern(list[0]) ? list[0] : undefined;
}

function isPattern(value: unknown): boolean {
  return value instanceof BSONRegExp;
}
