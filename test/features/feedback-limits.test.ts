import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../../src/persistence/mongo.ts';
import { mailsTo, newestMail, type Rows, setTenant, type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import {
  completedEstimate,
  contractorReport,
  customerReport,
  linkTo,
  report,
  requestFeedback,
} from '../support/feedback.ts';
import { ask, type GraphqlError, get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('feedback-limits');
const requestQuery =
  'query ($token: String!) { feedbackRequest(token: $token) { projectName alreadySubmitted } }';
const summaryQuery = '{ feedbackSummary { feedbackSubmissions } }';
const refineMutation =
  'mutation ($input: RefineEstimateInput!) { refineEstimate(input: $input) { status revision } }';
const startMutation =
  'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { sessionId status } }';
const told = { actualCost: 90_000, actualTimelineWeeks: 9 };
const rated = { ...told, accuracyRating: 4 };
const patience = { timeout: 10_000 };

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start(
    { MONGODB_URI: database.uri, SELF_SERVICE_TIERS: 'TRIAL,PRO,ENTERPRISE' },
    { durations: { tenantCacheMs: 1, feedbackRepairMs: 200, jobPollMs: 20 } },
  );
  company = await tenant(server, 'ENTERPRISE');
});
afterAll(() => server.close());

const rows = (name: string) => database.db.collection<Rows>(name);
const statusOf = async (sessionId: string) => (await rows('estimations').findOne({ sessionId }))?.status;
const invite = (owner: TenantActor, sessionId: string, email: string) =>
  ask(server, requestFeedback, { token: owner.token, variables: { sessionId, email } });

describe('requests for feedback', () => {
  it('are 50 a day for a tenant, exactly, when more are made at once', async () => {
    const [busy, calm] = [await tenant(server, 'ENTERPRISE'), await tenant(server, 'ENTERPRISE')];
    const { sessionId } = await completedEstimate(server, busy);
    const answers = await Promise.all(
      Array.from({ length: 55 }, (_, place) => invite(busy, sessionId, `at-once-${place}@example.com`)),
    );
    const errors: GraphqlError[] = answers.flatMap((answer) => answer.errors);
    expect(errors.map(({ extensions }) => [extensions.code, extensions.limit])).toEqual(
      Array.from({ length: 5 }, () => ['RATE_LIMITED', 50]),
    );
    expect(errors[0]?.extensions.retryAfterSeconds).toBeGreaterThan(0);
    const links = { kind: 'feedback', tenantId: busy.tenantId };
    expect(await rows('credentials').countDocuments(links)).toBe(50);
    const other = await completedEstimate(server, calm);
    expect((await invite(calm, other.sessionId, 'calm@example.com')).errors).toEqual([]);
  });

  it('are 3 a day for an address; one more leaves no link, and takes nothing from the tenant’s 50', async () => {
    const owner = await tenant(server, 'ENTERPRISE');
    const { sessionId } = await completedEstimate(server, owner);
    const email = 'asked.often@example.com';
    for (let count = 0; count < 3; count += 1)
      expect((await invite(owner, sessionId, email)).errors).toEqual([]);
    for (let count = 0; count < 5; count += 1) {
      const [error] = (await invite(owner, sessionId, email)).errors;
      expect(error?.extensions).toMatchObject({ code: 'RATE_LIMITED', limit: 3 });
    }
    expect(await rows('credentials').countDocuments({ kind: 'feedback', email })).toBe(3);
    const answers = await Promise.all(
      Array.from({ length: 47 }, (_, place) => invite(owner, sessionId, `other-${place}@example.com`)),
    );
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });
});

describe('a link', () => {
  const isNone = async (token: string) => {
    await refused(server, requestQuery, 'TOKEN_INVALID', { variables: { token } });
    await refused(server, customerReport, 'TOKEN_INVALID', { variables: { input: { token, ...rated } } });
  };

  it('is none where it is cut short, has grown, is empty, or is for something else', async () => {
    const { token } = await linkTo(server, company, (await completedEstimate(server, company)).sessionId);
    for (const wrong of [token.slice(0, -1), `${token}x`, token.toUpperCase(), '', company.apiKey])
      await isNone(wrong);
    expect((await report(server, customerReport, { input: { token, ...rated } })).type).toBe('CUSTOMER');
  });

  it('is none once it has expired', async () => {
    const { sessionId } = await completedEstimate(server, company);
    const { token, email } = await linkTo(server, company, sessionId);
    await rows('credentials').updateOne({ kind: 'feedback', email }, { $set: { expiresAt: new Date(1) } });
    await isNone(token);
    expect(await statusOf(sessionId)).toBe('COMPLETED');
  });

  it('is none while its tenant is deactivated, and good again with it', async () => {
    const owner = await tenant(server, 'ENTERPRISE');
    const { token } = await linkTo(server, owner, (await completedEstimate(server, owner)).sessionId);
    await setTenant(database.db, owner, { status: 'DEACTIVATED' });
    await isNone(token);
    await setTenant(database.db, owner, { status: 'ACTIVE' });
    expect((await report(server, customerReport, { input: { token, ...rated } })).type).toBe('CUSTOMER');
  });

  it('is not to be shown together with a session, nor left out without one', async () => {
    const { sessionId } = await completedEstimate(server, company);
    const { token } = await linkTo(server, company, sessionId);
    for (const input of [{ token, sessionId, ...rated }, rated])
      await refused(server, customerReport, 'BAD_USER_INPUT', { variables: { input } });
    await refused(server, customerReport, 'UNAUTHENTICATED', {
      variables: { input: { sessionId, ...rated } },
    });
    expect(await statusOf(sessionId)).toBe('COMPLETED');
  });
});

it('a draft has nothing to report on, and no link', async () => {
  const { token } = company;
  const variables = { input: { description: 'I would like to have something built some day' } };
  const { startEstimate } = await get<{ startEstimate: { sessionId: string; status: string } }>(
    server,
    startMutation,
    { token, variables },
  );
  expect(startEstimate.status).toBe('DRAFT');
  const { sessionId } = startEstimate;
  const actualBreakdown = [{ component: 'labor', amount: told.actualCost }];
  for (const [mutation, input] of [
    [customerReport, { sessionId, ...rated }],
    [contractorReport, { sessionId, ...told, actualBreakdown }],
  ] as const)
    await refused(server, mutation, 'CONFLICT', { token, variables: { input } });
  const asking = { token, variables: { sessionId, email: 'draft@example.com' } };
  await refused(server, requestFeedback, 'CONFLICT', asking);
  expect(await rows('feedback').countDocuments({ sessionId })).toBe(0);
});

it('a refinement never opens again what was reported on meanwhile', async () => {
  const estimates = await Promise.all(Array.from({ length: 6 }, () => completedEstimate(server, company)));
  const refining = (sessionId: string) => ({
    token: company.token,
    variables: { input: { sessionId, additionalInfo: 'It should be heated.' } },
  });
  await Promise.all(
    estimates.flatMap(({ sessionId }) => [
      ask(server, refineMutation, refining(sessionId)),
      report(server, customerReport, { input: { sessionId, ...rated } }, company.token),
      ask(server, refineMutation, refining(sessionId)),
    ]),
  );
  for (const { sessionId } of estimates) {
    expect(await statusOf(sessionId)).toBe('FEEDBACK_SUBMITTED');
    await refused(server, refineMutation, 'CONFLICT', refining(sessionId));
  }
});

describe('a report whose writer died', () => {
  const submissions = async ({ token }: TenantActor) =>
    (await get<{ feedbackSummary: { feedbackSubmissions: number } }>(server, summaryQuery, { token }))
      .feedbackSummary.feedbackSubmissions;
  const settled = (_id: string) =>
    vi.waitFor(
      async () => expect(await rows('feedback').findOne({ _id })).toMatchObject({ isSettled: true }),
      patience,
    );

  it('closes its estimate, counts, and is thanked for, once, soon afterwards', async () => {
    const owner = await tenant(server, 'ENTERPRISE');
    const [done, left] = [await completedEstimate(server, owner), await completedEstimate(server, owner)];
    const { id } = await report(server, customerReport, {
      input: { token: (await linkTo(server, owner, done.sessionId)).token, ...rated },
    });
    const whole = await rows('feedback').findOne({ _id: id });
    const thanksTo = 'thanked.late@example.com';
    const _id = newId();
    await rows('feedback').insertOne({
      ...{ ...whole, _id, estimationId: left.id, sessionId: left.sessionId, thanksTo },
      ...{ isSettled: false, submittedAt: new Date(Date.now() - 60_000) },
    });
    await settled(_id);
    expect(await statusOf(left.sessionId)).toBe('FEEDBACK_SUBMITTED');
    expect(await rows('outcomes').findOne({ _id: left.id })).toMatchObject({ counts: true, teaches: true });
    expect(await submissions(owner)).toBe(2);
    await rows('feedback').updateOne({ _id }, { $set: { isSettled: false } });
    await settled(_id);
    await newestMail(server, thanksTo, /thank you/);
    expect(await mailsTo(server, thanksTo)).toHaveLength(1);
    expect(await submissions(owner)).toBe(2);
  });

  it('between marking a counter and summing it up leaves the counter true, and it is summed up later', async () => {
    const owner = await tenant(server, 'ENTERPRISE');
    const { sessionId, id } = await completedEstimate(server, owner);
    await report(server, customerReport, { input: { sessionId, ...rated } }, owner.token);
    const { tenantId } = owner;
    const marked = { version: 99, isPending: true, pending: [id], 'sums.reported': 77 };
    const notYet = new Date(Date.now() + 600_000);
    await rows('tallies').updateMany({ tenantId }, { $set: { ...marked, touchedAt: notYet } });
    expect(await submissions(owner)).toBe(1);
    await rows('tallies').updateMany({ tenantId }, { $set: { touchedAt: new Date(1) } });
    await vi.waitFor(
      async () => expect(await rows('tallies').countDocuments({ tenantId, isPending: true })).toBe(0),
      patience,
    );
    const counted = await rows('tallies').find({ tenantId }).toArray();
    expect(counted.map(({ sums }) => (sums as { reported: number }).reported)).toEqual(counted.map(() => 1));
    expect(await submissions(owner)).toBe(1);
  });
});
