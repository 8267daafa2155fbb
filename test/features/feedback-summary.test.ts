import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Rows, type TenantActor, tenant } from '../support/actors.ts';
import { startForCompany } from '../support/company.ts';
import { freshDatabase } from '../support/database.ts';
import {
  type Completed,
  completedEstimate,
  contractorReport,
  customerReport,
  report,
} from '../support/feedback.ts';
import { get, refused } from '../support/graphql.ts';
import type { Started } from '../support/start.ts';

const database = freshDatabase('feedback-summary');
const query = `query ($from: DateTime, $to: DateTime) { feedbackSummary(from: $from, to: $to) {
  totalEstimates feedbackSubmissions feedbackRate
  accuracyMetrics { avgCostVariancePct avgTimelineVariancePct within20Pct costP50Coverage costP80Coverage }
  byReferenceClass { referenceClass { name } count avgVariancePct within20Pct }
  trend { month count avgCostVariancePct within20Pct } } }`;

interface Summary {
  totalEstimates: number;
  feedbackSubmissions: number;
  feedbackRate: number;
  accuracyMetrics: Record<string, number | null>;
  byReferenceClass: { referenceClass: { name: string }; count: number; avgVariancePct: number }[];
  trend: { month: string; count: number; avgCostVariancePct: number }[];
}

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  ({ server, company } = await startForCompany(database.uri));
});
afterAll(() => server.close());

const summaryOf = async ({ token }: { token: string }, variables: Record<string, unknown> = {}) =>
  (await get<{ feedbackSummary: Summary }>(server, query, { token, variables })).feedbackSummary;

async function customerSays(who: TenantActor, { sessionId, estimate }: Completed, ratio: number) {
  const actualCost = Math.round(estimate.costP50 * ratio * 100) / 100;
  const input = { sessionId, actualCost, actualTimelineWeeks: estimate.timelineWeeksP50, accuracyRating: 4 };
  return report(server, customerReport, { input }, who.token);
}

async function contractorSays(who: TenantActor, { sessionId, estimate }: Completed, ratio: number) {
  const actualCost = Math.round(estimate.costP50 * ratio * 100) / 100;
  const actualBreakdown = [{ component: 'all of it', amount: actualCost }];
  const input = { sessionId, actualCost, actualTimelineWeeks: estimate.timelineWeeksP50, actualBreakdown };
  return report(server, contractorReport, { input }, who.token);
}

describe('the summary', () => {
  it('of nothing is nothing: no means, no rate', async () => {
    const none = { avgCostVariancePct: null, avgTimelineVariancePct: null, within20Pct: null };
    expect(await summaryOf(company)).toEqual({
      ...{ totalEstimates: 0, feedbackSubmissions: 0, feedbackRate: 0, byReferenceClass: [], trend: [] },
      accuracyMetrics: { ...none, costP50Coverage: null, costP80Coverage: null },
    });
  });

  it('is true at once, counts an estimation once, and the contractor’s figures before the customer’s', async () => {
    const [one, two] = [await completedEstimate(server, company), await completedEstimate(server, company)];
    await completedEstimate(
      server,
      company,
      'Replace the asphalt shingle roof of our 1800 sq ft house in Fresno',
    );
    await customerSays(company, one, 1.1);
    expect((await summaryOf(company)).accuracyMetrics.avgCostVariancePct).toBeCloseTo(10, 1);
    await contractorSays(company, one, 1.12);
    await customerSays(company, two, 0.7);
    const summary = await summaryOf(company);
    expect(summary).toMatchObject({ totalEstimates: 3, feedbackSubmissions: 2 });
    expect(summary.feedbackRate).toBeCloseTo(2 / 3, 10);
    expect(summary.accuracyMetrics.avgCostVariancePct).toBeCloseTo((12 - 30) / 2, 1);
    expect(summary.accuracyMetrics).toMatchObject({ within20Pct: 0.5, costP50Coverage: 0.5 });
    expect(summary.byReferenceClass).toMatchObject([
      { referenceClass: { name: 'Residential Pool - Midrange' }, count: 2 },
    ]);
    expect(summary.trend).toMatchObject([{ month: new Date().toISOString().slice(0, 7), count: 2 }]);
  });

  it('counts what was just resolved as it was resolved', async () => {
    const other = await tenant(server, 'ENTERPRISE');
    const estimate = await completedEstimate(server, other);
    await customerSays(other, estimate, 1);
    const { id } = await contractorSays(other, estimate, 1.5);
    const mean = async () => (await summaryOf(other)).accuracyMetrics.avgCostVariancePct;
    expect(await mean()).toBeCloseTo(50, 1);
    const resolve = (use: string) =>
      get(
        server,
        `mutation ($id: ID!, $use: FeedbackResolution!) { resolveFeedback(id: $id, use: $use) { id } }`,
        {
          token: other.token,
          variables: { id, use },
        },
      );
    await resolve('CUSTOMER');
    expect(await mean()).toBeCloseTo(0, 1);
    await resolve('NEITHER');
    expect(await summaryOf(other)).toMatchObject({ feedbackSubmissions: 1, trend: [], byReferenceClass: [] });
    await resolve('CONTRACTOR');
    expect(await mean()).toBeCloseTo(50, 1);
  });

  it('is what a full recomputation gives, for any from and to, after many at once', async () => {
    const busy = await tenant(server, 'ENTERPRISE');
    const estimates = await Promise.all(Array.from({ length: 12 }, () => completedEstimate(server, busy)));
    await Promise.all(
      estimates.flatMap((estimate, index) => [
        customerSays(busy, estimate, 0.6 + index * 0.08),
        ...(index % 3 === 0 ? [contractorSays(busy, estimate, 0.65 + index * 0.08)] : []),
      ]),
    );
    const outcomes = await database.db
      .collection<Rows & { at: Date; costVariancePct: number }>('outcomes')
      .find({ tenantId: busy.tenantId })
      .sort({ at: 1 })
      .toArray();
    expect(outcomes).toHaveLength(12);
    const times = outcomes.map(({ at }) => at);
    const windows = [
      [null, null],
      [times[3], times[8]],
      [times[5], null],
      [null, times[2]],
    ] as const;
    for (const [from = null, to = null] of windows) {
      const inside = outcomes.filter(({ at }) => (!from || at >= from) && (!to || at <= to));
      const mean = inside.reduce((sum, { costVariancePct }) => sum + costVariancePct, 0) / inside.length;
      const summary = await summaryOf(busy, { from, to });
      expect(summary.feedbackSubmissions).toBe(inside.length);
      expect(summary.accuracyMetrics.avgCostVariancePct).toBeCloseTo(mean, 8);
    }
  });

  it('reads the rows themselves where a counter is marked, and heals it', async () => {
    const tallies = database.db.collection<Rows>('tallies');
    const before = await summaryOf(company);
    const own = { tenantId: company.tenantId };
    await tallies.updateMany(own, { $set: { sums: { reported: 99 }, isPending: true, pending: ['gone'] } });
    expect(await summaryOf(company)).toEqual(before);
  });

  it('is for standard users, of their own tenant, and of a time that does not end before it begins', async () => {
    await refused(server, query, 'UNAUTHENTICATED');
    const variables = { from: '2026-02-02T00:00:00Z', to: '2026-01-01T00:00:00Z' };
    const { extensions } = await refused(server, query, 'BAD_USER_INPUT', {
      token: company.token,
      variables,
    });
    expect(extensions.fields?.[0]?.path).toBe('from');
  });
});
