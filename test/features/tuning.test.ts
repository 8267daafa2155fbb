import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { startForCompany } from '../support/company.ts';
import { freshDatabase } from '../support/database.ts';
import { completedEstimate, customerReport, report } from '../support/feedback.ts';
import { get, refused } from '../support/graphql.ts';
import type { Started } from '../support/start.ts';

const database = freshDatabase('tuning');
const fields =
  'id status isPlatform costFactorP50 costFactorP80 timelineFactorP50 basedOnOutcomes decidedBy decidedAt referenceClass { id name }';
const proposalsQuery = `query ($status: TuningStatus) { tuningProposals(status: $status) { totalCount edges { node { ${fields} } } } }`;
const decideMutation = `mutation ($id: ID!, $decision: TuningDecision!) { decideTuning(id: $id, decision: $decision) { ${fields} } }`;
const validationQuery = `{ syntheticValidation { syntheticClasses validatedByFeedback avgVarianceFromReal
  classesNeedingTuning { id name variance recommendation proposal { id } } } }`;

interface Proposal {
  id: string;
  status: string;
  costFactorP50: number;
  costFactorP80: number;
  basedOnOutcomes: number;
  referenceClass: { id: string };
}

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  ({ server, company } = await startForCompany(database.uri));
});
afterAll(() => server.close());

interface Listed {
  tuningProposals: { totalCount: number; edges: { node: Proposal }[] };
}
const proposals = async (status?: string) =>
  (
    await get<Listed>(server, proposalsQuery, { token: company.token, variables: { status } })
  ).tuningProposals.edges.map(({ node }) => node);
const decide = async (id: string, decision: string) =>
  (
    await get<{ decideTuning: Proposal }>(server, decideMutation, {
      token: company.token,
      variables: { id, decision },
    })
  ).decideTuning;

/** So many finished pools that came to that much of what was quoted without calibration. */
async function outcomes(count: number, ratio: number): Promise<void> {
  for (let made = 0; made < count; made += 1) {
    const { sessionId, estimate } = await completedEstimate(server, company);
    const calibration = estimate.adjustments.find(({ name }) => name === 'calibration')?.factor ?? 1;
    const actualCost = Math.round((estimate.costP50 / calibration) * ratio);
    const input = {
      sessionId,
      actualCost,
      actualTimelineWeeks: estimate.timelineWeeksP50,
      accuracyRating: 2,
    };
    await report(server, customerReport, { input }, company.token);
  }
}

describe('a tuning', () => {
  it('is proposed from five outcomes on, applied once approved, said in the estimate, and taken back', async () => {
    const before = await completedEstimate(server, company);
    await outcomes(4, 1.4);
    expect(await proposals()).toEqual([]);
    await outcomes(1, 1.4);
    const [proposal] = await proposals('PROPOSED');
    if (!proposal) throw new Error('nothing is proposed');
    // Of five equal outcomes half of their logarithm counts: 5 / (5 + 5).
    expect(proposal.costFactorP50).toBeCloseTo(1.4 ** 0.5, 3);
    expect(proposal).toMatchObject({
      basedOnOutcomes: 5,
      referenceClass: before.matchedReferenceClass.referenceClass,
    });
    const { syntheticValidation } = await get<{
      syntheticValidation: { validatedByFeedback: number; classesNeedingTuning: object[] };
    }>(server, validationQuery, { token: company.token });
    expect(syntheticValidation).toMatchObject({
      validatedByFeedback: 1,
      classesNeedingTuning: [{ id: proposal.referenceClass.id, proposal: { id: proposal.id } }],
    });
    expect((await completedEstimate(server, company)).estimate.costP50).toBe(before.estimate.costP50);
    expect(await decide(proposal.id, 'APPROVE')).toMatchObject({
      status: 'APPROVED',
      decidedBy: company.email,
    });
    const tuned = await completedEstimate(server, company);
    expect(tuned.estimate.costP50 / before.estimate.costP50).toBeCloseTo(proposal.costFactorP50, 4);
    expect(tuned.estimate).toMatchObject({ basedOnOutcomes: 5 });
    expect(tuned.estimate.adjustments.at(-1)).toMatchObject({ name: 'calibration' });
    await refused(server, decideMutation, 'CONFLICT', {
      token: company.token,
      variables: { id: proposal.id, decision: 'APPROVE' },
    });
    await outcomes(1, 1.4);
    const [next] = await proposals('PROPOSED');
    expect(next?.costFactorP50).toBeCloseTo(1.4 ** (6 / 11), 3);
    await decide(next?.id ?? '', 'APPROVE');
    expect((await proposals('SUPERSEDED')).map(({ id }) => id)).toEqual([proposal.id]);
    await decide(next?.id ?? '', 'REVERT');
    expect((await completedEstimate(server, company)).estimate.costP50).toBe(before.estimate.costP50);
    await outcomes(4, 1.4);
    expect(await proposals('PROPOSED')).toEqual([]);
    await outcomes(1, 1.4);
    const [again] = await proposals('PROPOSED');
    expect(await decide(again?.id ?? '', 'REJECT')).toMatchObject({ status: 'REJECTED' });
  });

  it('is another tenant’s to neither see nor decide', async () => {
    const stranger = await tenant(server, 'ENTERPRISE');
    const [any] = await proposals();
    const variables = { id: any?.id, decision: 'REVERT' };
    await refused(server, decideMutation, 'NOT_FOUND', { token: stranger.token, variables });
    const { tuningProposals } = await get<Listed>(server, proposalsQuery, { token: stranger.token });
    expect(tuningProposals.totalCount).toBe(0);
  });
});
