import autocannon from 'autocannon';
import type { Outcome } from './contest.ts';
import { startProcessorClock } from './processor-clock.ts';
import { interleaved } from './rounds.ts';
import type { Server } from './server.ts';

export interface HttpLoad {
  server: Server;
  /** Sent in turn, over and over. */
  operations: readonly { query: string; variables: object }[];
  token?: string;
  connections: number;
  seconds: number;
  /** Ends after as many answers instead. */
  amount?: number;
  /** Whether an answer is the one that was asked for; any other counts as failed. */
  isRight: (body: string) => boolean;
}

export interface HttpOutcome extends Outcome {
  p99Ms: number;
}

/** What an engine has compiled is measured; on a busy machine that takes answers, not seconds. */
const WARM_UP = 2_000;

/** The same from each of them once in every round, after an uncounted start. */
export async function contestOverHttp<Name extends string>(
  rounds: number,
  loads: Readonly<Record<Name, HttpLoad>>,
): Promise<Record<Name, HttpOutcome[]>> {
  const entries = Object.entries<HttpLoad>(loads);
  for (const [, load] of entries) await loadOverHttp({ ...load, amount: WARM_UP });
  const contestants = Object.fromEntries(entries.map(([name, load]) => [name, () => loadOverHttp(load)]));
  return interleaved(rounds, contestants as Record<Name, () => Promise<HttpOutcome>>);
}

/** Asks over as many connections, each its next operation as soon as the last is answered. The same for whoever is asked. */
export async function loadOverHttp(load: HttpLoad): Promise<HttpOutcome> {
  const { server, operations, token, connections, isRight } = load;
  let [right, failed] = [0, 0];
  const onResponse = (status: number, body: string) => {
    if (status === 200 && isRight(body)) right += 1;
    else failed += 1;
  };
  const processorMsSince = await startProcessorClock(server);
  const result = await autocannon({
    url: `${server.url}/graphql`,
    connections,
    ...(load.amount ? { amount: load.amount } : { duration: load.seconds }),
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    requests: operations.map((operation) => ({
      method: 'POST',
      body: JSON.stringify(operation),
      onResponse,
    })),
  });
  return {
    perSecond: right / result.duration,
    failed: failed + result.errors,
    p99Ms: result.latency.p99,
    processorMs: (await processorMsSince()) / (right + failed),
  };
}
