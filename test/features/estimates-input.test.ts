import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { get, refused } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('estimates-input');
const pool = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const startEstimate = 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { revision } }';
const widgetEstimate =
  'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { revision } }';

let server: Started;
let company: TenantActor;

beforeAll(async () => {
  server = await start({ MONGODB_URI: database.uri });
  company = await tenant(server);
});
afterAll(() => server.close());

describe('what an estimate is asked from', () => {
  it.each([
    ['9 characters', { description: 'A pool 9x' }, 'input.description'],
    ['9 characters and blanks', { description: '  A pool 9x    ' }, 'input.description'],
    ['2 001 characters', { description: pool.padEnd(2_001, ' x') }, 'input.description'],
    ['a region of 101 characters', { description: pool, region: 'x'.repeat(101) }, 'input.region'],
  ])('is refused by name with %s', async (_what, input, path) => {
    const before = await database.db.collection('estimations').countDocuments({});
    for (const mutation of [startEstimate, widgetEstimate]) {
      const { token } = mutation === startEstimate ? company : await visitor(server, company);
      const error = await refused(server, mutation, 'BAD_USER_INPUT', { token, variables: { input } });
      expect(error.extensions.fields?.map((field) => field.path)).toEqual([path]);
      expect(error.status).toBe(200);
    }
    expect(await database.db.collection('estimations').countDocuments({})).toBe(before);
  });

  it.each([
    ['10 characters', { description: 'Pool 15x30' }],
    ['2 000 characters', { description: pool.padEnd(2_000, ' x') }],
    ['a region of 100 characters', { description: pool, region: 'x'.repeat(100) }],
    ['words that read like operators', { description: '{"$gt": ""} $where pool 15x30', region: '$ne' }],
  ])('may have %s', async (_what, input) => {
    const { startEstimate: made } = await get<{ startEstimate: { revision: number } }>(
      server,
      startEstimate,
      {
        token: company.token,
        variables: { input },
      },
    );
    expect(made.revision).toBe(1);
  });

  it('is refused where the customer’s address is none', async () => {
    const variables = { input: { description: pool, customerEmail: 'ana' } };
    const error = await refused(server, startEstimate, 'BAD_USER_INPUT', { token: company.token, variables });
    expect([error.status, error.extensions.fields?.[0]?.path]).toEqual([400, 'input.customerEmail']);
  });

  it.each([
    ['nothing but emoji', '🏊🏊🏊🏊🏊🏊🏊🏊🏊🏊'],
    ['one word of 2 000 characters', 'a'.repeat(2_000)],
    ['what is beside the point', 'What is the weather like in Paris today?'],
  ])('of %s stays a draft that asks what it is about', async (_what, description) => {
    const made = await estimate(description);
    expect(made).toMatchObject({ status: 'DRAFT', estimate: null });
    expect(made.clarifyingQuestions[0]).toMatch(/project/i);
  });

  it.each(['0 sq ft', '10 million sq ft'])(
    'of %s is estimated at a usual size, and says so',
    async (size) => {
      const made = await estimate(`A pool of ${size} in San Diego`);
      expect(made.extractedAttributes).toMatchObject({ subcategory: 'pool', size: null });
      const usual = await estimate('A pool in San Diego');
      expect(made.estimate).toEqual(usual.estimate);
      expect(made.assumptions.join()).toMatch(/No measure was given/);
    },
  );
});

async function estimate(description: string): Promise<Estimation> {
  const query = `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) {
    status clarifyingQuestions extractedAttributes assumptions estimate { costP50 costP80 } } }`;
  const customer = await tenant(server);
  const asking = { token: customer.token, variables: { input: { description } } };
  return (await get<{ startEstimate: Estimation }>(server, query, asking)).startEstimate;
}

interface Estimation {
  status: string;
  clarifyingQuestions: string[];
  extractedAttributes: { subcategory: string | null; size: object | null };
  assumptions: string[];
  estimate: { costP50: number; costP80: number } | null;
}
