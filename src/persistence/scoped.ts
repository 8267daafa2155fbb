import type { Model } from 'mongoose';
import { type Database, type DocumentClass, despiteConflicts } from './database.ts';
import { platformWork, type SystemJob } from './tenant-guard.ts';

/** A comparison other than equality. Only these make operators, so nothing from outside can become one. */
class Condition {
  constructor(readonly operators: Record<string, unknown>) {}
}

export const lessThan = (value: unknown): Condition => new Condition({ $lt: value });
export const greaterThan = (value: unknown): Condition => new Condition({ $gt: value });
export const between = <T extends Date | string>(from: T | null, to: T | null): Condition =>
  new Condition({ ...(from && { $gte: from }), ...(to && { $lte: to }) });
export const oneOf = (values: readonly unknown[]): Condition => new Condition({ $in: [...values] });
/** There is a value, and it is another. */
export const otherThan = (value: unknown): Condition => new Condition({ $exists: true, $ne: value });
export const not = (value: unknown): Condition => new Condition({ $ne: value });
/** Case-insensitive substring; the text has no special characters for it. */
export const containing = (text: string): Condition =>
  new Condition({ $regex: text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' });

/** Fields with the values they must equal, or a condition. */
export interface Criteria {
  [field: string]: unknown;
}

export interface ReadOptions {
  /** Of each group, at least one must hold as well. */
  anyOf?: readonly (readonly Criteria[])[];
  sort?: Record<string, 1 | -1>;
  limit?: number;
}

/** The rows of one tenant, and nothing else. Documents come as plain objects. */
export interface Scoped<T> {
  find(criteria: Criteria, options?: ReadOptions): Promise<T[]>;
  findOne(criteria: Criteria, options?: ReadOptions): Promise<T | null>;
  count(criteria: Criteria, options?: Pick<ReadOptions, 'anyOf'>): Promise<number>;
  /** Fails with a duplicate key where a unique index refuses it. */
  insert(document: Omit<T, 'tenantId'>): Promise<T>;
  /** In order, in one command; stops at the first that a unique index refuses, and fails with its duplicate key. */
  insertAll(documents: readonly Omit<T, 'tenantId'>[]): Promise<T[]>;
  /** Changes one row and returns it as it is afterwards; null where none fits. */
  update(criteria: Criteria, change: Record<string, unknown>): Promise<T | null>;
  remove(criteria: Criteria): Promise<boolean>;
  /** How many they were. */
  removeAll(criteria: Criteria): Promise<number>;
}

/** The only query surface that services get on collections whose rows belong to tenants. */
export function scoped<T extends { tenantId: string | null }>(
  database: Database,
  type: DocumentClass<T>,
  owner: { tenantId: string | null },
): Scoped<T> {
  const { tenantId } = owner;
  if (tenantId === null) throw new Error(`${type.name} belongs to tenants and this viewer has none`);
  return surface(database, type, { $eq: tenantId }, tenantId);
}

/** Reading rows that are shared: the platform's, and the tenant's own where the viewer has one. */
export function shared<T extends { tenantId: string | null }>(
  database: Database,
  type: DocumentClass<T>,
  owner: { tenantId: string | null },
): Pick<Scoped<T>, 'find' | 'findOne' | 'count'> {
  const visible = owner.tenantId === null ? { $eq: null } : { $in: [null, owner.tenantId] };
  return surface(database, type, visible, owner.tenantId);
}

/** The platform's own rows of a shared collection, for operators to write; nobody who acts within a tenant gets them. */
export function platformRows<T extends { tenantId: string | null }>(
  database: Database,
  type: DocumentClass<T>,
  operator: { tenantId: string | null },
): Pick<Scoped<T>, 'find' | 'findOne' | 'insert' | 'update'> {
  if (operator.tenantId !== null) throw new Error(`${type.name} of the platform are not a tenant's to write`);
  const model = database.model(type);
  const within = (criteria: Criteria, options: ReadOptions = {}) => ({
    ...filterOf(criteria, options),
    tenantId: { $eq: null },
  });
  const change = (criteria: Criteria, update: Record<string, unknown>, options: object = {}) =>
    model
      .findOneAndUpdate(within(criteria), update, {
        ...options,
        returnDocument: 'after',
        comment: platformWork,
      })
      .lean<T>()
      .exec();
  const { find, findOne } = surface(database, type, { $eq: null }, null);
  return {
    find,
    findOne,
    insert: async (document) => {
      const { _id, ...row } = model.applyDefaults(structuredClone(document) as T) as Record<string, unknown>;
      const { tenantId: _owner, ...whole } = row;
      const made = await change(
        { _id },
        { $setOnInsert: whole },
        { upsert: true, setDefaultsOnInsert: false, timestamps: false },
      );
      if (!made) throw new Error('nothing was inserted');
      return made;
    },
    update: (criteria, update) => change(criteria, update),
  };
}

/** Rows of every tenant, for a named job of the system. */
export function acrossTenants<T extends object>(database: Database, type: DocumentClass<T>, job: SystemJob) {
  const model = database.model(type);
  return {
    find: (criteria: Criteria, options: ReadOptions = {}): Promise<T[]> =>
      model
        .find(filterOf(criteria, options), null, { ...readOptions(options), comment: job })
        .lean<T[]>()
        .exec(),
    update: (criteria: Criteria, change: Record<string, unknown>): Promise<T | null> =>
      model
        .findOneAndUpdate(filterOf(criteria), change, { returnDocument: 'after', comment: job })
        .lean<T>()
        .exec(),
    upsert: async (criteria: Criteria, document: object): Promise<void> => {
      await model
        .updateOne(filterOf(criteria), { $setOnInsert: document }, { upsert: true, comment: job })
        .exec();
    },
  };
}

function surface<T extends object>(
  database: Database,
  type: DocumentClass<T>,
  visible: Record<string, unknown>,
  tenantId: string | null,
): Scoped<T> {
  const model = database.model(type);
  const within = (criteria: Criteria, options: ReadOptions = {}) => ({
    ...filterOf(criteria, options),
    tenantId: visible,
  });
  return {
    find: (criteria, options = {}) =>
      model.find(within(criteria, options), null, readOptions(options)).lean<T[]>().exec(),
    findOne: (criteria, options = {}) =>
      model.findOne(within(criteria, options), null, readOptions(options)).lean<T>().exec(),
    count: (criteria, options = {}) => model.countDocuments(within(criteria, options)).exec(),
    insert: async (document) => {
      const [created] = await insertRows<T>(model, [{ ...document, tenantId }]);
      if (!created) throw new Error('nothing was inserted');
      return created;
    },
    insertAll: (documents) =>
      insertRows<T>(
        model,
        documents.map((document) => ({ ...document, tenantId })),
      ),
    update: (criteria, change) =>
      despiteConflicts(() =>
        model.findOneAndUpdate(within(criteria), change, { returnDocument: 'after' }).lean<T>().exec(),
      ),
    remove: async (criteria) => (await model.deleteOne(within(criteria)).exec()).deletedCount === 1,
    removeAll: async (criteria) => (await model.deleteMany(within(criteria)).exec()).deletedCount,
  };
}

const wholeRows = { ordered: true, lean: true, ignoreUndefined: true } as const;

/** Services hand over whole rows of the right types: making mongoose documents of them would cost more than storing them. */
async function insertRows<T>(model: Model<T>, rows: readonly object[]): Promise<T[]> {
  const now = new Date();
  const stamps = model.schema.get('timestamps') ? { createdAt: now, updatedAt: now } : {};
  const whole = rows.map((row) => model.applyDefaults({ ...row, ...stamps } as T));
  await despiteConflicts(() => model.insertMany(whole, wholeRows));
  return whole;
}

function readOptions({ sort, limit }: ReadOptions): { sort?: Record<string, 1 | -1>; limit?: number } {
  return { ...(sort && { sort }), ...(limit !== undefined && { limit }) };
}

function filterOf(criteria: Criteria, options: ReadOptions = {}): Record<string, unknown> {
  const filter: Record<string, unknown> = Object.fromEntries(
    Object.entries(criteria).map(([field, value]) => {
      if (value === undefined) throw new Error(`the criterion ${field} has no value`);
      return [field, value instanceof Condition ? value.operators : { $eq: value }];
    }),
  );
  if (options.anyOf?.length)
    filter.$and = options.anyOf.map((group) => ({ $or: group.map((alternative) => filterOf(alternative)) }));
  return filter;
}
