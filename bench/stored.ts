import { descriptions, matchQuery } from './descriptions.ts';
import { type Contestant, type Row, rowBeside, rowOfRounds } from './figures.ts';
import { contestOverHttp, type HttpLoad, type HttpOutcome } from './http-load.ts';
import { ROUNDS } from './load.ts';
import { plantClasses, plantEstimations } from './planting.ts';
import { readingQuery, startEstimate } from './reading.ts';
import { type Extent, interleaved } from './rounds.ts';
import { demoAccount, logIn, startServer } from './server.ts';
import { onStage, type Product, production, type Stage } from './stage.ts';

const FEW = 1_000;
const MANY = 100_000;
const FEW_CLASSES = 100;
const MANY_CLASSES = 10_000;
const READERS = 8;
const READY_LOOK_MS = 5;

interface Filled {
  product: Product;
  token: string;
  operations: { query: string; variables: object }[];
}

/** What it costs that much is stored: one estimation read, one description matched, a cold start. */
export function benchStored({ rounds, seconds }: Extent): Promise<Row[]> {
  return onStage(async (stage) => {
    const [few, many] = [await filled(stage, FEW), await filled(stage, MANY)];
    const reads = await contestOverHttp(rounds, { few: asked(few, seconds), many: asked(many, seconds) });
    for (const { product } of [few, many]) await product.stop();
    const starts = await interleaved(ROUNDS, { few: () => startMs(few), many: () => startMs(many) });
    const matches = await matching(stage, rounds, seconds);
    return [
      costRow('estimation(sessionId): one at', [MANY, 'estimations', reads.many], [FEW, reads.few], 1.3),
      costRow('match: one at', [MANY_CLASSES, 'classes', matches.many], [FEW_CLASSES, matches.few], 20),
      rowOfRounds(`cold start to ready, ${FEW} estimations`, { rounds: starts.few }, 'ms', ['<', 1_500]),
      rowOfRounds(`cold start to ready, ${MANY} estimations`, { rounds: starts.many }, 'ms', ['<', 3_000]),
    ];
  });
}

type Cost = readonly HttpOutcome[];

function costRow(
  what: string,
  [most, things, many]: readonly [count: number, things: string, Cost],
  [least, few]: readonly [count: number, Cost],
  limit: number,
): Row {
  const peer = { name: `at ${least}`, ...costOf(few) };
  return rowBeside(`${what} ${most} ${things}`, costOf(many), peer, 'ms', ['<=', limit]);
}

/** Time for one where they come one after another as fast as they can. */
const costOf = (outcomes: Cost): Contestant => ({
  rounds: outcomes.map(({ perSecond }) => 1_000 / perSecond),
  failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
});

const asked = ({ product: server, token, operations }: Filled, seconds: number): HttpLoad => ({
  ...{ server, token, operations, seconds, connections: READERS },
  isRight: (body) => body.includes('"name":') && !body.includes('"errors":'),
});

async function filled(stage: Stage, count: number): Promise<Filled> {
  const product = await stage.product();
  const token = await logIn(product, product.dataDir);
  await startEstimate(product, token);
  const sessions = await plantEstimations(product.databaseUri, count);
  const query = await readingQuery();
  const operations = sessions.map((sessionId) => ({ query, variables: { sessionId } }));
  return { product, token, operations };
}

/** From the start of the process, its database within it as `npm start` has it, until it says that it can serve. */
async function startMs({ product: { dataDir } }: Filled): Promise<number> {
  const begun = performance.now();
  const server = await startServer(dataDir, { ...production, MONGODB_URI: 'embedded' });
  try {
    while ((await fetch(`${server.url}/readyz`)).status !== 200)
      await new Promise((resolve) => setTimeout(resolve, READY_LOOK_MS));
    return performance.now() - begun;
  } finally {
    await server.stop();
  }
}

async function matching(stage: Stage, rounds: number, seconds: number) {
  const [few, many] = [await withClasses(stage, FEW_CLASSES), await withClasses(stage, MANY_CLASSES)];
  return contestOverHttp(rounds, { few: asked(few, seconds), many: asked(many, seconds) });
}

async function withClasses(stage: Stage, count: number): Promise<Filled> {
  const first = await stage.product();
  const { tenantId } = await demoAccount(first.dataDir);
  await plantClasses(first.databaseUri, tenantId, count);
  await first.stop();
  const product = await stage.product({}, first.dataDir);
  const operations = descriptions.map((description) => ({ query: matchQuery, variables: { description } }));
  return { product, token: await logIn(product, product.dataDir), operations };
}
