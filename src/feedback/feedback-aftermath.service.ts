import type { Durations } from '../durations.ts';
import type { EstimationStore } from '../estimation/estimation.store.ts';
import { lessThan } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { acrossTenants } from '../persistence/scoped.ts';
import type { RecurringTask } from '../tenant/job-runner.service.ts';
import type { Postman } from '../tenant/postman.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { Feedback } from './feedback.model.ts';
import { feedbackThanksMail, feedbackToldMail } from './mails.ts';
import type { Outcomes } from './outcomes.service.ts';
import type { Tallies } from './tallies.service.ts';
import { Tally } from './tally.model.ts';

export interface FeedbackAftermathDependencies {
  database: Database;
  durations: Durations;
  store: EstimationStore;
  outcomes: Outcomes;
  tallies: Tallies;
  directory: TenantDirectory;
  postman: Postman;
}

/** What follows from a report: the estimate is closed, the outcome counted, both sides get a mail. Also after a crash. */
export class FeedbackAftermath {
  readonly task: RecurringTask;
  readonly #d: FeedbackAftermathDependencies;

  constructor(dependencies: FeedbackAftermathDependencies) {
    this.#d = dependencies;
    const everyMs = dependencies.durations.feedbackRepairMs;
    this.task = { name: 'feedback', everyMs, run: (signal) => this.#repair(signal) };
  }

  /** Idempotent: each mail goes once, the outcome counts once. */
  async follow(owner: { tenantId: string }, estimationId: string): Promise<void> {
    const { tenantId } = owner;
    await this.#d.outcomes.settle({ tenantId }, estimationId);
    const { customer, contractor } = await this.#d.outcomes.reportsOn({ tenantId }, estimationId);
    const reports = [customer, contractor].filter((report) => report !== null);
    for (const report of reports) if (!report.isSettled && !report.isTold) await this.#mail(report);
    const settled = reports.map(({ _id }) => _id);
    await this.#d.outcomes.markSettled({ tenantId }, settled);
  }

  async #repair(signal: AbortSignal): Promise<void> {
    const { database, durations } = this.#d;
    const earlier = lessThan(new Date(Date.now() - durations.feedbackRepairMs));
    const open = await acrossTenants(database, Feedback, 'system:feedback').find(
      { isSettled: false, submittedAt: earlier },
      { sort: { submittedAt: 1 }, limit: 500 },
    );
    for (const { tenantId, estimationId } of open) {
      signal.throwIfAborted();
      await this.follow({ tenantId }, estimationId);
    }
    const marked = await acrossTenants(database, Tally, 'system:feedback').find(
      { isPending: true, touchedAt: earlier },
      { sort: { touchedAt: 1 }, limit: 500 },
    );
    for (const tally of marked) {
      signal.throwIfAborted();
      await this.#d.tallies.sumUp(tally, tally, tally.pending);
    }
  }

  async #mail(report: Feedback): Promise<void> {
    const { _id, tenantId, sessionId, thanksTo } = report;
    const [tenant, estimation] = await Promise.all([
      this.#d.directory.find(tenantId),
      this.#d.store.findBySession({ tenantId }, sessionId),
    ]);
    if (tenant?.status !== 'ACTIVE' || !estimation) return;
    const projectName = estimation.matchedReferenceClass?.referenceClass.name ?? 'a project';
    const told = { ...report, projectName, currency: estimation.estimate?.currency ?? 'USD' };
    await this.#d.postman.post({
      ...{ id: `feedback:${_id}:tenant`, tenantId, to: tenant.email, purpose: 'feedbackTold' },
      letter: feedbackToldMail(tenant.name, told),
    });
    if (!thanksTo) return;
    await this.#d.postman.post({
      ...{ id: `feedback:${_id}:customer`, tenantId, to: thanksTo, purpose: 'feedbackThanks' },
      letter: feedbackThanksMail(tenant, told),
    });
  }
}
