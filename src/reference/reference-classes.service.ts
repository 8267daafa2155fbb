import type { Viewer } from '../auth/viewer.ts';
import { Failure, notFound } from '../errors.ts';
import { not } from '../persistence/criteria.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { platformRows, scoped, shared } from '../persistence/scoped.ts';
import { type AuditAction, type AuditService, platformLog } from '../tenant/audit.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { Tiers } from '../tenant/tiers.ts';
import { type ClassBatch, unfinished } from './class-batches.ts';
import { overLimit, takePlace } from './class-places.ts';
import type { LiveClasses } from './live-classes.ts';
import { ReferenceClass } from './reference-class.model.ts';
import type { ReferenceClassInput } from './reference-class-input.types.ts';
import { type ClassContent, classContent } from './reference-class-rules.ts';

export interface ReferenceClassesDependencies {
  database: Database;
  directory: TenantDirectory;
  audit: AuditService;
  tiers: Tiers;
  live: LiveClasses;
  /** What the audit log calls who asks. */
  actorOf: (viewer: Viewer) => Promise<string>;
}

/** Whose classes are edited: a tenant's own, or the platform's (null). */
type Owner = Pick<Viewer, 'tenantId'>;

/** Reference classes as their owners write them: an admin the tenant's own, an operator the platform's. */
export class ReferenceClassesService {
  readonly #d: ReferenceClassesDependencies;

  constructor(dependencies: ReferenceClassesDependencies) {
    this.#d = dependencies;
  }

  /** Fails with BAD_USER_INPUT, TIER_LIMIT with `limit`, or CONFLICT where the name is taken. */
  async create(viewer: Viewer, input: ReferenceClassInput): Promise<ReferenceClass> {
    const content = classContent(input);
    return this.#add(viewer, content, await this.#limitOf(viewer), null);
  }

  /** Takes back what is left of classes that were to be added together by a process that died meanwhile. */
  async discardUnfinished(viewer: Viewer): Promise<void> {
    for (const { _id } of await unfinished(this.#rows(viewer))) await this.archive(viewer, _id);
  }

  /** Those of the owner that are in use, and for operators of the catalogue. */
  async namesInUse(viewer: Viewer): Promise<string[]> {
    return (await this.#rows(viewer).find({ isArchived: false })).map(({ name }) => name);
  }

  /** Adds classes that were drawn, not written: all of them, or none. Fails as `create`. */
  async addSynthetic(viewer: Viewer, drawn: readonly ClassContent[]): Promise<ReferenceClass[]> {
    const limit = await this.#limitOf(viewer);
    if (limit !== null && (await this.namesInUse(viewer)).length + drawn.length > limit)
      throw overLimit(limit);
    const added: ReferenceClass[] = [];
    const batch = { id: newId(), size: drawn.length };
    try {
      for (const content of drawn) added.push(await this.#add(viewer, content, limit, batch));
    } catch (error) {
      // Somebody else took a place or a name meanwhile.
      for (const { _id } of added) await this.archive(viewer, _id);
      throw error;
    }
    return added;
  }

  async #add(viewer: Viewer, content: ClassContent, limit: number | null, batch: ClassBatch | null) {
    await this.#assertNameFree(viewer, content.name, null);
    const insert = (place: { slot?: number }) =>
      this.#insert(viewer, content, { ...place, ...(batch && { batch }), isSynthetic: batch !== null });
    const created =
      limit === null
        ? await insert({})
        : await takePlace(this.#rows(viewer), limit, (slot) => insert({ slot }));
    if (!created) throw nameTaken();
    return this.#done(viewer, 'reference_class.created', created);
  }

  /**
   * Takes the place of all that the input names; id, origin and feedback stay.
   * Fails with BAD_USER_INPUT, NOT_FOUND, FORBIDDEN for a class of the platform, or CONFLICT where it is archived or the name is taken.
   */
  async update(viewer: Viewer, id: string, input: ReferenceClassInput): Promise<ReferenceClass> {
    const current = await this.#get(viewer, id);
    if (current.isArchived) throw archived();
    const content = classContent(input);
    await this.#assertNameFree(viewer, content.name, id);
    const changed = await this.#rows(viewer)
      .update({ _id: id, isArchived: not(true) }, { $set: { ...content, nameKey: nameKeyOf(content.name) } })
      .catch(refuseDuplicate);
    if (!changed) throw archived();
    return this.#done(viewer, 'reference_class.changed', changed);
  }

  /** Hides it from matching and frees its name and place; once more changes nothing. Fails with NOT_FOUND, or FORBIDDEN for the platform's. */
  async archive(viewer: Viewer, id: string): Promise<ReferenceClass> {
    const current = await this.#get(viewer, id);
    const changed = await this.#rows(viewer).update(
      { _id: id, isArchived: not(true) },
      { $set: { isArchived: true }, $unset: { nameKey: 1, slot: 1 } },
    );
    if (changed) return this.#done(viewer, 'reference_class.archived', changed);
    return current.isArchived ? current : this.#get(viewer, id);
  }

  /** null: there is none. */
  async #limitOf({ tenantId }: Owner): Promise<number | null> {
    if (tenantId === null) return null;
    // The tier as it is now: a moment ago it may have been a higher one.
    this.#d.directory.forget(tenantId);
    const { tier } = await this.#d.directory.getActive(tenantId);
    return this.#d.tiers[tier].maxCustomReferenceClasses;
  }

  /** null: its place was taken meanwhile. */
  async #insert(
    owner: Owner,
    content: ClassContent,
    rest: { slot?: number; batch?: ClassBatch; isSynthetic: boolean },
  ): Promise<ReferenceClass | null> {
    const now = new Date();
    try {
      return await this.#rows(owner).insert({
        ...{ attributes: {}, validationSource: null, ...content, ...rest },
        ...{ _id: newId(), nameKey: nameKeyOf(content.name) },
        ...{ isArchived: false, feedbackCount: 0, createdAt: now, updatedAt: now },
      });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await this.#assertNameFree(owner, content.name, null);
      return null;
    }
  }

  /** The index has the last word; classes of the catalogue stand outside it until they are changed. */
  async #assertNameFree(owner: Owner, name: string, id: string | null): Promise<void> {
    const key = nameKeyOf(name);
    const rows = this.#rows(owner);
    const [keyed, unkeyed] = await Promise.all([
      rows.findOne({ nameKey: key, _id: not(id) }),
      rows.find({ nameKey: null, isArchived: false, _id: not(id) }),
    ]);
    if (keyed || unkeyed.some((row) => nameKeyOf(row.name) === key)) throw nameTaken();
  }

  async #get(viewer: Viewer, id: string): Promise<ReferenceClass> {
    const found = await shared(this.#d.database, ReferenceClass, viewer).findOne({ _id: id });
    if (!found) throw notFound('Reference class');
    if (found.tenantId !== viewer.tenantId)
      throw new Failure('FORBIDDEN', 'Classes of the platform are not yours to change.');
    return found;
  }

  async #done(viewer: Viewer, action: AuditAction, row: ReferenceClass): Promise<ReferenceClass> {
    this.#d.live.note(row);
    const { tenantId } = viewer;
    const actor = await this.#d.actorOf(viewer);
    const log = tenantId === null ? platformLog : { tenantId };
    await this.#d.audit.record(log, { action, actor, target: row._id, details: { name: row.name } });
    return row;
  }

  #rows(owner: Owner) {
    const rowsOf = owner.tenantId === null ? platformRows<ReferenceClass> : scoped<ReferenceClass>;
    return rowsOf(this.#d.database, ReferenceClass, owner);
  }
}

/** Names that read alike are the same. */
function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ');
}

function refuseDuplicate(error: unknown): never {
  throw isDuplicateKey(error) ? nameTaken() : error;
}

const nameTaken = (): Failure =>
  new Failure('CONFLICT', 'There is a reference class of this name already; archive or rename it first.');
const archived = (): Failure => new Failure('CONFLICT', 'This reference class is archived.');
