import { memberOf, type Viewer, type VisitorViewer } from '../auth/viewer.ts';
import type { Connection, PageArgs } from '../connection.ts';
import { dayOf } from '../day.ts';
import { Estimation } from '../estimation/estimation.model.ts';
import { between, type Criteria, oneOf, type ReadOptions } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { newestFirst } from '../persistence/newest-first.ts';
import { scoped } from '../persistence/scoped.ts';
import type { Postman } from '../tenant/postman.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { Contact } from './contact.ts';
import { newLeadMail } from './mails.ts';
import type { Lead } from './prospects.types.ts';
import { type CustomerInfo, StoredWidgetSession } from './widget-session.model.ts';

export interface LeadsDependencies {
  database: Database;
  directory: TenantDirectory;
  postman: Postman;
}

type LeadSession = StoredWidgetSession & { leadAt: Date; customerInfo: CustomerInfo };

/** Visitors who left how they can be reached: kept with their sessions, told to the tenant, listed. */
export class Leads {
  readonly #d: LeadsDependencies;

  constructor(dependencies: LeadsDependencies) {
    this.#d = dependencies;
  }

  /**
   * What was left earlier and is not given now stays, and so does the session's row, for good. The tenant hears of the first contact.
   * null: there is no such session.
   */
  async keep(
    { tenantId, sessionId: _id }: Pick<VisitorViewer, 'tenantId' | 'sessionId'>,
    contact: Contact,
  ): Promise<StoredWidgetSession | null> {
    const rows = this.#sessions({ tenantId });
    const capturedAt = new Date();
    const customerInfo = { ...contact, capturedAt };
    const stored =
      (await rows.update(
        { _id, customerInfo: null },
        { $set: { customerInfo, leadAt: capturedAt, leadDay: dayOf(capturedAt) }, $unset: { purgeAt: 1 } },
      )) ?? (await rows.update({ _id }, { $set: replacing(customerInfo) }));
    if (stored?.customerInfo) await this.#announce(stored, stored.customerInfo);
    return stored;
  }

  /** Newest first, by their first contact. */
  async list(viewer: Viewer, page: PageArgs): Promise<Connection<Lead>> {
    const owner = memberOf(viewer);
    const isOne = { leadAt: between(new Date(0), null) };
    const { edges, ...rest } = await newestFirst(this.#rows(owner), page, { by: 'leadAt', criteria: isOne });
    const sessionIds = edges.map(({ node }) => node._id);
    const found = await scoped(this.#d.database, Estimation, owner).find({ sessionId: oneOf(sessionIds) });
    const estimations = new Map(found.map((estimation) => [estimation.sessionId, estimation]));
    return {
      ...rest,
      edges: edges.map(({ cursor, node: { _id: sessionId, customerInfo, leadAt: createdAt } }) => ({
        cursor,
        node: { sessionId, customerInfo, createdAt, estimation: estimations.get(sessionId) ?? null },
      })),
    };
  }

  /** Posted with every contact, so that a crash in between loses none; the session's id lets it go out once. */
  async #announce(session: StoredWidgetSession, customerInfo: CustomerInfo): Promise<void> {
    const { _id: sessionId, tenantId, pageUrl } = session;
    const { name: tenantName, email: to } = await this.#d.directory.getActive(tenantId);
    const letter = newLeadMail({ tenantName, customerInfo, pageUrl, sessionId });
    await this.#d.postman.post({ id: `lead-${sessionId}`, tenantId, to, purpose: 'lead', letter });
  }

  #rows(owner: { tenantId: string }) {
    const sessions = this.#sessions(owner);
    return {
      count: sessions.count,
      find: async (criteria: Criteria, options?: ReadOptions) =>
        (await sessions.find(criteria, options)).filter(isLead),
    };
  }

  #sessions(owner: { tenantId: string }) {
    return scoped(this.#d.database, StoredWidgetSession, owner);
  }
}

const isLead = (session: StoredWidgetSession): session is LeadSession =>
  session.leadAt !== undefined && session.customerInfo !== null;

/** Field by field: of two contacts that are left at once, neither takes back what only the other has. */
const replacing = (customerInfo: CustomerInfo): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(customerInfo).flatMap(([name, value]) =>
      value === null ? [] : [[`customerInfo.${name}`, value]],
    ),
  );
