import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TenantActor } from '../support/actors.ts';
import { startForCompany } from '../support/company.ts';
import { freshDatabase } from '../support/database.ts';
import {
  type Completed,
  completedEstimate,
  contractorReport,
  customerReport,
  linkTo,
  report,
} from '../support/feedback.ts';
import { ask, get, refused } from '../support/graphql.ts';
import type { Started } from '../support/start.ts';

const database = freshDatabase('feedback-teaching');
const resolveMutation = `mutation ($id: ID!, $use: FeedbackResolution!) { resolveFeedback(id: $id, use: $use) { id } }`;
const proposalsQuery =
  '{ tuningProposals(status: PROPOSED) { edges { node { id basedOnOutcomes costFactorP50 } } } }';
const decideMutation =
  'mutation ($id: ID!) { decideTuning(id: $id, decision: APPROVE) { status decidedBy } }';
const summaryQuery = '{ feedbackSummary { feedbackSubmissions byReferenceClass { count } } }';
const logQuery = '{ auditLog(first: 50) { edges { node { action actor target details } } } }';
const feedbackQuery =
  'query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { feedback { type resolution } } }';

interface Proposals {
  tuningProposals: { edges: { node: { id: string; basedOnOutcomes: number; costFactorP50: number } }[] };
}
interface Log {
  auditLog: {
    edges: { node: { action: string; actor: string; target: string; details: Record<string, unknown> } }[];
  };
}

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  ({ server, company } = await startForCompany(database.uri));
});
afterAll(() => server.close());

const figures = ({ sessionId, estimate }: Completed, ratio: number) => ({
  sessionId,
  actualCost: estimate.costP50 * ratio,
  actualTimelineWeeks: estimate.timelineWeeksP50,
});
async function customerSays(ratio: number, more: object = {}, of?: Completed): Promise<Completed> {
  const estimate = of ?? (await completedEstimate(server, company));
  const input = { ...figures(estimate, ratio), accuracyRating: 3, ...more };
  await report(server, customerReport, { input }, company.token);
  return estimate;
}
async function contractorSays(estimate: Completed, ratio: number): Promise<string> {
  const told = figures(estimate, ratio);
  const actualBreakdown = [{ component: 'all of it', amount: told.actualCost }];
  return (await report(server, contractorReport, { input: { ...told, actualBreakdown } }, company.token)).id;
}
const proposals = async () =>
  (await get<Proposals>(server, proposalsQuery, company)).tuningProposals.edges.map(({ node }) => node);
const log = async (action: string) =>
  (await get<Log>(server, logQuery, company)).auditLog.edges
    .map(({ node }) => node)
    .filter((line) => line.action === action);

describe('a class learns', () => {
  it('not from another project than the one that was estimated, nor from what is out of all proportion', async () => {
    for (let count = 0; count < 4; count += 1) await customerSays(1.2);
    await customerSays(1.6, { discrepancyFlags: { scopeCreep: true } });
    await customerSays(1.6, { discrepancyFlags: { marketChanges: true } });
    await customerSays(9);
    expect(await proposals()).toEqual([]);
    const { feedbackSummary } = await get<{ feedbackSummary: object }>(server, summaryQuery, company);
    expect(feedbackSummary).toEqual({ feedbackSubmissions: 7, byReferenceClass: [{ count: 7 }] });
    await customerSays(1.2, { discrepancyFlags: { hiddenCosts: true } });
    expect(await proposals()).toMatchObject([{ basedOnOutcomes: 5 }]);
  });

  it('from two who disagree only once it was decided whose figures count, and not if neither’s do', async () => {
    const estimate = await customerSays(1.2);
    expect(await proposals()).toMatchObject([{ basedOnOutcomes: 6 }]);
    const id = await contractorSays(estimate, 1.34);
    expect(await proposals()).toMatchObject([{ basedOnOutcomes: 5 }]);
    for (const [use, basedOnOutcomes] of [
      ['CONTRACTOR', 6],
      ['NEITHER', 5],
      ['CUSTOMER', 6],
    ] as const) {
      await get(server, resolveMutation, { token: company.token, variables: { id, use } });
      expect(await proposals(), use).toMatchObject([{ basedOnOutcomes }]);
    }
    expect(await log('feedback.resolved')).toMatchObject(
      ['CUSTOMER', 'NEITHER', 'CONTRACTOR'].map((use) => ({
        ...{ actor: company.email, target: id, details: { use } },
      })),
    );
  });

  it('from what an admin approves, which stands in the audit log', async () => {
    const [{ id, costFactorP50 } = { id: '', costFactorP50: 0 }] = await proposals();
    await get(server, decideMutation, { token: company.token, variables: { id } });
    expect(await log('tuning.decided')).toMatchObject([
      { actor: company.email, target: id, details: { decision: 'APPROVE', costFactorP50 } },
    ]);
  });
});

describe('of one estimate', () => {
  it('two links take one answer, and so do a link and a member at once', async () => {
    const { sessionId, ...rest } = await completedEstimate(server, company);
    const links = [await linkTo(server, company, sessionId), await linkTo(server, company, sessionId)];
    const { sessionId: _, ...told } = { ...figures({ sessionId, ...rest }, 1), accuracyRating: 4 };
    const answers = await Promise.all([
      ...links.map(({ token }) => ask(server, customerReport, { variables: { input: { token, ...told } } })),
      ask(server, customerReport, { token: company.token, variables: { input: { sessionId, ...told } } }),
    ]);
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'taken').sort();
    expect(codes).toEqual(['CONFLICT', 'CONFLICT', 'taken']);
    await refused(server, customerReport, 'CONFLICT', {
      variables: { input: { token: links[1]?.token, ...told } },
    });
  });

  it('ten reports of the contractor at once are one', async () => {
    const estimate = await completedEstimate(server, company);
    const told = figures(estimate, 1.1);
    const input = { ...told, actualBreakdown: [{ component: 'labor', amount: told.actualCost }] };
    const asking = { token: company.token, variables: { input } };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask(server, contractorReport, asking)),
    );
    const codes = answers.map(({ errors }) => errors[0]?.extensions.code ?? 'taken').sort();
    expect(codes).toEqual([...Array.from({ length: 9 }, () => 'CONFLICT'), 'taken']);
  });

  it('both reports say the same of who was believed, also where two admins decide at once', async () => {
    for (let round = 0; round < 3; round += 1) {
      const estimate = await customerSays(1);
      const id = await contractorSays(estimate, 1.5);
      const deciding = (use: string) => ({ token: company.token, variables: { id, use } });
      await Promise.all(
        ['CUSTOMER', 'CONTRACTOR', 'NEITHER'].map((use) => ask(server, resolveMutation, deciding(use))),
      );
      const { estimation } = await get<{ estimation: { feedback: { resolution: string }[] } }>(
        server,
        feedbackQuery,
        { token: company.token, variables: { sessionId: estimate.sessionId } },
      );
      expect(new Set(estimation.feedback.map(({ resolution }) => resolution)).size).toBe(1);
    }
  });

  it.each([
    ['a cost beyond all measure', { actualCost: 1e12 }],
    ['a cost below zero', { actualCost: -5 }],
    ['1 000 years', { actualTimelineWeeks: 52_000 }],
    ['half a star', { accuracyRating: 2.5 }],
    ['comments without end', { comments: 'x'.repeat(2_001) }],
    ['an unknown flag', { discrepancyFlags: { badLuck: true } }],
  ])('%s is refused, and nothing is kept', async (_what, wrong) => {
    const estimate = await completedEstimate(server, company);
    const input = { ...figures(estimate, 1), accuracyRating: 3, ...wrong };
    const before = await database.db.collection('feedback').countDocuments();
    await refused(server, customerReport, 'BAD_USER_INPUT', { token: company.token, variables: { input } });
    expect(await database.db.collection('feedback').countDocuments()).toBe(before);
  });
});
