import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Rows, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { completedEstimate, contractorReport, customerReport, report } from '../support/feedback.ts';
import { get } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('feedback-told-once');
const resolveMutation = `mutation ($id: ID!, $use: FeedbackResolution!) {
  resolveFeedback(id: $id, use: $use) { resolution } }`;

let server: Started;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri, SELF_SERVICE_TIERS: 'TRIAL,PRO,ENTERPRISE' });
});
afterAll(() => server.close());

it('a feedback is told of once, also when it is resolved after the outbox has forgotten its mails', async () => {
  const company = await tenant(server, 'ENTERPRISE');
  const { sessionId } = await completedEstimate(server, company);
  const figures = { sessionId, actualTimelineWeeks: 9 };
  const customer = { ...figures, actualCost: 90_000, accuracyRating: 4 };
  await report(server, customerReport, { input: customer }, company.token);
  const actualBreakdown = [{ component: 'all of it', amount: 140_000 }];
  const contractor = { ...figures, actualCost: 140_000, actualBreakdown };
  const { id } = await report(server, contractorReport, { input: contractor }, company.token);
  const outbox = database.db.collection<Rows>('outbox');
  const told = { _id: { $regex: '^feedback:' } };
  expect(await outbox.countDocuments(told)).toBe(2);
  await outbox.deleteMany(told);
  for (const use of ['CUSTOMER', 'CONTRACTOR']) {
    await get(server, resolveMutation, { token: company.token, variables: { id, use } });
    expect(await outbox.countDocuments(told), use).toBe(0);
  }
});
