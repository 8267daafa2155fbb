import { Conversation } from '../chat/conversation.model.ts';
import { Message } from '../chat/message.model.ts';
import type { Durations } from '../durations.ts';
import { Estimation } from '../estimation/estimation.model.ts';
import { lessThan } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { acrossTenants, scoped } from '../persistence/scoped.ts';
import type { RecurringTask } from '../tenant/job-runner.service.ts';
import { StoredWidgetSession } from './widget-session.model.ts';

const batch = 100;

export interface RetentionDependencies {
  database: Database;
  durations: Durations;
}

/** Sees to widget sessions that have ended: what was said stays only where something came of it. */
export class RetentionService {
  readonly task: RecurringTask;
  readonly #d: RetentionDependencies;

  constructor(dependencies: RetentionDependencies) {
    this.#d = dependencies;
    const everyMs = dependencies.durations.retentionEveryMs;
    this.task = { name: 'retention', everyMs, run: (signal) => this.#review(signal) };
  }

  async #review(signal: AbortSignal): Promise<void> {
    const sessions = acrossTenants(this.#d.database, StoredWidgetSession, 'system:retention');
    for (;;) {
      const ended = { reviewAt: lessThan(new Date(Date.now() - this.#d.durations.retentionDelayMs)) };
      const found = await sessions.find(ended, { sort: { reviewAt: 1 }, limit: batch });
      for (const session of found) {
        signal.throwIfAborted();
        await this.#seeTo(session);
      }
      if (found.length < batch) return;
    }
  }

  /** Idempotent: the mark that it has been seen to comes last. */
  async #seeTo(session: StoredWidgetSession): Promise<void> {
    const { _id: sessionId, customerInfo, expiresAt } = session;
    const isLead = customerInfo !== null;
    if (!isLead && !(await this.#hasEstimation(session))) await this.#empty(session);
    const purgeAt = new Date(expiresAt.getTime() + this.#d.durations.widgetSessionRetentionMs);
    const fate = isLead
      ? { $unset: { reviewAt: 1, purgeAt: 1 } }
      : { $set: { purgeAt }, $unset: { reviewAt: 1 } };
    await scoped(this.#d.database, StoredWidgetSession, session).update({ _id: sessionId }, fate);
  }

  async #hasEstimation({ tenantId, _id: sessionId }: StoredWidgetSession): Promise<boolean> {
    return (await scoped(this.#d.database, Estimation, { tenantId }).count({ sessionId })) > 0;
  }

  async #empty({ tenantId, _id: sessionId }: StoredWidgetSession): Promise<void> {
    await scoped(this.#d.database, Message, { tenantId }).removeAll({ sessionId });
    await scoped(this.#d.database, Conversation, { tenantId }).remove({ _id: sessionId });
  }
}
