import { contestRows } from './contest.ts';
import type { Row } from './figures.ts';
import { contestOverHttp } from './http-load.ts';
import { readingQuery, startEstimate } from './reading.ts';
import type { Extent } from './rounds.ts';
import { ask, logIn } from './server.ts';
import { onStage } from './stage.ts';

const CONNECTIONS = 32;
const AT_LEAST = 0.7;

/** `estimation(sessionId)` with everything in it, asked of the product and of servers that have nothing but its answer. */
export function benchEstimationRead({ rounds, seconds }: Extent): Promise<Row[]> {
  return onStage(async (stage) => {
    const product = await stage.product();
    const token = await logIn(product, product.dataDir);
    const sessionId = await startEstimate(product, token);
    const operation = { query: await readingQuery(), variables: { sessionId } };
    const data = await ask<object>(product, operation.query, operation.variables, token);
    const expected = JSON.stringify({ data });
    const isRight = (body: string) => body.trimEnd() === expected;
    const env = { CONSTANT: JSON.stringify(data) };
    const load = { token, operations: [operation], connections: CONNECTIONS, seconds, isRight };
    const by = async (name: string) => ({ ...load, server: await stage.script(`peers/${name}`, env) });
    const outcomes = await contestOverHttp(rounds, {
      product: { ...load, server: product },
      apollo: await by('apollo'),
      jit: await by('apollo-jit'),
      mercurius: await by('mercurius'),
    });
    const what = `estimation(sessionId), everything in it, ${CONNECTIONS} connections`;
    const contest = { what, unit: 'answer', own: outcomes.product };
    return [
      ...contestRows(contest, 'bare Apollo, constant', outcomes.apollo, ['>=', AT_LEAST]),
      ...contestRows(contest, 'bare Apollo with graphql-jit', outcomes.jit),
      ...contestRows(contest, 'mercurius with JIT', outcomes.mercurius),
    ];
  });
}
