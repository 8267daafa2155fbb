import type { Aggregate, Query, Schema } from 'mongoose';

/** Jobs of the system that work across tenants. They say so in the command's comment, where a monitor can see it. */
export const systemJobs = [
  'system:reaper',
  'system:catalogue',
  'system:classes',
  'system:closing',
  'system:retention',
  'system:feedback',
  'system:tuning',
  'system:purge',
  'system:rewrap',
] as const;
export type SystemJob = (typeof systemJobs)[number];

/** The comment of what operators do to the platform's own rows, and to nothing else. */
export const platformWork = 'operator:platform';

const queryOperations = [
  'find',
  'findOne',
  'findOneAndUpdate',
  'findOneAndDelete',
  'updateOne',
  'updateMany',
  'deleteOne',
  'deleteMany',
  'countDocuments',
  'distinct',
] as const;

export interface GuardOptions {
  /** Rows of the platform (tenantId null) may be read along with one tenant's own. */
  readsPlatformRows?: boolean;
}

/** Refuses every operation on a tenant's collection that is not bound to exactly one tenant. */
export function tenantGuard(schema: Schema, options: GuardOptions = {}): void {
  for (const operation of queryOperations) {
    schema.pre(operation, function (this: Query<unknown, unknown>) {
      guardQuery(this, operation, options);
    });
  }
  schema.pre('aggregate', function (this: Aggregate<unknown>) {
    if (!staysWithin(this.pipeline())) refuse('aggregate');
  });
  schema.pre('estimatedDocumentCount', () => refuse('estimatedDocumentCount'));
  schema.pre('insertMany', (documents: unknown) => {
    if (!areOfOneTenant(documents)) refuse('insertMany');
  });
  schema.pre('bulkWrite', () => refuse('bulkWrite'));
  // A replacement could leave the tenant out.
  schema.pre('replaceOne', () => refuse('replaceOne'));
  schema.pre('findOneAndReplace', () => refuse('findOneAndReplace'));
  schema.pre('save', function () {
    const owner: unknown = this.get('tenantId');
    // The command that saves a known document again would name its id alone.
    if (typeof owner !== 'string' || !this.isNew) refuse('save');
  });
}

function guardQuery(query: Query<unknown, unknown>, operation: string, options: GuardOptions): void {
  const { comment } = query.getOptions();
  if (systemJobs.some((job) => job === comment)) return;
  guardChange(operation, query.getUpdate());
  if (comment === platformWork) {
    if (!options.readsPlatformRows || !isPlatform(query.getFilter().tenantId)) refuse(operation);
    return;
  }
  const reading = operation === 'find' || operation === 'findOne' || operation === 'countDocuments';
  if (!isBound(query.getFilter().tenantId, reading && options.readsPlatformRows === true)) refuse(operation);
}

/** Refuses a change that would give a row to another tenant. */
export function guardChange(operation: string, change: object | null): void {
  if (namesTenant(change)) refuse(`${operation} of tenantId`);
}

/** Whether an update would touch the field itself; values and nested objects may be called so. */
function namesTenant(update: object | null): boolean {
  return Object.entries(update ?? {}).some(([key, change]: [string, unknown]) => {
    if (key === 'tenantId' || Array.isArray(update)) return true;
    if (!key.startsWith('$') || typeof change !== 'object' || change === null) return false;
    return 'tenantId' in change || (key === '$rename' && Object.values(change).includes('tenantId'));
  });
}

function areOfOneTenant(documents: unknown): boolean {
  const all: { tenantId?: unknown }[] = Array.isArray(documents) ? documents : [];
  const owners = new Set(all.map(({ tenantId }) => tenantId));
  return owners.size === 1 && [...owners].every((owner) => typeof owner === 'string');
}

/** Begins with exactly one tenant, and reaches other collections, if at all, the same way. */
function staysWithin(pipeline: readonly object[]): boolean {
  const [first] = pipeline;
  const match: unknown = first && '$match' in first ? first.$match : null;
  const isOfOneTenant =
    typeof match === 'object' && match !== null && 'tenantId' in match && isBound(match.tenantId, false);
  return isOfOneTenant && pipeline.every(reachesOnlyOwn);
}

function reachesOnlyOwn(stage: object): boolean {
  return Object.entries(stage).every(([name, spec]: [string, unknown]) => {
    if (name === '$lookup' || name === '$unionWith') return isOwnJoin(spec);
    if (name === '$facet')
      return Object.values(spec ?? {}).every((inner: object[]) => inner.every(reachesOnlyOwn));
    return !['$graphLookup', '$out', '$merge'].includes(name);
  });
}

function isOwnJoin(spec: unknown): boolean {
  if (typeof spec !== 'object' || spec === null || !('pipeline' in spec)) return false;
  return Array.isArray(spec.pipeline) && staysWithin(spec.pipeline);
}

function isPlatform(tenant: unknown): boolean {
  if (typeof tenant !== 'object' || tenant === null) return false;
  return Object.keys(tenant).length === 1 && '$eq' in tenant && tenant.$eq === null;
}

function isBound(tenant: unknown, withPlatform: boolean): boolean {
  if (typeof tenant === 'string') return true;
  if (typeof tenant !== 'object' || tenant === null) return false;
  const keys = Object.keys(tenant);
  if (keys.length !== 1) return false;
  if ('$eq' in tenant) return typeof tenant.$eq === 'string' || (withPlatform && tenant.$eq === null);
  if (!withPlatform || !('$in' in tenant) || !Array.isArray(tenant.$in)) return false;
  return tenant.$in.length === 2 && tenant.$in[0] === null && typeof tenant.$in[1] === 'string';
}

function refuse(operation: string): never {
  throw new Error(`${operation} without a tenant on a tenant's collection`);
}
