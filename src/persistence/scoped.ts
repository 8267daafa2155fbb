import type { mongo } from 'mongoose';
import { type Criteria, filterOf, type ReadOptions, readOptions } from './criteria.ts';
import type { Database, DocumentClass } from './database.ts';
import { platformWork, type SystemJob } from './tenant-guard.ts';
import { type Change, changeRow, changeRows, insertRow, insertRows } from './writing.ts';

export interface RowChange {
  criteria: Criteria;
  change: Change;
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
  update(criteria: Criteria, change: Change): Promise<T | null>;
  /**
   * As `update`; where none fits it inserts one, of what the criteria and the change say and the rest beside that. Fails with a duplicate key
   * where a row has its id and does not fit.
   */
  upsert(criteria: Criteria, change: Change, rest: object): Promise<T | null>;
  /** Each row that fits changed as it says, in any order, in one command. Services hand over values of the right types. */
  updateEach(changes: readonly RowChange[]): Promise<void>;
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
  const change = (criteria: Criteria, update: object, options: object = {}) =>
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
  // Around mongoose: rows come as they are stored, and its query would cost as much as the driver's.
  const read = (filter: Record<string, unknown>, options: mongo.FindOptions) =>
    model.collection.find<T>(filter, options);
  const own = (): string => {
    if (tenantId === null) throw new Error(`${type.name} of no tenant`);
    return tenantId;
  };
  return {
    find: async (criteria, options = {}) => read(within(criteria, options), readOptions(options)).toArray(),
    findOne: async (criteria, options = {}) => {
      const [first = null] = await read(within(criteria, options), {
        ...readOptions(options),
        ...one,
      }).toArray();
      return first;
    },
    count: (criteria, options = {}) => model.countDocuments(within(criteria, options)).exec(),
    insert: async (document) => insertRow<T>(model, { ...document, tenantId: own() }),
    insertAll: async (documents) =>
      insertRows<T>(
        model,
        documents.map((document) => ({ ...document, tenantId: own() })),
      ),
    update: async (criteria, change) => changeRow<T>(model, within(criteria), change),
    upsert: async (criteria, change, rest) => changeRow<T>(model, within(criteria), change, rest),
    // Each is bound to its tenant here: no guard of mongoose's knows such a command.
    updateEach: async (changes) =>
      changeRows(
        model,
        changes.map(({ criteria, change }) => ({ filter: within(criteria), change })),
      ),
    remove: async (criteria) => (await model.deleteOne(within(criteria)).exec()).deletedCount === 1,
    removeAll: async (criteria) => (await model.deleteMany(within(criteria)).exec()).deletedCount,
  };
}

/** The database keeps no cursor open for it. */
const one = { limit: 1, singleBatch: true } as const;
