import { type Member, memberOf, type Viewer } from '../auth/viewer.ts';
import type { Connection } from '../connection.ts';
import { badInput, Failure, notFound } from '../errors.ts';
import type { Estimation } from '../estimation/estimation.model.ts';
import type { EstimationStore } from '../estimation/estimation.store.ts';
import { oneOf } from '../persistence/criteria.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { Gathering } from '../persistence/gathering.ts';
import { newId } from '../persistence/mongo.ts';
import { newestFirst } from '../persistence/newest-first.ts';
import { scoped } from '../persistence/scoped.ts';
import type { AuditService } from '../tenant/audit.service.ts';
import { breakdownFrom } from './actual-breakdown.ts';
import { Feedback } from './feedback.model.ts';
import type {
  ContractorFeedbackInput,
  CustomerFeedbackInput,
  FeedbackResolutionName,
  FeedbacksArgs,
} from './feedback.types.ts';
import type { FeedbackAftermath } from './feedback-aftermath.service.ts';
import type { FeedbackInvitations } from './feedback-invitations.service.ts';
import { isConflict, type Reports, varianceOf } from './outcome.ts';
import type { Outcomes } from './outcomes.service.ts';
import { quoteOf } from './quote.ts';

export interface FeedbackDependencies {
  database: Database;
  store: EstimationStore;
  invitations: FeedbackInvitations;
  outcomes: Outcomes;
  aftermath: FeedbackAftermath;
  audit: AuditService;
  actorOf: (viewer: Viewer) => Promise<string>;
}

type Report = Omit<
  Feedback,
  | '_id'
  | 'tenantId'
  | 'estimationId'
  | 'sessionId'
  | 'quote'
  | 'varianceCostPct'
  | 'varianceTimelinePct'
  | 'isConflicting'
  | 'resolution'
  | 'submittedAt'
  | 'isSettled'
  | 'isTold'
>;

const noFlags = { scopeCreep: false, hiddenCosts: false, marketChanges: false };
const nothingMore = {
  accuracyRating: null,
  comments: null,
  actualBreakdown: null,
  discrepancyExplanation: null,
};

/** What became of estimated projects: reported by customers and contractors, listed, resolved where they disagree. */
export class FeedbackService {
  readonly #d: FeedbackDependencies;
  readonly #shown = new Gathering<Feedback>(
    (owner, ids) =>
      this.#rows(owner).find({ estimationId: oneOf(ids) }, { sort: { submittedAt: 1, _id: 1 } }),
    ({ estimationId }) => estimationId,
  );

  constructor(dependencies: FeedbackDependencies) {
    this.#d = dependencies;
  }

  /**
   * By magic link, or by a standard user for the tenant's own estimation. Fails with TOKEN_INVALID, NOT_FOUND, CONFLICT where it was
   * submitted already, BAD_USER_INPUT, and FORBIDDEN or UNAUTHENTICATED without a link; whatever is refused leaves the link good.
   */
  async submitCustomer(viewer: Viewer, input: CustomerFeedbackInput): Promise<Feedback> {
    const { token = null, sessionId = null } = input;
    if ((token === null) === (sessionId === null))
      throw badInput('input', 'must have either the token of a link or a sessionId');
    const { estimation, by } =
      token !== null ? await this.#d.invitations.open(token) : await this.#ofOwn(viewer, sessionId ?? '');
    return this.#keep(estimation, {
      type: 'CUSTOMER',
      ...nothingMore,
      ...figuresOf(input),
      accuracyRating: input.accuracyRating,
      comments: input.comments?.trim().toWellFormed() || null,
      submittedBy: by,
      thanksTo: token ? by : estimation.customerEmail,
    });
  }

  /** Fails as `submitCustomer`, and with BAD_USER_INPUT where the parts are not the whole, give or take 1 %. */
  async submitContractor(viewer: Viewer, input: ContractorFeedbackInput): Promise<Feedback> {
    const actualBreakdown = breakdownFrom(input);
    const { estimation, by } = await this.#ofOwn(viewer, input.sessionId);
    return this.#keep(estimation, {
      type: 'CONTRACTOR',
      ...nothingMore,
      ...figuresOf(input),
      actualBreakdown,
      discrepancyExplanation: input.discrepancyExplanation?.trim().toWellFormed() || null,
      submittedBy: by,
      thanksTo: null,
    });
  }

  /** Says whose figures count where the two sides differ. May be decided anew. Fails with NOT_FOUND, CONFLICT where nothing differs. */
  async resolve(viewer: Viewer, id: string, use: FeedbackResolutionName): Promise<Feedback> {
    const member = memberOf(viewer);
    const rows = this.#rows(member);
    const feedback = await rows.findOne({ _id: id });
    if (!feedback) throw notFound('Feedback');
    const { estimationId } = feedback;
    const reports = await this.#d.outcomes.reportsOn(member, estimationId);
    if (!isDisputed(reports))
      throw new Failure('CONFLICT', 'Customer and contractor agree; there is nothing to resolve.');
    for (const report of [reports.customer, reports.contractor])
      if (report) await rows.update({ _id: report._id }, { $set: reopened(report, use) });
    await this.#d.audit.record(member, {
      action: 'feedback.resolved',
      actor: await this.#d.actorOf(viewer),
      target: id,
      details: { use },
    });
    await this.#d.aftermath.follow(member, estimationId);
    return (await rows.findOne({ _id: id })) ?? feedback;
  }

  /** Newest first. `needsReview`: only those that are (not) in conflict. */
  async list(viewer: Viewer, { needsReview, ...page }: FeedbacksArgs): Promise<Connection<Feedback>> {
    const rows = this.#rows(memberOf(viewer));
    const criteria = typeof needsReview === 'boolean' ? { isConflicting: needsReview } : {};
    return newestFirst(rows, page, { by: 'submittedAt', criteria });
  }

  /** Both sides' reports on an estimation, oldest first; null to readers and visitors. */
  async ofEstimation(viewer: Viewer, { _id }: Estimation): Promise<readonly Feedback[] | null> {
    return isStaff(viewer) ? this.#shown.rowsOf(memberOf(viewer), _id) : null;
  }

  async #ofOwn(viewer: Viewer, sessionId: string): Promise<{ estimation: Estimation; by: string }> {
    if (viewer.kind === 'anonymous')
      throw viewer.fault ?? new Failure('UNAUTHENTICATED', 'Please sign in, or use the link of the mail.');
    if (!isStaff(viewer)) throw new Failure('FORBIDDEN', 'You may not do this.');
    const member: Member = memberOf(viewer);
    const estimation = await this.#d.store.findBySession(member, sessionId);
    if (!estimation) throw notFound('Estimate');
    return { estimation, by: await this.#d.actorOf(viewer) };
  }

  async #keep(estimation: Estimation, report: Report): Promise<Feedback> {
    const quote = quoteOf(estimation);
    const { _id: estimationId, sessionId } = estimation;
    try {
      const feedback = await this.#rows(estimation).insert({
        ...{ _id: newId(), estimationId, sessionId, quote, ...report },
        varianceCostPct: varianceOf(report.actualCost, quote.costP50),
        varianceTimelinePct: varianceOf(report.actualTimelineWeeks, quote.weeksP50),
        ...{
          isConflicting: false,
          resolution: null,
          submittedAt: new Date(),
          isSettled: false,
          isTold: false,
        },
      });
      await this.#d.aftermath.follow(estimation, estimationId);
      return (await this.#rows(estimation).findOne({ _id: feedback._id })) ?? feedback;
    } catch (error) {
      if (isDuplicateKey(error)) throw new Failure('CONFLICT', 'This has been submitted already. Thank you!');
      throw error;
    }
  }

  #rows(owner: { tenantId: string }) {
    return scoped(this.#d.database, Feedback, owner);
  }
}

const figuresOf = ({
  actualCost,
  actualTimelineWeeks,
  discrepancyFlags,
}: CustomerFeedbackInput | ContractorFeedbackInput) => ({
  actualCost: Math.round(actualCost * 100) / 100,
  actualTimelineWeeks: Math.round(actualTimelineWeeks * 100) / 100,
  discrepancyFlags: { ...noFlags, ...discrepancyFlags },
});

/** Its outcome has to be counted anew. What was settled has been told to both sides already. */
const reopened = ({ isSettled, isTold }: Feedback, resolution: FeedbackResolutionName) => ({
  ...{ resolution, isSettled: false },
  isTold: isSettled || isTold,
});

/** They differ, or did before somebody decided between them. */
const isDisputed = ({ customer, contractor }: Reports): boolean =>
  isConflict({
    customer: customer && { ...customer, resolution: null },
    contractor: contractor && { ...contractor, resolution: null },
  });

export const isStaff = (viewer: Viewer): boolean =>
  viewer.kind === 'user' && (viewer.role === 'STANDARD' || viewer.role === 'ADMIN');
