import type { Durations } from '../durations.ts';
import { Outcome } from '../feedback/outcome.model.ts';
import type { Tallies } from '../feedback/tallies.service.ts';
import { greaterThan } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { acrossTenants } from '../persistence/scoped.ts';
import type { RecurringTask } from '../tenant/job-runner.service.ts';
import type { Tunings } from './tunings.service.ts';

/** Outcomes that are read at once. */
const batch = 1_000;

export interface OutcomeReviewDependencies {
  database: Database;
  durations: Durations;
  tallies: Tallies;
  tunings: Tunings;
}

/** Looks over all outcomes: the counters against the rows, and what each class has to learn, for each tenant and for the platform. */
export class OutcomeReview {
  readonly task: RecurringTask;
  readonly #d: OutcomeReviewDependencies;

  constructor(dependencies: OutcomeReviewDependencies) {
    this.#d = dependencies;
    const everyMs = dependencies.durations.outcomeReviewMs;
    this.task = { name: 'outcomes', everyMs, run: (signal) => this.#review(signal) };
  }

  async #review(signal: AbortSignal): Promise<void> {
    const tenantsByClass = await this.#reported(signal);
    for (const tenantId of new Set([...tenantsByClass.values()].flatMap((ids) => [...ids])))
      await this.#d.tallies.rebuild({ tenantId }, signal);
    for (const [referenceClassId, tenantIds] of tenantsByClass) {
      for (const tenantId of tenantIds) {
        signal.throwIfAborted();
        await this.#d.tunings.reconsider({ tenantId }, referenceClassId);
      }
      await this.#d.tunings.reconsiderPlatform(referenceClassId);
    }
  }

  async #reported(signal: AbortSignal): Promise<Map<string, Set<string>>> {
    const outcomes = acrossTenants(this.#d.database, Outcome, 'system:tuning');
    const tenantsByClass = new Map<string, Set<string>>();
    for (let last = ''; ; ) {
      signal.throwIfAborted();
      const found = await outcomes.find({ _id: greaterThan(last) }, { sort: { _id: 1 }, limit: batch });
      for (const { referenceClassId, tenantId } of found)
        tenantsByClass.set(
          referenceClassId,
          (tenantsByClass.get(referenceClassId) ?? new Set()).add(tenantId),
        );
      const end = found.at(-1);
      if (!end || found.length < batch) return tenantsByClass;
      last = end._id;
    }
  }
}
