import { type Row, timeRows } from './figures.ts';
import { inRounds, ROUNDS, timesOf } from './load.ts';
import { ask, demoAccount, type Server, withServer } from './server.ts';
import { withTemporaryFolder } from './temporary.ts';

/** With the warm-up below the 1 000 metered operations that the demo tenant has in an hour. */
const ESTIMATES_PER_ROUND = 250;
const QUERIES_PER_ROUND = 200;
const WARM_UP = 50;

const descriptions = [
  'I want to install a 15x30 pool with spa in my backyard in San Diego',
  'Remodel of a 150 square foot kitchen with quartz counters in Los Angeles',
  'New asphalt shingle roof of 2000 square feet on a two-storey house',
  'A detached one bedroom ADU of 600 square feet with its own kitchen',
  'Hardwood flooring in the living room and two bedrooms, 900 square feet',
  'Bathroom remodel with a walk-in shower and new tiles, 60 square feet',
];

const startMutation = `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) {
  sessionId status confidence assumptions risks { description costImpactLow costImpactHigh } narrative
  estimate { costP50 costP80 costP95 timelineWeeksP50 timelineWeeksP80 costBreakdown { component amount share } adjustments { name factor reason } }
  matchedReferenceClass { confidence referenceClass { name } }
} }`;

const matchQuery = `query ($description: String!) { matchReferenceClasses(description: $description) {
  confidence matchedTerms referenceClass { id name category subcategory }
} }`;

const pageQuery = `query ($first: Int!) { estimations(first: $first) {
  totalCount pageInfo { hasNextPage endCursor }
  edges { node { id sessionId status description confidence createdAt revision estimate { costP50 costP80 currency }
    matchedReferenceClass { referenceClass { name } } } }
} }`;

/** The answers that need no model, over HTTP, as the demo tenant's admin. */
export function benchEstimates(): Promise<Row[]> {
  return withTemporaryFolder((dataDir) =>
    withServer(dataDir, { LLM: 'scripted' }, async (server) => {
      const token = await logIn(server, dataDir);
      return [
        ...(await startRows(server, token)),
        ...(await matchRows(server, token)),
        ...(await pageRows(server, token)),
      ];
    }),
  );
}

async function logIn(server: Server, dataDir: string): Promise<string> {
  const { email, password } = await demoAccount(dataDir);
  const { login } = await ask<{ login: { accessToken: string } }>(
    server,
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { email, password } },
  );
  return login.accessToken;
}

async function startRows(server: Server, token: string): Promise<Row[]> {
  const start = async (n: number) => {
    const input = { description: describe(n) };
    const { startEstimate } = await ask<{ startEstimate: { estimate: object | null } }>(
      server,
      startMutation,
      { input },
      token,
    );
    if (!startEstimate.estimate) throw new Error(`There is no estimate for "${input.description}".`);
  };
  await timesOf({ count: WARM_UP, parallel: 25 }, start);
  const rounds = await inRounds(() => timesOf({ count: ESTIMATES_PER_ROUND, parallel: 25 }, start));
  return timeRows('startEstimate, 25 in parallel', rounds, 100);
}

async function matchRows(server: Server, token: string): Promise<Row[]> {
  const match = async (n: number) => {
    const description = describe(n);
    const { matchReferenceClasses } = await ask<{ matchReferenceClasses: object[] }>(
      server,
      matchQuery,
      { description },
      token,
    );
    if (matchReferenceClasses.length === 0) throw new Error(`Nothing fits "${description}".`);
  };
  await timesOf({ count: WARM_UP, parallel: 8 }, match);
  const rounds = await inRounds(() => timesOf({ count: QUERIES_PER_ROUND, parallel: 8 }, match));
  return timeRows('matchReferenceClasses, 8 in parallel', rounds, 20);
}

async function pageRows(server: Server, token: string): Promise<Row[]> {
  const first = 20;
  const page = async () => {
    const { estimations } = await ask<{ estimations: { edges: object[] } }>(
      server,
      pageQuery,
      { first },
      token,
    );
    if (estimations.edges.length !== first) throw new Error(`A page of ${estimations.edges.length} came.`);
  };
  await timesOf({ count: WARM_UP, parallel: 1 }, page);
  const rounds = await inRounds(() => timesOf({ count: QUERIES_PER_ROUND, parallel: 1 }, page));
  const total = WARM_UP + ROUNDS * ESTIMATES_PER_ROUND;
  return timeRows(`estimations, ${first} of ${total}, one at a time`, rounds, 50);
}

const describe = (n: number): string => descriptions[n % descriptions.length] ?? '';
