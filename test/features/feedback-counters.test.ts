import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomFrom } from '../../src/admin/random.ts';
import { newId } from '../../src/persistence/mongo.ts';
import { platformCatalogue } from '../../src/reference/catalogue.ts';
import { type Rows, type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('feedback-counters');
const query = `query ($from: DateTime, $to: DateTime) { feedbackSummary(from: $from, to: $to) {
  totalEstimates feedbackSubmissions feedbackRate
  accuracyMetrics { avgCostVariancePct avgTimelineVariancePct within20Pct costP50Coverage costP80Coverage }
  byReferenceClass { referenceClass { id } count avgVariancePct within20Pct }
  trend { month count avgCostVariancePct within20Pct } } }`;
const firstDay = Date.UTC(2025, 10, 20);
const day = 86_400_000;
const days = 420;
/** Hundreds of cells are written, also on a machine that is busy with other tests. */
const patience = { timeout: 50_000 };

interface Told {
  at: Date;
  completedAt: Date;
  referenceClassId: string;
  counts: boolean;
  costVariancePct: number;
  weeksVariancePct: number;
  isWithinP50: boolean;
  isWithinP80: boolean;
}
type Window = readonly [from: Date | null, to: Date | null];
interface Shares {
  count: number;
  within20Pct: number;
}
interface Summary {
  totalEstimates: number;
  feedbackSubmissions: number;
  feedbackRate: number;
  accuracyMetrics: Record<string, number | null>;
  byReferenceClass: (Shares & { referenceClass: { id: string }; avgVariancePct: number })[];
  trend: (Shares & { month: string; avgCostVariancePct: number })[];
}

let server: Started;
let company: TenantActor;
let outcomes: Told[];
let completions: Date[];

const random = randomFrom(20_261_129);
/** Now and then the first or the last moment of a day, where a wrong bound would show. */
function moment(): Date {
  const time = Math.floor(firstDay + random() * days * day);
  const midnight = Math.floor(time / day) * day;
  const kind = random();
  return new Date(kind < 0.1 ? midnight : kind < 0.2 ? midnight - 1 : time);
}

function told(): Told {
  const costVariancePct = -40 + random() * 100;
  return {
    ...{ at: moment(), completedAt: moment(), counts: random() > 0.1, costVariancePct },
    referenceClassId: `rc_${platformCatalogue[Math.floor(random() * 5)]?.key}`,
    ...{ weeksVariancePct: -30 + random() * 60, isWithinP50: random() < 0.5, isWithinP80: random() < 0.8 },
  };
}

const rows = (name: string) => database.db.collection<Rows>(name);

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri }, { durations: { outcomeReviewMs: 100, jobPollMs: 20 } });
  company = await tenant(server);
  const { tenantId } = company;
  outcomes = Array.from({ length: 100 }, told);
  completions = [...outcomes.map(({ completedAt }) => completedAt), ...Array.from({ length: 60 }, moment)];
  await rows('outcomes').insertMany(
    outcomes.map((outcome) => ({
      ...{ _id: newId(), tenantId, teaches: false, logCost: 0.1, logTime: 0, ...outcome },
    })),
  );
  await rows('estimations').insertMany(
    completions.map((completedAt) => ({
      ...{ _id: newId(), tenantId, sessionId: newId(), status: 'COMPLETED', revision: 1 },
      ...{ completedAt, createdAt: completedAt, updatedAt: completedAt, isWidgetSession: false },
    })),
  );
});
afterAll(() => server.close());

/** Classes in the order of their ids: the API's own goes by count. */
async function summaryOf([from, to]: Window): Promise<Summary> {
  const asking = { token: company.token, variables: { from, to } };
  const { feedbackSummary } = await get<{ feedbackSummary: Summary }>(server, query, asking);
  const byReferenceClass = feedbackSummary.byReferenceClass.toSorted((one, other) =>
    one.referenceClass.id < other.referenceClass.id ? -1 : 1,
  );
  return { ...feedbackSummary, byReferenceClass };
}

const isNear = ({ costVariancePct }: Told) => Number(Math.abs(costVariancePct) <= 20);

function mean(some: readonly Told[], of: (one: Told) => number) {
  if (some.length === 0) return null;
  return expect.closeTo(some.reduce((sum, one) => sum + of(one), 0) / some.length, 6);
}

/** What a summary says of each class or month, in the order of their names. */
function groups(counted: readonly Told[], keyOf: (one: Told) => string) {
  return [...new Set(counted.map(keyOf))].sort().map((key) => {
    const some = counted.filter((one) => keyOf(one) === key);
    const variance = mean(some, ({ costVariancePct }) => costVariancePct);
    return { key, variance, rest: { count: some.length, within20Pct: mean(some, isNear) } };
  });
}

/** The same as the API's, worked out from every row by itself. */
function expected([from, to]: Window) {
  const isInside = (at: Date) => (!from || at >= from) && (!to || at <= to);
  const reported = outcomes.filter(({ at }) => isInside(at));
  const counted = reported.filter(({ counts }) => counts);
  const totalEstimates = completions.filter(isInside).length;
  const reportedOfThose = outcomes.filter(({ completedAt }) => isInside(completedAt)).length;
  return {
    ...{ totalEstimates, feedbackSubmissions: reported.length },
    feedbackRate: totalEstimates === 0 ? 0 : expect.closeTo(reportedOfThose / totalEstimates, 6),
    accuracyMetrics: {
      avgCostVariancePct: mean(counted, ({ costVariancePct }) => costVariancePct),
      avgTimelineVariancePct: mean(counted, ({ weeksVariancePct }) => weeksVariancePct),
      within20Pct: mean(counted, isNear),
      costP50Coverage: mean(counted, ({ isWithinP50 }) => Number(isWithinP50)),
      costP80Coverage: mean(counted, ({ isWithinP80 }) => Number(isWithinP80)),
    },
    byReferenceClass: groups(counted, ({ referenceClassId }) => referenceClassId).map(
      ({ key: id, variance: avgVariancePct, rest }) => ({ referenceClass: { id }, avgVariancePct, ...rest }),
    ),
    trend: groups(counted, ({ at }) => at.toISOString().slice(0, 7)).map(
      ({ key: month, variance: avgCostVariancePct, rest }) => ({ month, avgCostVariancePct, ...rest }),
    ),
  };
}

/** Until a review that began from now on has ended. */
async function reviewed(): Promise<void> {
  const dueAt = async () => Number((await rows('jobs').findOne({ _id: 'outcomes' }))?.dueAt ?? 0);
  for (let times = 0; times < 2; times += 1) {
    const before = await dueAt();
    await vi.waitFor(async () => expect(await dueAt()).toBeGreaterThan(before), patience);
  }
}

/** Of 100 outcomes over 14 months: everything, whole months and days, single moments, and what random ends cut off. */
function windows(): Window[] {
  const some = outcomes.slice(0, 4).map(({ at }) => at);
  const ends = Array.from({ length: 16 }, () => [moment(), moment()] as const);
  return [
    ...[[null, null] as const, [moment(), null] as const, [null, moment()] as const],
    [new Date(Date.UTC(2026, 0, 1)), new Date(Date.UTC(2026, 3, 1) - 1)],
    ...some.map((at) => [at, at] as const),
    ...ends.map(([one, other]): Window => (one < other ? [one, other] : [other, one])),
  ];
}

describe('the counters of outcomes', patience, () => {
  it('are built from the rows where there are none, and give what the rows give, for any from and to', async () => {
    await reviewed();
    expect(await rows('tallies').countDocuments({ tenantId: company.tenantId })).toBeGreaterThan(200);
    for (const window of windows()) expect(await summaryOf(window), String(window)).toEqual(expected(window));
  });

  it('are put right over night where they say something else, are missing, or count what is gone', async () => {
    const { tenantId } = company;
    await rows('tallies').updateMany(
      { tenantId, kind: 'month', period: { $lt: '2026-06' } },
      { $set: { 'sums.reported': 3, 'sums.counted': 1, 'sums.costVariancePct': 50 } },
    );
    await rows('tallies').deleteMany({ tenantId, kind: 'day', period: { $gte: '2026-06' } });
    const gone = outcomes.splice(10, 15).map(({ at }) => at);
    await rows('outcomes').deleteMany({ tenantId, at: { $in: gone } });
    outcomes = outcomes.filter(({ at }) => !gone.some((time) => time.getTime() === at.getTime()));
    await reviewed();
    for (const window of windows()) expect(await summaryOf(window), String(window)).toEqual(expected(window));
  });
});
