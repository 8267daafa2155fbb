import type { EstimationStore } from '../estimation/estimation.store.ts';
import { changeOrInsert } from '../persistence/change-or-insert.ts';
import { oneOf } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { Feedback } from './feedback.model.ts';
import { Outcome } from './outcome.model.ts';
import { findingOf, isConflict, type Reports, resolutionOf } from './outcome.ts';
import type { Tallies } from './tallies.service.ts';

export interface OutcomesDependencies {
  database: Database;
  store: EstimationStore;
  tallies: Tallies;
  /** Told whenever what a class may learn from has changed. */
  learnt: (owner: { tenantId: string }, referenceClassId: string) => Promise<void>;
}

/** How projects turned out, kept in step with what was reported of them. */
export class Outcomes {
  readonly #d: OutcomesDependencies;

  constructor(dependencies: OutcomesDependencies) {
    this.#d = dependencies;
  }

  /** What both sides reported of an estimation. */
  async reportsOn(owner: { tenantId: string }, estimationId: string): Promise<Reports> {
    const reports = await this.#feedback(owner).find({ estimationId });
    return {
      customer: reports.find(({ type }) => type === 'CUSTOMER') ?? null,
      contractor: reports.find(({ type }) => type === 'CONTRACTOR') ?? null,
    };
  }

  /**
   * Makes everything that follows from the reports on an estimation true: it is closed, conflicts are marked, its outcome counts.
   * Idempotent; begun again after a crash, it goes on.
   */
  async settle(owner: { tenantId: string }, estimationId: string): Promise<void> {
    await this.#d.store.close(owner, estimationId);
    const reports = await this.reportsOn(owner, estimationId);
    await this.#mark(owner, reports);
    const after = findingOf(reports);
    if (!after) return;
    const before = await this.#rows(owner).findOne({ _id: estimationId });
    const write = () => this.#write(owner, estimationId, after);
    await this.#d.tallies.count(owner, estimationId, { before, after }, write);
    await this.#d.learnt(owner, after.referenceClassId);
    // Somebody reported or decided meanwhile: whoever comes last sees all of it.
    if (stateOf(await this.reportsOn(owner, estimationId)) !== stateOf(reports))
      await this.settle(owner, estimationId);
  }

  /** Both reports say the same of each other: whether they conflict, and who was believed where two decided at once. */
  async #mark(owner: { tenantId: string }, reports: Reports): Promise<void> {
    const marks = { isConflicting: isConflict(reports), resolution: resolutionOf(reports) };
    const both = [reports.customer, reports.contractor].filter((report) => report !== null);
    await Promise.all(
      both
        .filter(
          (report) => report.isConflicting !== marks.isConflicting || report.resolution !== marks.resolution,
        )
        // Not over what somebody has decided since they were read.
        .map(({ _id, resolution }) => this.#feedback(owner).update({ _id, resolution }, { $set: marks })),
    );
  }

  async #write(
    owner: { tenantId: string },
    _id: string,
    finding: Omit<Outcome, '_id' | 'tenantId'>,
  ): Promise<void> {
    await changeOrInsert(this.#rows(owner), { _id, ...finding }, { $set: finding });
  }

  /** Marks that nothing more follows from these reports. */
  async markSettled(owner: { tenantId: string }, ids: readonly string[]): Promise<void> {
    const open = await this.#feedback(owner).find({ _id: oneOf(ids), isSettled: false });
    await Promise.all(
      open.map(({ _id }) => this.#feedback(owner).update({ _id }, { $set: { isSettled: true } })),
    );
  }

  #feedback(owner: { tenantId: string }) {
    return scoped(this.#d.database, Feedback, owner);
  }

  #rows(owner: { tenantId: string }) {
    return scoped(this.#d.database, Outcome, owner);
  }
}

const stateOf = ({ customer, contractor }: Reports): string =>
  [customer?._id, contractor?._id, customer?.resolution, contractor?.resolution].join();
