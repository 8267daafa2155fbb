import { setTimeout as sleep } from 'node:timers/promises';
import { tellOnce } from './faults.ts';
import { median, quantile, type Row, rowOfRounds } from './figures.ts';
import { type Extent, interleavedWarm } from './rounds.ts';
import { demoAccount } from './server.ts';
import { onStage } from './stage.ts';
import { openProxied, openVisitor, type Talker } from './talkers.ts';
import { tokenMs, tokens, unhurried } from './tokens.ts';

/** What a round's 99th percentile is of: conversations one after another, each of some turns. */
const CONVERSATIONS = 10;
const TURNS = 10;
/** A round is a hundred turns. */
const UNCOUNTED = 4;
const STREAMS = 100;
/** They begin spread over the time that a reply takes, as visitors do; and a while until they run evenly. */
const REPLY_MS = tokens.length * tokenMs;
const SETTLE_MS = 1_500;

interface Firsts {
  /** From saying something to the first token of the reply. */
  ms: number[];
  failed: number;
}

/** What the product adds to a model's first token, beside a proxy that only hands it on: alone, and while 100 replies are streamed at a model's pace. */
export function benchFirstToken({ rounds, isQuick }: Extent): Promise<Row[]> {
  return onStage(async (stage) => {
    const model = await stage.script('token-model');
    const env = { LLM: 'openai', OPENAI_API_KEY: 'sk-bench', OPENAI_BASE_URL: model.url };
    const product = await stage.product(env);
    const { apiKey } = await demoAccount(product.dataDir);
    const proxy = await stage.script('peers/raw-proxy', { MODEL_URL: model.url });
    const visitor = () => openVisitor(product, apiKey);
    const proxied = async () => openProxied(proxy);
    const alone = { product: () => firstsOf(visitor), proxy: () => firstsOf(proxied) };
    const idle = await interleavedWarm(rounds, alone, isQuick ? 1 : UNCOUNTED);
    const rows = rowsOf('idle', idle.product, idle.proxy, 15);
    if (isQuick) return rows;
    const busy = await interleavedWarm(rounds, {
      product: () => amidStreams(visitor),
      proxy: () => amidStreams(proxied),
    });
    return [...rows, ...rowsOf(`with ${STREAMS} streams`, busy.product, busy.proxy, 60)];
  });
}

/** The proxy's middle time is taken off each of the product's in the same round. */
function rowsOf(when: string, product: readonly Firsts[], proxy: readonly Firsts[], limitMs: number): Row[] {
  const failed = [...product, ...proxy].reduce((sum, firsts) => sum + firsts.failed, 0);
  const proxied = proxy.map(({ ms }) => median(ms));
  const added = (share: number) => ({
    rounds: product.map(({ ms }, round) => quantile(ms, share) - (proxied[round] ?? Number.NaN)),
    failed,
  });
  return [
    rowOfRounds(`first token through a raw proxy of the model, ${when}: median`, { rounds: proxied }, 'ms'),
    rowOfRounds(`first token: what the product adds, ${when}: median`, added(0.5), 'ms'),
    rowOfRounds(`first token: what the product adds, ${when}: p99`, added(0.99), 'ms', ['<', limitMs]),
  ];
}

/** Conversations one after another. */
async function firstsOf(open: () => Promise<Talker>): Promise<Firsts> {
  const all: Firsts = { ms: [], failed: 0 };
  for (let conversation = 0; conversation < CONVERSATIONS; conversation += 1) {
    const { ms, failed } = await conversationOf(open);
    all.ms.push(...ms);
    all.failed += failed;
  }
  return all;
}

/** One who waits for each reply's end before saying the next. */
async function conversationOf(open: () => Promise<Talker>): Promise<Firsts> {
  const talker = await open();
  await sleep(100);
  const ms: number[] = [];
  const faults: string[] = [];
  while (ms.length + faults.length < TURNS) {
    const saidAt = performance.now();
    let first = Number.NaN;
    const fault = await talker.talk({
      onFirst: () => {
        first = performance.now() - saidAt;
      },
    });
    if (fault === null) ms.push(first);
    else faults.push(fault);
  }
  talker.close();
  for (const fault of faults) tellOnce(fault);
  return { ms, failed: faults.length };
}

/** The same while others are answered all the time; they end before the next contestant begins. */
async function amidStreams(open: () => Promise<Talker>): Promise<Firsts> {
  const others = await Promise.all(Array.from({ length: STREAMS }, open));
  let isOver = false;
  let failed = 0;
  const talking = others.map(async (other, place) => {
    await sleep((REPLY_MS * place) / STREAMS);
    while (!isOver) if ((await other.talk({ message: unhurried })) !== null) failed += 1;
    other.close();
  });
  await sleep(REPLY_MS + SETTLE_MS);
  const firsts = await firstsOf(open);
  isOver = true;
  await Promise.all(talking);
  return { ...firsts, failed: firsts.failed + failed };
}
