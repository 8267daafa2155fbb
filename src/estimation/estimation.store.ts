import type { Member } from '../auth/viewer.ts';
import { dayOf } from '../day.ts';
import { Failure } from '../errors.ts';
import { oneOf } from '../persistence/criteria.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { Gathering } from '../persistence/gathering.ts';
import { newId } from '../persistence/mongo.ts';
import { scoped } from '../persistence/scoped.ts';
import type { Statement, Utterance } from '../reference/project-details.ts';
import { Estimation } from './estimation.model.ts';
import type { EstimateFindings } from './estimator.ts';

/** Two who estimate in one session at the same moment take turns; more than this many in a row is a fault. */
const writeAttempts = 20;

/** What one estimating came to. */
export interface Work {
  description: string;
  /** What was described outright; null: what was before stands. */
  statement: Statement | null;
  /** Everything that the figures rest on, in the order it was said. */
  said: readonly Utterance[];
  /** What a refinement added. */
  additionalInfo: string | null;
  customerEmail: string | null;
  findings: EstimateFindings & Pick<Estimation, 'provenance'>;
}

export interface Kept {
  estimation: Estimation;
  /** It has figures now, and had none before. */
  isNewlyCompleted: boolean;
}

/** Estimations as they are kept: one a session, with a revision for each time it was worked out. */
export class EstimationStore {
  readonly #database: Database;
  readonly #shown = new Gathering<Estimation>(
    (owner, sessionIds) => this.rows(owner).find({ sessionId: oneOf(sessionIds) }),
    ({ sessionId }) => sessionId,
  );

  constructor(database: Database) {
    this.#database = database;
  }

  /** To be shown: whoever asks for it at the same moment gets the same object. */
  async show(owner: { tenantId: string }, sessionId: string): Promise<Readonly<Estimation> | null> {
    const [estimation = null] = await this.#shown.rowsOf(owner, sessionId);
    return estimation;
  }

  findBySession(owner: { tenantId: string }, sessionId: string): Promise<Estimation | null> {
    return this.rows(owner).findOne({ sessionId });
  }

  /**
   * Keeps the session's next revision. What it comes to is worked out anew whenever somebody else was quicker, so that two at once both
   * count, in order. `isNew`: the session was made just now. Fails with CONFLICT once the real outcome has been reported.
   */
  async keep(
    viewer: Member,
    { sessionId, isNew = false }: { sessionId: string; isNew?: boolean },
    workOut: (current: Estimation | null) => Promise<Work>,
  ): Promise<Kept> {
    for (let attempt = 0; attempt < writeAttempts; attempt += 1) {
      const current = isNew && attempt === 0 ? null : await this.findBySession(viewer, sessionId);
      if (current?.status === 'FEEDBACK_SUBMITTED')
        throw new Failure('CONFLICT', 'This estimate is closed: its real outcome has been reported.');
      const work = await workOut(current);
      const estimation = current
        ? await this.#revise(current, work)
        : await this.#first(viewer, sessionId, work);
      if (estimation)
        return {
          estimation,
          isNewlyCompleted: estimation.status === 'COMPLETED' && current?.status !== 'COMPLETED',
        };
    }
    throw new Failure('CONFLICT', 'This estimate is being changed by others; please try again.');
  }

  /** Nothing changes it any more: its real outcome has been reported. */
  async close(owner: { tenantId: string }, _id: string): Promise<void> {
    await this.rows(owner).update({ _id, status: 'COMPLETED' }, { $set: { status: 'FEEDBACK_SUBMITTED' } });
  }

  rows(owner: { tenantId: string }) {
    return scoped(this.#database, Estimation, owner);
  }

  async #first(viewer: Member, sessionId: string, work: Work): Promise<Estimation | null> {
    const { description, statement, said, additionalInfo, customerEmail, findings } = work;
    try {
      return await this.rows(viewer).insert({
        _id: newId(),
        sessionId,
        userId: viewer.kind === 'user' ? viewer.userId : null,
        description,
        statement,
        said,
        customerEmail,
        isWidgetSession: viewer.kind === 'visitor',
        revision: 1,
        history: [revisionOf(1, additionalInfo, findings.estimate)],
        ...(findings.status === 'COMPLETED' && completion(viewer.kind === 'visitor')),
        ...findings,
      } as Omit<Estimation, 'tenantId'>);
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  async #revise(current: Estimation, work: Work): Promise<Estimation | null> {
    const { description, statement, said, additionalInfo, customerEmail, findings } = work;
    const revision = current.revision + 1;
    // What says too little for figures does not take back those that are there.
    const found =
      findings.estimate || !current.estimate
        ? findings
        : { clarifyingQuestions: findings.clarifyingQuestions };
    const change = {
      ...found,
      description,
      said,
      revision,
      ...(statement && { statement }),
      ...(customerEmail && { customerEmail }),
      ...(findings.estimate && !current.estimate && completion(current.isWidgetSession)),
    };
    const entry = revisionOf(revision, additionalInfo, findings.estimate ?? current.estimate);
    return this.rows(current).update(
      // Reported on meanwhile, it is closed.
      { _id: current._id, revision: current.revision, status: current.status },
      { $set: change, $push: { history: entry } },
    );
  }
}

function completion(isWidgetSession: boolean): Pick<Estimation, 'completedAt' | 'widgetDay'> {
  const completedAt = new Date();
  return { completedAt, ...(isWidgetSession && { widgetDay: dayOf(completedAt) }) };
}

function revisionOf(revision: number, additionalInfo: string | null, estimate: Estimation['estimate']) {
  return { revision, additionalInfo, estimate, at: new Date() };
}
