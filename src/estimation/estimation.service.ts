import { randomUUID } from 'node:crypto';
import { type Member, memberOf, type Viewer } from '../auth/viewer.ts';
import type { Connection } from '../connection.ts';
import { badInput, notFound } from '../errors.ts';
import { between, type Criteria } from '../persistence/criteria.ts';
import { newestFirst } from '../persistence/newest-first.ts';
import type { Statement, Utterance } from '../reference/project-details.ts';
import type { MeteringService } from '../tenant/metering.service.ts';
import type { ModelChoiceService } from '../tenant/model-choice.service.ts';
import type { Tenant } from '../tenant/tenant.model.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { Completions } from './completions.service.ts';
import type { Estimation } from './estimation.model.ts';
import type { EstimationStore, Work } from './estimation.store.ts';
import type {
  EstimationFilter,
  EstimationsArgs,
  RefineEstimateInput,
  StartEstimateInput,
} from './estimation-input.types.ts';
import type { Estimates } from './estimator.ts';
import type { Narratives } from './narratives.service.ts';
import type { ProjectReader } from './project-reader.service.ts';
import type { VisitorContacts } from './visitor-contacts.ts';

export interface EstimationDependencies {
  store: EstimationStore;
  reader: ProjectReader;
  estimator: Estimates;
  narratives: Narratives;
  completions: Completions;
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

/** What is to be worked out, given what is there already. */
type Wanted = Omit<Work, 'findings' | 'customerEmail'> & {
  region: string | null;
  customerEmail: string | null;
};

/** Estimations: worked out from a description or a conversation, refined, kept, listed. */
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
  estimateSession(viewer: Member, wanted: SessionEstimate): Promise<Estimation> {
    const { sessionId, isNewSession: isNew = false, utterances: said, ...rest } = wanted;
    return this.#estimate(viewer, { sessionId, isNew }, () => ({ ...rest, said, additionalInfo: null }));
  }

  /**
   * Works the estimate out again with something more said. Fails as `estimateSession`, with NOT_FOUND where there is none that the viewer
   * may see, and with CONFLICT once its real outcome has been reported.
   */
  async refine(viewer: Viewer, { sessionId, additionalInfo }: RefineEstimateInput): Promise<Estimation> {
    const member = memberOf(viewer);
    const info = additionalInfo.trim().toWellFormed();
    if (info === '') throw badInput('input.additionalInfo', 'must say something');
    if (!(await this.find(member, sessionId))) throw notFound('Estimate');
    return this.#estimate(member, { sessionId }, (current) => {
      if (!current) throw notFound('Estimate');
      return {
        description: current.description,
        statement: null,
        region: current.statement?.region ?? null,
        said: [...current.said, { text: info }],
        additionalInfo: info,
        customerEmail: null,
      };
    });
  }

  async #estimate(
    viewer: Member,
    session: { sessionId: string; isNew?: boolean },
    wantedOf: (current: Estimation | null) => Wanted,
  ): Promise<Estimation> {
    const tenant = await this.#d.directory.getActive(viewer.tenantId);
    const model = this.#d.models.for(tenant);
    const contact = viewer.kind === 'visitor' ? await this.#d.contacts.contactOf(viewer) : null;
    if (viewer.kind === 'visitor' && tenant.leadCaptureRequired && !contact)
      throw badInput('customerInfo', 'Please leave your contact details first.');
    const refund = await this.#d.metering.charge(viewer, randomUUID());
    const read = this.#d.reader.begin(tenant._id, model);
    try {
      const { estimation, isNewlyCompleted } = await this.#d.store.keep(viewer, session, async (current) => {
        const wanted = wantedOf(current);
        const customerEmail = wanted.customerEmail ?? contact?.email ?? null;
        return { ...wanted, customerEmail, findings: await this.#findings(tenant, wanted, read) };
      });
      if (isNewlyCompleted) await this.#d.completions.tell(estimation);
      this.#d.narratives.begin(tenant, estimation);
      return estimation;
    } catch (error) {
      await refund();
      throw error;
    }
  }

  async #findings(tenant: Tenant, { said, region }: Wanted, read: ReturnType<ProjectReader['begin']>) {
    const { reading, provenance } = await read(said);
    const text = said.map((utterance) => utterance.text).join('\n');
    const request = { tenantId: tenant._id, reading, text, region };
    return { ...(await this.#d.estimator.estimate(request)), provenance };
  }

  /** null: absent, or not the viewer's to see. */
  async find(viewer: Viewer, sessionId: string): Promise<Estimation | null> {
    const member = memberOf(viewer);
    if (member.kind === 'visitor' && member.sessionId !== sessionId) return null;
    return this.#d.store.show(member, sessionId);
  }

  findBySession(owner: { tenantId: string }, sessionId: string): Promise<Estimation | null> {
    return this.#d.store.findBySession(owner, sessionId);
  }

  /** Newest first; cursors stay good while new ones arrive. */
  async list(viewer: Viewer, { filter, ...page }: EstimationsArgs): Promise<Connection<Estimation>> {
    const rows = this.#d.store.rows(memberOf(viewer));
    return newestFirst(rows, page, { by: 'createdAt', criteria: criteriaOf(filter ?? null) });
  }

  /** The session itself, standard users and admins; null to others. */
  customerEmail(viewer: Viewer, estimation: Estimation): string | null {
    const isOwn = viewer.kind === 'visitor' && viewer.sessionId === estimation.sessionId;
    const isStaff = viewer.kind === 'user' && (viewer.role === 'STANDARD' || viewer.role === 'ADMIN');
    return isOwn || isStaff ? estimation.customerEmail : null;
  }
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
