import { type GuardOptions, platformWork, systemJobs } from '../../src/persistence/tenant-guard.ts';

export type Command = Record<string, unknown>;

/** A command as the driver sends it. */
export interface Sent {
  name: string;
  collection: string;
  command: Command;
}

/** How a collection is guarded; null: its rows do not belong to tenants. */
export type GuardOf = (collection: string) => GuardOptions | null;

/** They carry no filter: what they continue was looked at when it began, and indexes hold no rows. */
const withoutFilter = new Set(['getMore', 'killCursors', 'createIndexes', 'create']);

/** Of reference classes that belong to nobody but the platform. */
export const platform = 'the platform';

/** What is wrong with a command; null where it is bound to one tenant, or to none because its collection is global. */
export function faultOf(sent: Sent, guardOf: GuardOf): string | null {
  const { name, collection, command } = sent;
  if (name === 'bulkWrite' || name === 'explain') return 'a command that hides others';
  const guard = guardOf(collection);
  const pipeline = name === 'aggregate' ? (command.pipeline as Command[]) : [];
  if (systemJobs.some((job) => job === command.comment)) return null;
  const strayed = pipeline.map((stage) => joinFault(stage, guard !== null, guardOf)).find(Boolean);
  if (strayed) return strayed;
  if (!guard || withoutFilter.has(name)) return null;
  const parts = partsOf(sent);
  if (!parts) return 'a command of a kind that is not known here';
  if (command.comment === platformWork) return platformFault(sent, parts, guard);
  const isReading = name === 'find' || name === 'aggregate';
  const sharesPlatform = isReading && guard.readsPlatformRows === true;
  if (!parts.every((part) => ownerOf(part.tenantId, sharesPlatform))) return 'no tenant equality';
  return changesOf(sent).some(namesTenant) ? 'a row’s tenant among what changes' : null;
}

/** What operators write is the platform's, in a collection that it shares, and stays so. */
function platformFault(sent: Sent, parts: readonly Command[], guard: GuardOptions): string | null {
  const isPlatforms = parts.every((part) => ownerOf(part.tenantId, true) === platform);
  if (!isPlatforms || !guard.readsPlatformRows) return 'an operator’s work beyond the platform’s rows';
  return changesOf(sent).some(namesTenant) ? 'a row’s tenant among what changes' : null;
}

/** The tenant that a part of a command is bound to, or the platform; null: it is not bound to exactly one. */
export function ownerOf(tenantId: unknown, sharesPlatform: boolean): string | null {
  if (typeof tenantId === 'string') return tenantId;
  if (typeof tenantId !== 'object' || tenantId === null) return null;
  const { $eq, $in, ...rest } = tenantId as Command;
  if (Object.keys(rest).length > 0 || ($eq !== undefined && $in !== undefined)) return null;
  if (typeof $eq === 'string') return $eq;
  if (!sharesPlatform) return null;
  if ($eq === null) return platform;
  if (!Array.isArray($in) || $in.length !== 2 || $in[0] !== null) return null;
  return typeof $in[1] === 'string' ? $in[1] : null;
}

/** The filters or documents that a command applies to its collection, each of which must name the tenant. */
export function partsOf({ name, command }: Sent): Command[] | null {
  const lists: Record<string, () => unknown> = {
    insert: () => command.documents,
    update: () => (command.updates as Command[]).map(({ q }) => q),
    delete: () => (command.deletes as Command[]).map(({ q }) => q),
    aggregate: () => [(command.pipeline as Command[])[0]?.$match ?? {}],
    find: () => [command.filter ?? {}],
    findAndModify: () => [command.query ?? {}],
  };
  return (lists[name]?.() as Command[] | undefined) ?? null;
}

/** What a command sets in the rows that it finds. */
function changesOf({ name, command }: Sent): unknown[] {
  if (name === 'update') return (command.updates as Command[]).map(({ u }) => u);
  return name === 'findAndModify' ? [command.update] : [];
}

/** A replacement and a pipeline could leave the tenant out or compute another. */
function namesTenant(change: unknown): boolean {
  if (change === undefined) return false;
  if (Array.isArray(change)) return true;
  return Object.entries(change as Command).some(
    ([operator, fields]) =>
      !operator.startsWith('$') ||
      'tenantId' in (fields as Command) ||
      (operator === '$rename' && Object.values(fields as Command).includes('tenantId')),
  );
}

/** How a stage would bring rows of more than one tenant together, or carry them elsewhere. */
function joinFault(stage: Command, isOfTenants: boolean, guardOf: GuardOf): string | null {
  for (const [name, spec] of Object.entries(stage)) {
    if (name === '$out' || name === '$merge') {
      if (isOfTenants || guardOf(targetOf(spec))) return `${name} of tenants’ rows`;
    } else if (name === '$facet') {
      const inner = Object.values(spec as Record<string, Command[]>).flat();
      const fault = inner.map((below) => joinFault(below, isOfTenants, guardOf)).find(Boolean);
      if (fault) return fault;
    } else if (name === '$lookup' || name === '$unionWith' || name === '$graphLookup') {
      const fault = lookupFault(name, spec, guardOf);
      if (fault) return fault;
    }
  }
  return null;
}

function lookupFault(name: string, spec: unknown, guardOf: GuardOf): string | null {
  const { pipeline = [] } = (typeof spec === 'string' ? {} : spec) as { pipeline?: Command[] };
  const isGuarded = guardOf(targetOf(spec)) !== null;
  const first = pipeline[0]?.$match as Command | undefined;
  if (isGuarded && !ownerOf(first?.tenantId, false)) return `${name} without a tenant equality`;
  return pipeline.map((stage) => joinFault(stage, isGuarded, guardOf)).find(Boolean) ?? null;
}

function targetOf(spec: unknown): string {
  if (typeof spec === 'string') return spec;
  const { from, coll, into } = spec as Command;
  return targetName(from ?? coll ?? into);
}

function targetName(target: unknown): string {
  if (typeof target === 'object' && target !== null && 'coll' in target) return String(target.coll);
  return String(target);
}

/** A command with its values replaced by what they are: keys and operators tell where it went wrong. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 3).map(shapeOf);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value !== 'object') return typeof value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value.constructor.name;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, shapeOf(below)]));
}
