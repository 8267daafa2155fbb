import { setTimeout as sleep } from 'node:timers/promises';
import { type Row, rowBeside, rowOfRounds } from './figures.ts';
import { ROUNDS, timesOf } from './load.ts';
import { settledKb } from './memory.ts';
import { interleaved } from './rounds.ts';
import type { Server } from './server.ts';
import { openSocket } from './socket-client.ts';
import { onStage } from './stage.ts';
import { openVisitor } from './talkers.ts';
import { registerCompany } from './widgets.ts';

const SOCKETS = 2_000;
/** Open before the first measure: what a process needs once, the nursery of its heap above all, is not a socket's. */
const BEFORE = 1_000;
/** A company has at most 500 sockets. */
const COMPANIES = 5;
const AT_MOST = 1.6;
const AT_MOST_KB = 40;
const SETTLE_MS = 2_000;

interface Held {
  kbPerSocket: number;
  failed: number;
}

/** What a socket that has subscribed and hears nothing costs; each round in processes of its own. */
export async function benchIdleSockets(): Promise<Row[]> {
  const held = await interleaved(ROUNDS, { product: heldByProduct, peer: heldByPeer });
  const contestant = (of: readonly Held[]) => ({
    rounds: of.map(({ kbPerSocket }) => kbPerSocket),
    failed: of.reduce((sum, { failed }) => sum + failed, 0),
  });
  const peer = { name: 'bare graphql-ws', ...contestant(held.peer) };
  const what = `memory of an idle socket with a subscription, of ${SOCKETS}`;
  const product = contestant(held.product);
  return [
    rowOfRounds(what, product, 'KB', ['<=', AT_MOST_KB]),
    rowBeside(what, product, peer, 'KB', ['<=', AT_MOST]),
  ];
}

const heldByProduct = (): Promise<Held> =>
  onStage(async (stage) => {
    const product = await stage.product({ SELF_SERVICE_TIERS: 'ENTERPRISE' });
    const keys: string[] = [];
    for (let place = 0; place < COMPANIES; place += 1)
      keys.push(await registerCompany(product, product.dataDir, place));
    return heldBy(product, async (n, onGone) => {
      await openVisitor(product, keys[n % COMPANIES] ?? '', onGone);
    });
  });

const heldByPeer = (): Promise<Held> =>
  onStage(async (stage) => {
    const peer = await stage.script('peers/graphql-ws', { MODEL_URL: 'http://127.0.0.1:9/v1' });
    return heldBy(peer, async (_, onGone) => {
      const socket = await openSocket(peer, null, onGone);
      socket.subscribe('subscription { replies }', {});
    });
  });

/** Any frame to one who should hear nothing tells that the subscription has ended. */
async function heldBy(server: Server, open: (n: number, onGone: () => void) => Promise<void>): Promise<Held> {
  let failed = 0;
  const onGone = () => {
    failed += 1;
  };
  const openThrough = async (from: number, to: number) => {
    await timesOf({ count: to - from, parallel: 10 }, (n) => open(from + n, onGone));
    await sleep(SETTLE_MS);
    return settledKb(server);
  };
  const before = await openThrough(0, BEFORE);
  const after = await openThrough(BEFORE, SOCKETS);
  return { kbPerSocket: (after - before) / (SOCKETS - BEFORE), failed };
}
