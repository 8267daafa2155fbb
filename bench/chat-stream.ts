import { setTimeout as sleep } from 'node:timers/promises';
import { contestRows, type Outcome } from './contest.ts';
import { tellOnce } from './faults.ts';
import type { Row } from './figures.ts';
import { timesOf } from './load.ts';
import { startProcessorClock } from './processor-clock.ts';
import { type Extent, interleavedWarm } from './rounds.ts';
import { demoAccount, type Server } from './server.ts';
import { onStage } from './stage.ts';
import { openAsker, openVisitor, type Talker } from './talkers.ts';
import { tokens } from './tokens.ts';

const SOCKETS = 100;
const SETTLE_MS = 300;
/** A round is a hundred turns: about as many rounds until they cost what they do from then on. */
const UNCOUNTED = 6;

/** Replies of 300 tokens to 100 sockets at once, from a model that sends as fast as it is read. */
export function benchChatStream({ rounds, isQuick }: Extent): Promise<Row[]> {
  return onStage(async (stage) => {
    const model = await stage.script('token-model');
    const env = { LLM: 'openai', OPENAI_API_KEY: 'sk-bench', OPENAI_BASE_URL: model.url };
    const product = await stage.product(env);
    const { apiKey } = await demoAccount(product.dataDir);
    const peers = { MODEL_URL: model.url };
    const asking = (server: Server) => () => talkAtOnce(server, () => openAsker(server));
    const contestants = {
      product: () => talkAtOnce(product, () => openVisitor(product, apiKey)),
      graphqlWs: asking(await stage.script('peers/graphql-ws', peers)),
      rawWs: asking(await stage.script('peers/raw-ws', peers)),
    };
    const outcomes = await interleavedWarm(rounds, contestants, isQuick ? 1 : UNCOUNTED);
    const what = `chat stream, ${SOCKETS} sockets, ${tokens.length} tokens each`;
    const contest = { what, unit: 'token', own: outcomes.product };
    return [
      ...contestRows(contest, 'bare graphql-ws, a token a frame', outcomes.graphqlWs, ['>=', 3]),
      ...contestRows(contest, 'raw ws, the same frames', outcomes.rawWs, ['>=', 0.5]),
    ];
  });
}

/** New sockets each time, open before the clock starts; only whole replies count. */
async function talkAtOnce(server: Server, open: () => Promise<Talker>): Promise<Outcome> {
  const talkers: Talker[] = [];
  await timesOf({ count: SOCKETS, parallel: 10 }, async () => void talkers.push(await open()));
  await sleep(SETTLE_MS);
  const processorMsSince = await startProcessorClock(server);
  const begun = performance.now();
  const faults = await Promise.all(talkers.map((talker) => talker.talk()));
  const seconds = (performance.now() - begun) / 1_000;
  const processorMs = await processorMsSince();
  for (const talker of talkers) talker.close();
  const failures = faults.filter((fault) => fault !== null);
  for (const failure of failures) tellOnce(failure);
  const said = (SOCKETS - failures.length) * tokens.length;
  return { perSecond: said / seconds, processorMs: processorMs / said, failed: failures.length };
}
