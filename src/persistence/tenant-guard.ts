import type { Aggregate, Query, Schema } from 'mongoose';

/** Jobs of the system that work across tenants. They say so in the command's comment, where a monitor can see it. */
export const systemJobs = ['system:reaper', 'system:catalogue'] as const;
export type SystemJob = (typeof systemJobs)[number];

const queryOperations = [
  'find',
  'findOne',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
  'updateOne',
  'updateMany',
  'replaceOne',
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
    const first = this.pipeline()[0];
    const match = first && '$match' in first ? first.$match : {};
    if (!isBound(match.tenantId, false)) refuse('aggregate');
  });
  schema.pre('estimatedDocumentCount', () => refuse('estimatedDocumentCount'));
  schema.pre('insertMany', () => refuse('insertMany'));
  schema.pre('bulkWrite', () => refuse('bulkWrite'));
  schema.pre('save', function () {
    const owner: unknown = this.get('tenantId');
    if (typeof owner !== 'string' && !(options.readsPlatformRows && owner === null)) refuse('save');
  });
}

function guardQuery(query: Query<unknown, unknown>, operation: string, options: GuardOptions): void {
  if (systemJobs.some((job) => job === query.getOptions().comment)) return;
  const update = query.getUpdate();
  if (update && JSON.stringify(Object.entries(update)).includes('"tenantId"'))
    refuse(`${operation} of tenantId`);
  const reading = operation === 'find' || operation === 'findOne' || operation === 'countDocuments';
  if (!isBound(query.getFilter().tenantId, reading && options.readsPlatformRows === true)) refuse(operation);
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
