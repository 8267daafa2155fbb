import { memberOf, type Viewer } from '../auth/viewer.ts';
import { type Connection, decodeCursor, pageOf } from '../connection.ts';
import { badInput, notFound } from '../errors.ts';
import { type Criteria, containing, greaterThan, not, oneOf } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { acrossTenants, shared } from '../persistence/scoped.ts';
import { platformCatalogue } from './catalogue.ts';
import type { LiveClasses } from './live-classes.ts';
import type { Match } from './match.ts';
import type { ProjectDetails } from './project-details.ts';
import type {
  MatchArgs,
  ReferenceClassesArgs,
  ReferenceClassFilter,
  ReferenceClassMatch,
} from './reference.types.ts';
import { ReferenceClass } from './reference-class.model.ts';

/** Reference classes: the platform's and each tenant's own, listed, found and matched. */
export class ReferenceService {
  readonly #database: Database;
  readonly #live: LiveClasses;

  constructor(database: Database, live: LiveClasses) {
    this.#database = database;
    this.#live = live;
  }

  /** Brings the platform's catalogue into the database (once per class) and every class into the search index. */
  async load(): Promise<void> {
    const classes = acrossTenants(this.#database, ReferenceClass, 'system:catalogue');
    const there = await classes.find({ _id: oneOf(platformCatalogue.map(({ key }) => `rc_${key}`)) });
    const known = new Set(there.map(({ _id }) => _id));
    const missing = platformCatalogue.filter(({ key }) => !known.has(`rc_${key}`));
    await Promise.all(
      missing.map(({ key, ...figures }) =>
        classes.upsert(
          { _id: `rc_${key}` },
          { ...figures, tenantId: null, isArchived: false, feedbackCount: 0 },
        ),
      ),
    );
    await this.#live.load();
  }

  async find(viewer: Viewer, id: string): Promise<ReferenceClass | null> {
    return this.#visible(viewer).findOne({ _id: id });
  }

  /** Fails with NOT_FOUND for one that is neither the platform's nor the owner's. */
  async get(owner: { tenantId: string | null }, id: string): Promise<ReferenceClass> {
    const found = await this.#visible(owner).findOne({ _id: id });
    if (!found) throw notFound('Reference class');
    return found;
  }

  async list(
    viewer: Viewer,
    { first, after, filter }: ReferenceClassesArgs,
  ): Promise<Connection<ReferenceClass>> {
    const criteria = criteriaOf(filter ?? null);
    const search = filter?.search?.trim();
    const groups = [
      ...(search
        ? [['name', 'description', 'keywords'].map((field) => ({ [field]: containing(search) }))]
        : []),
      ...(typeof filter?.isPlatform === 'boolean'
        ? [[{ tenantId: filter.isPlatform ? null : not(null) }]]
        : []),
    ];
    const cursor = after ? decodeCursor(after) : null;
    if (typeof cursor?.[0] === 'number') throw badInput('after', 'is not a cursor of this list');
    const rows = this.#visible(viewer);
    const totalCount = await rows.count(criteria, { anyOf: groups });
    const later = cursor
      ? [[{ name: greaterThan(cursor[0]) }, { name: cursor[0], _id: greaterThan(cursor[1]) }]]
      : [];
    const page = await rows.find(criteria, {
      anyOf: [...groups, ...later],
      sort: { name: 1, _id: 1 },
      limit: first + 1,
    });
    return pageOf(page, { first, after: after ?? null, totalCount }, ({ name, _id }) => [name, _id]);
  }

  /** Ranked candidates as GraphQL shows them. No I/O. */
  rank(viewer: Viewer, { description, region, first }: MatchArgs): ReferenceClassMatch[] {
    const matches = this.match(memberOf(viewer), description, { region: region ?? null, limit: first });
    return matches.flatMap(({ class: { id }, confidence, matchedTerms }) => {
      const referenceClass = this.#live.find(id);
      return referenceClass ? [{ referenceClass, confidence, matchedTerms }] : [];
    });
  }

  /** Best first, among the platform's classes and the tenant's own. No I/O. */
  match(
    owner: { tenantId: string },
    text: string,
    options: { region: string | null; details?: ProjectDetails; limit: number },
  ): Match[] {
    return this.#live.match(text, { ...options, tenantId: owner.tenantId });
  }

  /** The platform's and the owner's that are in use, the owner's first, by name. No I/O. */
  browse(
    owner: { tenantId: string },
    isWanted: (row: ReferenceClass) => boolean,
    limit: number,
  ): ReferenceClass[] {
    return this.#live.of(owner.tenantId).filter(isWanted).sort(ownFirst).slice(0, limit);
  }

  #visible(viewer: { tenantId: string | null }) {
    return shared(this.#database, ReferenceClass, viewer);
  }
}

function ownFirst(one: ReferenceClass, other: ReferenceClass): number {
  const byOwner = Number(one.tenantId === null) - Number(other.tenantId === null);
  return byOwner || (one.name < other.name ? -1 : Number(one.name > other.name));
}

function criteriaOf(filter: ReferenceClassFilter | null): Criteria {
  const { category, subcategory, region, isSynthetic, includeArchived } = filter ?? {};
  return {
    ...(category && { category }),
    ...(subcategory && { subcategory }),
    ...(region && { regions: region }),
    ...(typeof isSynthetic === 'boolean' && { isSynthetic }),
    ...(!includeArchived && { isArchived: not(true) }),
  };
}
