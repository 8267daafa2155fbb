import { randomUUID } from 'node:crypto';
import { type Member, memberOf, type Viewer } from '../auth/viewer.ts';
import { type Connection, decodeTimeCursor, pageOf } from '../connection.ts';
import { badInput, Failure } from '../errors.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { between, type Criteria, lessThan, scoped } from '../persistence/scoped.ts';
import type { Statement, Utterance } from '../reference/project-details.ts';
import type { MeteringService } from '../tenant/metering.service.ts';
import type { ModelChoiceService } from '../tenant/model-choice.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { Estimation } from './estimation.model.ts';
import type { EstimationFilter, EstimationsArgs, StartEstimateInput } from './estimation-input.types.ts';
import type { EstimateFindings, Estimator } from './estimator.ts';
import type { VisitorContacts } from './visitor-contacts.ts';

/** Two who estimate in one session at the same moment take turns; more than this many in a row is a fault. */
const writeAttempts = 20;

export interface EstimationDependencies {
  database: Database;
  estimator: Estimator;
  metering: MeteringService;
  models: ModelChoiceService;
  directory: TenantDirectory;
  contacts: VisitorContacts;
}

export interface SessionEstimate {
  sessionId: string;
  /** Made just now: there is no estimate of it to look for. */
  isNewSession?: boolean;
  description: string;
  utterances: readonly Utterance[];
  region: string | null;
  /** null: the estimate is a conversation's; what was described outright before stands. */
  statement: Statement | null;
  customerEmail: string | null;
}

/** Estimations: worked out from a description or a conversation, kept, listed. */
export class EstimationService {
  readonly #d: EstimationDependencies;

  constructor(dependencies: EstimationDependencies) {
    this.#d = dependencies;
  }

  /** In the visitor's own session, or a new one of the signed-in user's. Fails as `estimateSession`. */
  start(viewer: Viewer, input: StartEstimateInput): Promise<Estimation> {
    const member = memberOf(viewer);
    const description = input.description.trim().toWellFormed();
    if (description.length < 10) throw badInput('input.description', 'must have at least 10 characters');
    const region = input.region?.trim().toWellFormed() || null;
    return this.estimateSession(member, {
      ...(member.kind === 'visitor'
        ? { sessionId: member.sessionId }
        : { sessionId: randomUUID(), isNewSession: true }),
      description,
      utterances: [{ text: description }],
      region,
      statement: { description, region },
      customerEmail: input.customerEmail ?? null,
    });
  }

  /**
   * Works out the session's estimate and keeps it as its first or next revision. Metered; refunded if it cannot be kept.
   * Fails with BAD_USER_INPUT at `customerInfo` where the tenant wants a visitor's contact first, RATE_LIMITED, BYOK_REQUIRED, CONFLICT.
   */
  async estimateSession(viewer: Member, wanted: SessionEstimate): Promise<Estimation> {
    const tenant = await this.#d.directory.getActive(viewer.tenantId);
    this.#d.models.for(tenant);
    const contact = viewer.kind === 'visitor' ? await this.#d.contacts.contactOf(viewer) : null;
    if (viewer.kind === 'visitor' && tenant.leadCaptureRequired && !contact)
      throw badInput('customerInfo', 'Please leave your contact details first.');
    const refund = await this.#d.metering.charge(viewer, randomUUID());
    try {
      const findings = this.#d.estimator.estimate({ ...wanted, tenantId: viewer.tenantId });
      const customerEmail = wanted.customerEmail ?? contact?.email ?? null;
      return await this.#keep(viewer, { ...wanted, customerEmail }, findings);
    } catch (error) {
      await refund();
      throw error;
    }
  }

  /** null: absent, or not the viewer's to see. */
  async find(viewer: Viewer, sessionId: string): Promise<Estimation | null> {
    const member = memberOf(viewer);
    if (member.kind === 'visitor' && member.sessionId !== sessionId) return null;
    return this.findBySession(member, sessionId);
  }

  findBySession(owner: { tenantId: string }, sessionId: string): Promise<Estimation | null> {
    return this.#rows(owner).findOne({ sessionId });
  }

  /** Newest first; cursors stay good while new ones arrive. */
  async list(viewer: Viewer, { first, after, filter }: EstimationsArgs): Promise<Connection<Estimation>> {
    const rows = this.#rows(memberOf(viewer));
    const criteria = criteriaOf(filter ?? null);
    const last = after ? decodeTimeCursor(after) : null;
    const older = last
      ? [[{ createdAt: lessThan(last.at) }, { createdAt: last.at, _id: lessThan(last.id) }]]
      : [];
    const [totalCount, page] = await Promise.all([
      rows.count(criteria),
      rows.find(criteria, { anyOf: older, sort: { createdAt: -1, _id: -1 }, limit: first + 1 }),
    ]);
    return pageOf(page, { first, after: after ?? null, totalCount }, ({ createdAt, _id }) => [
      createdAt.getTime(),
      _id,
    ]);
  }

  /** The session itself, standard users and admins; null to others. */
  customerEmail(viewer: Viewer, estimation: Estimation): string | null {
    const isOwn = viewer.kind === 'visitor' && viewer.sessionId === estimation.sessionId;
    const isStaff = viewer.kind === 'user' && (viewer.role === 'STANDARD' || viewer.role === 'ADMIN');
    return isOwn || isStaff ? estimation.customerEmail : null;
  }

  async #keep(viewer: Member, wanted: SessionEstimate, findings: EstimateFindings): Promise<Estimation> {
    for (let attempt = 0; attempt < writeAttempts; attempt += 1) {
      const isNew = wanted.isNewSession === true && attempt === 0;
      const current = isNew ? null : await this.findBySession(viewer, wanted.sessionId);
      const kept = current
        ? await this.#revise(current, wanted, findings)
        : await this.#first(viewer, wanted, findings);
      if (kept) return kept;
    }
    throw new Failure('CONFLICT', 'This estimate is being changed by others; please try again.');
  }

  async #first(
    viewer: Member,
    wanted: SessionEstimate,
    findings: EstimateFindings,
  ): Promise<Estimation | null> {
    const { sessionId, description, statement, customerEmail } = wanted;
    try {
      return await this.#rows(viewer).insert({
        _id: newId(),
        sessionId,
        userId: viewer.kind === 'user' ? viewer.userId : null,
        description,
        statement,
        customerEmail,
        isWidgetSession: viewer.kind === 'visitor',
        revision: 1,
        history: [revisionOf(1, findings.estimate)],
        ...findings,
      } as Omit<Estimation, 'tenantId'>);
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  async #revise(
    current: Estimation,
    wanted: SessionEstimate,
    findings: EstimateFindings,
  ): Promise<Estimation | null> {
    if (current.status === 'FEEDBACK_SUBMITTED')
      throw new Failure('CONFLICT', 'This estimate is closed: its real outcome has been reported.');
    const revision = current.revision + 1;
    const { description, statement, customerEmail } = wanted;
    // What says too little for figures does not take back those that are there.
    const found =
      findings.estimate || !current.estimate
        ? findings
        : { clarifyingQuestions: findings.clarifyingQuestions };
    const change = {
      ...found,
      description,
      revision,
      ...(statement && { statement }),
      ...(customerEmail && { customerEmail }),
    };
    return this.#rows(current).update(
      { _id: current._id, revision: current.revision },
      { $set: change, $push: { history: revisionOf(revision, findings.estimate ?? current.estimate) } },
    );
  }

  #rows(owner: { tenantId: string }) {
    return scoped(this.#d.database, Estimation, owner);
  }
}

function revisionOf(revision: number, estimate: Estimation['estimate']) {
  return { revision, additionalInfo: null, estimate, at: new Date() };
}

function criteriaOf(filter: EstimationFilter | null): Criteria {
  const { status, category, subcategory, from, to, widgetOnly } = filter ?? {};
  return {
    ...(status && { status }),
    ...(category && { category }),
    ...(subcategory && { subcategory }),
    ...((from || to) && { createdAt: between(from ?? null, to ?? null) }),
    ...(widgetOnly && { isWidgetSession: true }),
  };
}
