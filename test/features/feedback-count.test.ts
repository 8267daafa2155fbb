import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TenantActor, tenant } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { completedEstimate, contractorReport, customerReport, report } from '../support/feedback.ts';
import { get } from '../support/graphql.ts';
import { operator } from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('feedback-count');
const query = '{ referenceClasses(first: 50) { edges { node { id feedbackCount } } } }';

interface Listed {
  referenceClasses: { edges: { node: { id: string; feedbackCount: number } }[] };
}

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri, SELF_SERVICE_TIERS: 'TRIAL,PRO,ENTERPRISE' });
  company = await tenant(server, 'ENTERPRISE');
});
afterAll(() => server.close());

/** Of the classes that have any. */
async function countsFor({ token }: { token: string }): Promise<Record<string, number>> {
  const { referenceClasses } = await get<Listed>(server, query, { token });
  const counted = referenceClasses.edges.filter(({ node }) => node.feedbackCount > 0);
  return Object.fromEntries(counted.map(({ node }) => [node.id, node.feedbackCount]));
}

it('a class counts the tenant’s own reported projects, each once, whoever reported', async () => {
  expect(await countsFor(company)).toEqual({});
  const [one, two] = [await completedEstimate(server, company), await completedEstimate(server, company)];
  const classId = one.matchedReferenceClass.referenceClass.id;
  for (const { sessionId } of [one, two]) {
    const input = { sessionId, actualCost: 90_000, actualTimelineWeeks: 9, accuracyRating: 4 };
    await report(server, customerReport, { input }, company.token);
  }
  expect(await countsFor(company)).toEqual({ [classId]: 2 });
  const actualBreakdown = [{ component: 'all of it', amount: 90_000 }];
  const input = { sessionId: one.sessionId, actualCost: 90_000, actualTimelineWeeks: 9, actualBreakdown };
  await report(server, contractorReport, { input }, company.token);
  expect(await countsFor(company)).toEqual({ [classId]: 2 });
  expect(await countsFor(await tenant(server, 'ENTERPRISE'))).toEqual({});
  expect(await countsFor(await operator(server, database.db))).toEqual({});
});
