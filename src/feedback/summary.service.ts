import { memberOf, type Viewer } from '../auth/viewer.ts';
import { badInput } from '../errors.ts';
import type { EstimationStore } from '../estimation/estimation.store.ts';
import { between, oneOf } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { scoped, shared } from '../persistence/scoped.ts';
import { ReferenceClass } from '../reference/reference-class.model.ts';
import { Outcome } from './outcome.model.ts';
import type {
  AccuracyMetrics,
  FeedbackSummary,
  ReferenceClassAccuracy,
  SummaryArgs,
} from './summary.types.ts';
import { type Cover, coverOf } from './summary-window.ts';
import type { Tallies } from './tallies.service.ts';
import { added, type CountedCell, monthOf, noSums, type Sums, sumsOf } from './tally.ts';

type Owner = { tenantId: string };

export interface SummaryDependencies {
  database: Database;
  store: EstimationStore;
  tallies: Tallies;
}

/** How well a tenant's estimates hold up: from the counters, and from the rows where a day is not asked for as a whole. */
export class SummaryService {
  readonly #d: SummaryDependencies;

  constructor(dependencies: SummaryDependencies) {
    this.#d = dependencies;
  }

  /** From and to bound when feedback was submitted and when estimates were completed, both included. */
  async summarise(viewer: Viewer, { from = null, to = null }: SummaryArgs): Promise<FeedbackSummary> {
    if (from && to && from > to) throw badInput('from', 'must not be after `to`');
    const owner = memberOf(viewer);
    const cover = coverOf(from, to);
    const revision = await this.#d.tallies.revision(owner);
    const [totalEstimates, reportedOfThose, cells] = await Promise.all([
      this.#d.store.rows(owner).count({ completedAt: between(from ?? new Date(0), to) }),
      this.#completed(owner, revision, cover),
      this.#cells(owner, revision, cover),
    ]);
    const all = cells.map(({ sums }) => sums).reduce(added, noSums);
    return {
      totalEstimates,
      feedbackSubmissions: all.reported,
      feedbackRate: totalEstimates === 0 ? 0 : Math.min(1, reportedOfThose / totalEstimates),
      accuracyMetrics: metricsOf(all),
      byReferenceClass: await this.#byClass(
        owner,
        grouped(cells, (cell) => cell.referenceClassId),
      ),
      trend: grouped(cells, ({ period }) => period.slice(0, 7))
        .filter(([, { counted }]) => counted > 0)
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([month, sums]) => ({
          month,
          count: sums.counted,
          avgCostVariancePct: sums.costVariancePct / sums.counted,
          within20Pct: sums.within20 / sums.counted,
        })),
    };
  }

  /** Of the estimates completed in that time, how many something was reported of. */
  async #completed(owner: Owner, revision: number, { months, days, edges }: Cover): Promise<number> {
    const rows = scoped(this.#d.database, Outcome, owner);
    const [cells, atEdges] = await Promise.all([
      Promise.all([
        ...(months ? [this.#d.tallies.read(owner, 'completedMonth', months, revision)] : []),
        ...days.map((bounds) => this.#d.tallies.read(owner, 'completedDay', bounds, revision)),
      ]),
      Promise.all(edges.map(({ from, to }) => rows.count({ completedAt: between(from, to) }))),
    ]);
    const counted = cells.flat().reduce((sum, { sums }) => sum + sums.reported, 0);
    return atEdges.reduce((sum, count) => sum + count, counted);
  }

  async #cells(owner: Owner, revision: number, { months, days, edges }: Cover): Promise<CountedCell[]> {
    const rows = scoped(this.#d.database, Outcome, owner);
    const [cells, atEdges] = await Promise.all([
      Promise.all([
        ...(months ? [this.#d.tallies.read(owner, 'month', months, revision)] : []),
        ...days.map((bounds) => this.#d.tallies.read(owner, 'day', bounds, revision)),
      ]),
      Promise.all(edges.map(({ from, to }) => rows.find({ at: between(from, to) }))),
    ]);
    const single = atEdges.flat().map((outcome) => ({
      period: monthOf(outcome.at),
      referenceClassId: outcome.referenceClassId,
      sums: sumsOf([outcome]),
    }));
    return [...cells.flat(), ...single];
  }

  async #byClass(
    owner: Owner,
    sumsByClass: readonly (readonly [string, Sums])[],
  ): Promise<ReferenceClassAccuracy[]> {
    const counted = sumsByClass.filter(([, sums]) => sums.counted > 0);
    const ids = counted.map(([id]) => id);
    const classes = await shared(this.#d.database, ReferenceClass, owner).find({ _id: oneOf(ids) });
    const byId = new Map(classes.map((referenceClass) => [referenceClass._id, referenceClass]));
    return counted
      .flatMap(([id, sums]) => {
        const referenceClass = byId.get(id);
        if (!referenceClass) return [];
        const { counted: count, costVariancePct, within20 } = sums;
        return [
          { referenceClass, count, avgVariancePct: costVariancePct / count, within20Pct: within20 / count },
        ];
      })
      .sort(
        (one, other) =>
          other.count - one.count || (one.referenceClass.name < other.referenceClass.name ? -1 : 1),
      );
  }
}

function metricsOf({ counted, ...sums }: Sums): AccuracyMetrics {
  const mean = (sum: number): number | null => (counted === 0 ? null : sum / counted);
  return {
    avgCostVariancePct: mean(sums.costVariancePct),
    avgTimelineVariancePct: mean(sums.weeksVariancePct),
    within20Pct: mean(sums.within20),
    costP50Coverage: mean(sums.withinP50),
    costP80Coverage: mean(sums.withinP80),
  };
}

function grouped(cells: readonly CountedCell[], keyOf: (cell: CountedCell) => string): [string, Sums][] {
  const groups = new Map<string, Sums>();
  for (const cell of cells) groups.set(keyOf(cell), added(groups.get(keyOf(cell)) ?? noSums, cell.sums));
  return [...groups];
}
