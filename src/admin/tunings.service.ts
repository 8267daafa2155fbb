import type { Viewer } from '../auth/viewer.ts';
import type { Connection } from '../connection.ts';
import { Failure, notFound } from '../errors.ts';
import { Outcome } from '../feedback/outcome.model.ts';
import { not, oneOf } from '../persistence/criteria.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { newestFirst } from '../persistence/newest-first.ts';
import { acrossTenants, platformRows, scoped, shared } from '../persistence/scoped.ts';
import type { LiveClasses } from '../reference/live-classes.ts';
import type { ReferenceClass } from '../reference/reference-class.model.ts';
import { type AuditService, platformLog } from '../tenant/audit.service.ts';
import { platformTuningOf } from './platform-tuning.ts';
import { type TuningFactors, tuningOf } from './tuning.ts';
import type { TuningDecisionName, TuningProposalsArgs, TuningStatusName } from './tuning.types.ts';
import { TuningProposal } from './tuning-proposal.model.ts';

export interface TuningsDependencies {
  database: Database;
  live: LiveClasses;
  audit: AuditService;
  actorOf: (viewer: Viewer) => Promise<string>;
  /** Told of each decision, before it is answered. */
  decided: (owner: Owner, referenceClassId: string) => void;
}

/** A tenant, or the platform (null). */
type Owner = { tenantId: string | null };

/** After a rejection or a reversal, so many further outcomes are waited for. */
const outcomesToAskAgain = 5;

const statusAfter = { APPROVE: 'APPROVED', REJECT: 'REJECTED', REVERT: 'REVERTED' } as const;
const decidedStatuses: readonly TuningStatusName[] = ['APPROVED', 'REJECTED', 'REVERTED'];

/** What outcomes suggest to change about classes, and what was decided about it. */
export class Tunings {
  readonly #d: TuningsDependencies;

  constructor(dependencies: TuningsDependencies) {
    this.#d = dependencies;
  }

  /** The tenant's, or the platform's to operators; newest first. */
  async list(viewer: Viewer, { status, ...page }: TuningProposalsArgs): Promise<Connection<TuningProposal>> {
    return newestFirst(this.#readable(viewer), page, { by: 'createdAt', criteria: status ? { status } : {} });
  }

  /** Open proposals of these classes. */
  open(owner: Owner, referenceClassIds: readonly string[]): Promise<TuningProposal[]> {
    const ofThese = { referenceClassId: oneOf(referenceClassIds), status: 'PROPOSED' };
    return this.#readable(owner).find(ofThese);
  }

  /** What applies to these classes for a tenant, its own before the platform's; without one, the platform's. */
  async applied(
    owner: Owner,
    referenceClassIds: readonly string[],
  ): Promise<ReadonlyMap<string, TuningProposal>> {
    const rows = shared(this.#d.database, TuningProposal, owner);
    const approved = { referenceClassId: oneOf(referenceClassIds), status: 'APPROVED' };
    const found = await rows.find(approved, { sort: { decidedAt: 1 } });
    const byOrigin = [...found.filter(isPlatform), ...found.filter((row) => !isPlatform(row))];
    return new Map(byOrigin.map((tuning) => [tuning.referenceClassId, tuning]));
  }

  /** Applies, rejects, or takes back what was applied. Fails with NOT_FOUND, or CONFLICT where it is not the time for that. */
  async decide(viewer: Viewer, id: string, decision: TuningDecisionName): Promise<TuningProposal> {
    const rows = this.#rows(viewer);
    const current = await rows.findOne({ _id: id });
    if (!current) throw notFound('Tuning proposal');
    const expected = decision === 'REVERT' ? 'APPROVED' : 'PROPOSED';
    const actor = await this.#d.actorOf(viewer);
    // Of two that are approved at once by a crash in between, the earlier one must not come back.
    if (decision === 'REVERT') await this.#supersedeOthers(viewer, current);
    const decided = await rows.update(
      { _id: id, status: expected },
      { $set: { status: statusAfter[decision], decidedBy: actor, decidedAt: new Date() } },
    );
    if (!decided)
      throw new Failure(
        'CONFLICT',
        `This needs a tuning that is ${expected.toLowerCase()}; it no longer is.`,
      );
    if (decision === 'APPROVE') await this.#supersedeOthers(viewer, decided);
    this.#d.decided({ tenantId: viewer.tenantId }, decided.referenceClassId);
    const log = viewer.tenantId === null ? platformLog : { tenantId: viewer.tenantId };
    await this.#d.audit.record(log, {
      ...{ action: 'tuning.decided', actor, target: id },
      details: { decision, referenceClassId: decided.referenceClassId, ...factorsOf(decided) },
    });
    return decided;
  }

  /** Works out anew what a class's outcomes suggest, to the tenant and, for a class of the platform, to operators. */
  async reconsider(owner: { tenantId: string }, referenceClassId: string): Promise<void> {
    const referenceClass = this.#d.live.find(referenceClassId);
    if (!referenceClass) return;
    const own = await scoped(this.#d.database, Outcome, owner).find({ referenceClassId, teaches: true });
    await this.#propose(owner, referenceClassId, tuningOf(own, spreadOf(referenceClass)));
  }

  /** The same for a class of the platform, from all tenants' outcomes. */
  async reconsiderPlatform(referenceClassId: string): Promise<void> {
    const referenceClass = this.#d.live.find(referenceClassId);
    if (!referenceClass || referenceClass.tenantId !== null) return;
    const outcomes = acrossTenants(this.#d.database, Outcome, 'system:tuning');
    const all = await outcomes.find({ referenceClassId, teaches: true });
    await this.#propose(
      { tenantId: null },
      referenceClassId,
      platformTuningOf(all, spreadOf(referenceClass)),
    );
  }

  async #propose(owner: Owner, referenceClassId: string, factors: TuningFactors | null): Promise<void> {
    const rows = this.#rows(owner);
    const open = { referenceClassId, status: 'PROPOSED' };
    if (!factors || !(await this.#isDue(owner, referenceClassId, factors))) {
      await rows.update(open, { $set: { status: 'SUPERSEDED' } });
      return;
    }
    if (await rows.update(open, { $set: factors })) return;
    const undecided = { decidedBy: null, decidedAt: null, createdAt: new Date() };
    try {
      await rows.insert({ _id: newId(), ...open, status: 'PROPOSED', ...factors, ...undecided });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await rows.update(open, { $set: factors });
    }
  }

  /** There is something new since the last decision: one outcome after an approval, five after a refusal. */
  async #isDue(owner: Owner, referenceClassId: string, { basedOnOutcomes }: TuningFactors): Promise<boolean> {
    const [last] = await this.#rows(owner).find(
      { referenceClassId, status: oneOf(decidedStatuses) },
      { sort: { decidedAt: -1 }, limit: 1 },
    );
    if (!last) return true;
    const wanted = last.status === 'APPROVED' ? 1 : outcomesToAskAgain;
    return basedOnOutcomes >= last.basedOnOutcomes + wanted;
  }

  async #supersedeOthers(owner: Owner, { _id, referenceClassId }: TuningProposal): Promise<void> {
    const others = { referenceClassId, status: 'APPROVED', _id: not(_id) };
    while (await this.#rows(owner).update(others, { $set: { status: 'SUPERSEDED' } }));
  }

  #readable({ tenantId }: Owner) {
    return tenantId === null
      ? shared(this.#d.database, TuningProposal, { tenantId })
      : scoped(this.#d.database, TuningProposal, { tenantId });
  }

  #rows({ tenantId }: Owner) {
    return tenantId === null
      ? platformRows(this.#d.database, TuningProposal, { tenantId })
      : scoped(this.#d.database, TuningProposal, { tenantId });
  }
}

export const factorsOf = (tuning: TuningFactors): TuningFactors => ({
  costFactorP50: tuning.costFactorP50,
  costFactorP80: tuning.costFactorP80,
  timelineFactorP50: tuning.timelineFactorP50,
  timelineFactorP80: tuning.timelineFactorP80,
  basedOnOutcomes: tuning.basedOnOutcomes,
});

const isPlatform = ({ tenantId }: Owner): boolean => tenantId === null;

const spreadOf = ({ costDistribution: cost, timelineDistribution: time }: ReferenceClass) => ({ cost, time });
