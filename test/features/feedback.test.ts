import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { colleague, mailsTo, newestMail, type TenantActor, tenant } from '../support/actors.ts';
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
import { ask, type GraphqlError, get, refused } from '../support/graphql.ts';
import { readMail } from '../support/mail-text.ts';
import type { Started } from '../support/start.ts';

const database = freshDatabase('feedback');
const requestQuery = `query ($token: String!) { feedbackRequest(token: $token) {
  tenantName projectName alreadySubmitted expiresAt branding { primaryColor } estimate { costP50 costP80 } } }`;
const estimationQuery = `query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { status
  feedback { id type needsReview resolution } } }`;
const resolveMutation = `mutation ($id: ID!, $use: FeedbackResolution!) { resolveFeedback(id: $id, use: $use) {
  id needsReview resolution } }`;
const listQuery = `query ($first: Int! = 20, $after: String, $needsReview: Boolean) {
  feedbacks(first: $first, after: $after, needsReview: $needsReview) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id type sessionId needsReview } } } }`;

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  ({ server, company } = await startForCompany(database.uri));
});
afterAll(() => server.close());

const look = async (token: string) =>
  (await get<{ feedbackRequest: Record<string, unknown> }>(server, requestQuery, { variables: { token } }))
    .feedbackRequest;
const stateOf = async (sessionId: string) =>
  (
    await get<{ estimation: { status: string; feedback: { id: string; needsReview: boolean }[] } }>(
      server,
      estimationQuery,
      { token: company.token, variables: { sessionId } },
    )
  ).estimation;
const pathOf = ({ extensions }: GraphqlError) => extensions.fields?.[0]?.path;
const figures = (estimate: Completed, ratio: number) => ({
  actualCost: Math.round(estimate.estimate.costP50 * ratio),
  actualTimelineWeeks: estimate.estimate.timelineWeeksP50,
});

describe('a link to say how it went', () => {
  it('shows what was estimated however often it is opened, takes one answer, and then says that it has', async () => {
    const estimate = await completedEstimate(server, company);
    const { token, email } = await linkTo(server, company, estimate.sessionId);
    const first = await look(token);
    expect(first).toMatchObject({
      projectName: 'Residential Pool - Midrange',
      alreadySubmitted: false,
      estimate: { costP50: estimate.estimate.costP50 },
    });
    expect(await look(token)).toEqual(first);
    const input = { token, ...figures(estimate, 1.3), accuracyRating: 4, comments: 'Fine.' };
    const feedback = await report(server, customerReport, { input });
    expect(feedback).toMatchObject({ type: 'CUSTOMER', needsReview: false, submittedBy: email });
    expect(feedback.varianceCostPct).toBeCloseTo(30, 1);
    expect(await look(token)).toMatchObject({ alreadySubmitted: true });
    await refused(server, customerReport, 'CONFLICT', { variables: { input } });
    expect(await stateOf(estimate.sessionId)).toMatchObject({ status: 'FEEDBACK_SUBMITTED' });
    const thanks = await newestMail(server, email, /thank you/);
    expect(readMail(thanks).text).toContain('Residential Pool - Midrange');
    expect(readMail(await newestMail(server, company.email, /Feedback received/)).text).toContain(
      estimate.sessionId,
    );
  });

  it('takes one of ten that are sent at once', async () => {
    const estimate = await completedEstimate(server, company);
    const { token, email } = await linkTo(server, company, estimate.sessionId);
    const input = { token, ...figures(estimate, 1), accuracyRating: 5 };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => ask(server, customerReport, { variables: { input } })),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code)))).toEqual(
      new Set(['CONFLICT']),
    );
    await newestMail(server, email, /thank you/);
    expect((await mailsTo(server, email)).filter(({ mail }) => /thank you/.test(mail))).toHaveLength(1);
  });

  it('is not used up by an answer that is not accepted', async () => {
    const estimate = await completedEstimate(server, company);
    const { token } = await linkTo(server, company, estimate.sessionId);
    for (const wrong of [
      { actualCost: 0 },
      { actualTimelineWeeks: -1 },
      { accuracyRating: 6 },
      { accuracyRating: 0 },
    ]) {
      const input = { token, ...figures(estimate, 1), accuracyRating: 3, ...wrong };
      expect(pathOf(await refused(server, customerReport, 'BAD_USER_INPUT', { variables: { input } }))).toBe(
        `input.${Object.keys(wrong)[0]}`,
      );
    }
    const input = { token, ...figures(estimate, 1), accuracyRating: 3 };
    expect(await report(server, customerReport, { input })).toMatchObject({ type: 'CUSTOMER' });
  });

  it('is taken for none where it is unknown', async () => {
    await refused(server, requestQuery, 'TOKEN_INVALID', { variables: { token: 'x'.repeat(43) } });
    const input = { token: 'nonsense', actualCost: 5, actualTimelineWeeks: 1, accuracyRating: 3 };
    await refused(server, customerReport, 'TOKEN_INVALID', { variables: { input } });
  });
});

describe('the two sides', () => {
  it('are marked where they differ by more than a tenth, until an admin decides', async () => {
    const estimate = await completedEstimate(server, company);
    const { sessionId } = estimate;
    const { token } = await linkTo(server, company, sessionId);
    await report(server, customerReport, { input: { token, ...figures(estimate, 1), accuracyRating: 3 } });
    const spent = figures(estimate, 1.5);
    const actualBreakdown = [{ component: 'everything', amount: spent.actualCost }];
    const contractor = await report(
      server,
      contractorReport,
      { input: { sessionId, ...spent, actualBreakdown } },
      company.token,
    );
    expect(contractor).toMatchObject({ type: 'CONTRACTOR', needsReview: true });
    expect((await stateOf(sessionId)).feedback.map(({ needsReview }) => needsReview)).toEqual([true, true]);
    const variables = { id: contractor.id, use: 'CUSTOMER' };
    const standard = await colleague(server, database.db, company, 'STANDARD');
    await refused(server, resolveMutation, 'FORBIDDEN', { token: standard.token, variables });
    await get(server, resolveMutation, { token: company.token, variables });
    expect((await stateOf(sessionId)).feedback).toMatchObject([
      { needsReview: false, resolution: 'CUSTOMER' },
      { needsReview: false, resolution: 'CUSTOMER' },
    ]);
  });

  it('need no decision where they agree', async () => {
    const estimate = await completedEstimate(server, company);
    const { sessionId } = estimate;
    const customer = { sessionId, ...figures(estimate, 1), accuracyRating: 3 };
    const { id } = await report(server, customerReport, { input: customer }, company.token);
    const spent = figures(estimate, 1.05);
    const actualBreakdown = [{ component: 'labor', amount: spent.actualCost }];
    await report(
      server,
      contractorReport,
      { input: { sessionId, ...spent, actualBreakdown } },
      company.token,
    );
    await refused(server, resolveMutation, 'CONFLICT', {
      token: company.token,
      variables: { id, use: 'NEITHER' },
    });
  });

  it.each([
    ['nothing', [], 'input.actualBreakdown'],
    ['parts that are not the whole', [{ component: 'labor', amount: 50 }], 'input.actualBreakdown'],
    [
      'a part twice',
      [
        { component: 'labor', amount: 50 },
        { component: ' Labor ', amount: 50 },
      ],
      'input.actualBreakdown.1.component',
    ],
  ])('have no contractor who lists %s', async (_what, actualBreakdown, path) => {
    const { sessionId } = await completedEstimate(server, company);
    const input = { sessionId, actualCost: 100, actualTimelineWeeks: 2, actualBreakdown };
    const asking = { token: company.token, variables: { input } };
    expect(pathOf(await refused(server, contractorReport, 'BAD_USER_INPUT', asking))).toBe(path);
  });
});

it('is listed newest first, in pages, and by whether it wants review', async () => {
  const other = await tenant(server, 'ENTERPRISE');
  const made: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const estimate = await completedEstimate(server, other);
    const input = { sessionId: estimate.sessionId, ...figures(estimate, 1), accuracyRating: 3 };
    made.unshift((await report(server, customerReport, { input }, other.token)).id);
  }
  interface List {
    feedbacks: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      edges: { node: { id: string } }[];
    };
  }
  const page = async (variables: Record<string, unknown>) =>
    (await get<List>(server, listQuery, { token: other.token, variables })).feedbacks;
  const first = await page({ first: 2 });
  const second = await page({ first: 2, after: first.pageInfo.endCursor });
  expect([...first.edges, ...second.edges].map(({ node }) => node.id)).toEqual(made);
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  expect(second.pageInfo.hasNextPage).toBe(false);
  expect((await page({ needsReview: true })).totalCount).toBe(0);
  expect((await page({ needsReview: false })).totalCount).toBe(3);
});
