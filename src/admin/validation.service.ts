import type { Viewer } from '../auth/viewer.ts';
import { Outcome } from '../feedback/outcome.model.ts';
import type { Tallies } from '../feedback/tallies.service.ts';
import { added, noSums, type Sums, sumsOf } from '../feedback/tally.ts';
import { oneOf } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { acrossTenants, shared } from '../persistence/scoped.ts';
import { ReferenceClass } from '../reference/reference-class.model.ts';
import type { TuningProposal } from './tuning-proposal.model.ts';
import type { Tunings } from './tunings.service.ts';
import type { ClassNeedingTuning, SyntheticValidation } from './validation.types.ts';

/** Beyond this a class is off, in per cent of its P50. */
const tolerated = 25;

export interface ValidationDependencies {
  database: Database;
  tallies: Tallies;
  tunings: Tunings;
}

interface Validated {
  referenceClass: ReferenceClass;
  counted: number;
  variance: number;
}

/** Synthetic classes held against real outcomes: a tenant's, or for operators everybody's. */
export class ValidationService {
  readonly #d: ValidationDependencies;

  constructor(dependencies: ValidationDependencies) {
    this.#d = dependencies;
  }

  async validate(viewer: Viewer): Promise<SyntheticValidation> {
    const classes = await shared(this.#d.database, ReferenceClass, viewer).find({
      isSynthetic: true,
      isArchived: false,
    });
    const ids = classes.map(({ _id }) => _id);
    const [sumsById, applied] = await Promise.all([
      this.#sums(viewer, ids),
      this.#d.tunings.applied(viewer, ids),
    ]);
    const validated = classes.flatMap((referenceClass) => {
      const { counted, costRatios } = sumsById.get(referenceClass._id) ?? noSums;
      if (counted === 0) return [];
      const factor = applied.get(referenceClass._id)?.costFactorP50 ?? 1;
      return [{ referenceClass, counted, variance: (costRatios / counted / factor - 1) * 100 }];
    });
    return {
      syntheticClasses: classes.length,
      validatedByFeedback: validated.length,
      avgVarianceFromReal: meanOf(validated),
      classesNeedingTuning: await this.#needingTuning(viewer, validated),
    };
  }

  async #needingTuning(viewer: Viewer, validated: readonly Validated[]): Promise<ClassNeedingTuning[]> {
    const off = validated.filter(({ variance }) => Math.abs(variance) > tolerated);
    const ids = off.map(({ referenceClass }) => referenceClass._id);
    const open = new Map(
      (await this.#d.tunings.open(viewer, ids)).map((proposal) => [proposal.referenceClassId, proposal]),
    );
    return off
      .sort((one, other) => Math.abs(other.variance) - Math.abs(one.variance))
      .map(({ referenceClass: { _id, name }, variance, counted }) => {
        const proposal = open.get(_id) ?? null;
        return { id: _id, name, variance, proposal, recommendation: adviceOn(variance, counted, proposal) };
      });
  }

  async #sums(viewer: Viewer, ids: readonly string[]): Promise<ReadonlyMap<string, Sums>> {
    const { tenantId } = viewer;
    const cells = tenantId
      ? await this.#d.tallies.read({ tenantId }, 'month', { first: null, last: null })
      : await this.#everybodys(ids);
    const sums = new Map<string, Sums>();
    for (const cell of cells)
      sums.set(cell.referenceClassId, added(sums.get(cell.referenceClassId) ?? noSums, cell.sums));
    return sums;
  }

  async #everybodys(ids: readonly string[]) {
    const outcomes = acrossTenants(this.#d.database, Outcome, 'system:tuning');
    const found = await outcomes.find({ referenceClassId: oneOf(ids), teaches: true });
    return found.map((outcome) => ({
      referenceClassId: outcome.referenceClassId,
      sums: sumsOf([outcome]),
    }));
  }
}

function meanOf(validated: readonly Validated[]): number | null {
  const counted = validated.reduce((sum, one) => sum + one.counted, 0);
  if (counted === 0) return null;
  return validated.reduce((sum, one) => sum + one.variance * one.counted, 0) / counted;
}

function adviceOn(variance: number, counted: number, proposal: TuningProposal | null): string {
  const projects = counted === 1 ? '1 project' : `${counted} projects`;
  const finding = `${projects} came to ${Math.abs(variance).toFixed(0)} % ${variance > 0 ? 'more' : 'less'} than this class says today.`;
  return proposal
    ? `${finding} Approve the proposal to multiply its P50 by ${proposal.costFactorP50.toFixed(2)}.`
    : `${finding} Too little is new to propose a factor: wait for more outcomes, or review the class's figures.`;
}
