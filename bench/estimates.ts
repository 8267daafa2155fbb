import { descriptions, matchQuery } from './descriptions.ts';
import { type Row, rowOfRounds, timeRows } from './figures.ts';
import { contestOverHttp, type HttpLoad, type HttpOutcome } from './http-load.ts';
import { inRounds, timesOf } from './load.ts';
import type { Extent } from './rounds.ts';
import { ask, logIn, type Server } from './server.ts';
import { onStage } from './stage.ts';

const STARTED_AT_ONCE = 32;
const QUERIES_PER_ROUND = 200;
/** Until the engine has compiled what is asked; a quick run has no time for it. */
const WARM_UP = 2_000;
const QUICK_WARM_UP = 200;

const startMutation = `mutation ($input: StartEstimateInput!) { startEstimate(input: $input) {
  sessionId status confidence assumptions risks { description costImpactLow costImpactHigh } narrative
  estimate { costP50 costP80 costP95 timelineWeeksP50 timelineWeeksP80 costBreakdown { component amount share } adjustments { name factor reason } }
  matchedReferenceClass { confidence referenceClass { name } }
} }`;

const pageQuery = `query ($first: Int!) { estimations(first: $first) {
  totalCount pageInfo { hasNextPage endCursor }
  edges { node { id sessionId status description confidence createdAt revision estimate { costP50 costP80 currency }
    matchedReferenceClass { referenceClass { name } } } }
} }`;

/** The answers that need no model, over HTTP, as the demo tenant's admin. */
export function benchEstimates({ rounds, seconds, isQuick }: Extent): Promise<Row[]> {
  return onStage(async (stage) => {
    const product = await stage.product();
    const token = await logIn(product, product.dataDir);
    const starts = startsAtOnce(product, token, seconds);
    // Some thousand estimates: until then the engine still compiles.
    if (!isQuick) await contestOverHttp(2, { starts });
    const { outcomes } = await contestOverHttp(rounds, { outcomes: starts });
    return [
      ...startRows(outcomes),
      ...(await matchRows(product, token, isQuick ? QUICK_WARM_UP : WARM_UP)),
      ...(await pageRows(product, token)),
    ];
  });
}

const startsAtOnce = (server: Server, token: string, seconds: number): HttpLoad => ({
  ...{ server, token, seconds, connections: STARTED_AT_ONCE },
  operations: descriptions.map((description) => ({
    query: startMutation,
    variables: { input: { description } },
  })),
  isRight: (body) => body.includes('"costP50":') && !body.includes('"errors":'),
});

function startRows(outcomes: readonly HttpOutcome[]): Row[] {
  const failed = outcomes.reduce((sum, one) => sum + one.failed, 0);
  const of = (figure: 'perSecond' | 'p99Ms') => ({ rounds: outcomes.map((one) => one[figure]), failed });
  const what = `startEstimate without a model, ${STARTED_AT_ONCE} in parallel`;
  return [
    rowOfRounds(what, of('perSecond'), '/s', ['>=', 250]),
    rowOfRounds(`${what}: p99`, of('p99Ms'), 'ms', ['<', 200]),
  ];
}

async function matchRows(server: Server, token: string, warmUp: number): Promise<Row[]> {
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
  await timesOf({ count: warmUp, parallel: 8 }, match);
  const rounds = await inRounds(() => timesOf({ count: QUERIES_PER_ROUND, parallel: 8 }, match));
  return timeRows('matchReferenceClasses, 8 in parallel', rounds, 20);
}

async function pageRows(server: Server, token: string): Promise<Row[]> {
  const first = 20;
  const page = async () => {
    const { estimations } = await ask<{ estimations: { totalCount: number; edges: object[] } }>(
      server,
      pageQuery,
      { first },
      token,
    );
    if (estimations.edges.length !== first) throw new Error(`A page of ${estimations.edges.length} came.`);
    return estimations.totalCount;
  };
  const total = await page();
  await timesOf({ count: WARM_UP, parallel: 1 }, page);
  const rounds = await inRounds(() => timesOf({ count: QUERIES_PER_ROUND, parallel: 1 }, page));
  return timeRows(`estimations, ${first} of ${total}, one at a time`, rounds, 50);
}

const describe = (n: number): string => descriptions[n % descriptions.length] ?? '';
