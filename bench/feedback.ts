import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import type { Finding } from '../src/feedback/outcome.ts';
import { boundsOf, type Cell, cellName, cellsOf, sumsByCell } from '../src/feedback/tally.ts';
import { platformCatalogue } from '../src/reference/catalogue.ts';
import { median, type Row, rowBeside, timeRows } from './figures.ts';
import { ROUNDS, timesOf } from './load.ts';
import { interleavedWarm } from './rounds.ts';
import { ask, demoAccount, logIn, type Server } from './server.ts';
import { onStage, type Stage } from './stage.ts';

const SMALL = 5_000;
const LARGE = 50_000;
const MONTHS = 24;
const BATCH = 5_000;
const ASKED = 60;
const DAY = 86_400_000;

const query = `query ($from: DateTime, $to: DateTime) { feedbackSummary(from: $from, to: $to) {
  totalEstimates feedbackSubmissions feedbackRate
  accuracyMetrics { avgCostVariancePct avgTimelineVariancePct within20Pct costP50Coverage costP80Coverage }
  byReferenceClass { referenceClass { name } count avgVariancePct within20Pct }
  trend { month count avgCostVariancePct within20Pct } } }`;

type Seeded = Finding & { _id: string; tenantId: string };
type Stored = Record<string, unknown> & { _id: string };

/** `feedbackSummary` of a tenant with many outcomes, beside one with a tenth of them. Twice as many estimations as feedbacks. */
export function benchFeedback(): Promise<Row[]> {
  return onStage(async (stage) => {
    const [small, large] = [await seeded(stage, SMALL), await seeded(stage, LARGE)];
    const times = await interleavedWarm(ROUNDS, { small: small.whole, large: large.whole, part: large.part });
    const middle = (rounds: readonly number[][]) => ({ rounds: rounds.map(median) });
    const what = `feedbackSummary of everything: one at ${LARGE} feedbacks`;
    const peer = { name: `at ${SMALL}`, ...middle(times.small) };
    return [
      ...timeRows(`feedbackSummary of everything, ${LARGE} feedbacks`, times.large, 50),
      ...timeRows('feedbackSummary from and to within days, as many', times.part, 50),
      rowBeside(what, middle(times.large), peer, 'ms', ['<=', 12]),
    ];
  });
}

/** How long summaries take of everything, and of a part, one after another. */
async function seeded(stage: Stage, count: number) {
  const product = await stage.product();
  const token = await logIn(product, product.dataDir);
  const { tenantId } = await demoAccount(product.dataDir);
  const now = Date.now();
  await seed(product.databaseUri, tenantId, count, now);
  const expected = await summary(product, token, {});
  if (expected !== count) throw new Error(`${expected} of ${count} feedbacks are counted.`);
  const window = {
    from: new Date(now - 500.3 * DAY).toISOString(),
    to: new Date(now - 20.7 * DAY).toISOString(),
  };
  const times = (variables: object) => () =>
    timesOf({ count: ASKED, parallel: 1 }, () => summary(product, token, variables));
  return { whole: times({}), part: times(window) };
}

async function summary(server: Server, token: string, variables: object): Promise<number> {
  const { feedbackSummary } = await ask<{ feedbackSummary: { feedbackSubmissions: number } }>(
    server,
    query,
    { ...variables },
    token,
  );
  return feedbackSummary.feedbackSubmissions;
}

/** Writes what as many reports would have left behind, over two years, into the server's own store. */
async function seed(uri: string, tenantId: string, count: number, now: number): Promise<void> {
  const client = await new mongoose.mongo.MongoClient(uri).connect();
  try {
    const database = client.db();
    const write = async (collection: string, rows: readonly Stored[]) => {
      for (let at = 0; at < rows.length; at += BATCH)
        await database.collection<Stored>(collection).insertMany(rows.slice(at, at + BATCH));
    };
    const outcomes = Array.from({ length: count }, (_, n) => outcomeOf(tenantId, n, count, now));
    await write(
      'outcomes',
      outcomes.map((outcome) => ({ ...outcome })),
    );
    await write('tallies', talliesOf(tenantId, outcomes));
    await write(
      'estimations',
      Array.from({ length: 2 * count }, (_, n) => estimationOf(tenantId, outcomes[n >> 1]?.completedAt, n)),
    );
  } finally {
    await client.close();
  }
}

function outcomeOf(tenantId: string, n: number, count: number, now: number): Seeded {
  const at = new Date(now - (MONTHS * 30 * DAY * (n + 1)) / (count + 1));
  const key = platformCatalogue[n % platformCatalogue.length]?.key ?? '';
  const ratio = 0.7 + (((n * 7_919) % 1_000) / 1_000) * 0.8;
  return {
    ...{ _id: `outcome-${n}`, tenantId, referenceClassId: `rc_${key}` },
    ...{ at, completedAt: new Date(at.getTime() - 60 * DAY), counts: true, teaches: true },
    ...{ costVariancePct: (ratio - 1) * 100, weeksVariancePct: (ratio - 1) * 80 },
    ...{ isWithinP50: ratio <= 1, isWithinP80: ratio <= 1.2, logCost: Math.log(ratio), logTime: 0 },
  };
}

function talliesOf(tenantId: string, outcomes: readonly Seeded[]): Stored[] {
  const sums = sumsByCell(outcomes);
  const cells = new Map<string, Cell>(outcomes.flatMap(cellsOf).map((cell) => [cellName(cell), cell]));
  return [...cells].map(([name, cell]) => ({
    ...{ _id: `${tenantId}:${name}`, tenantId, ...cell, sums: sums.get(name) },
    ...{ version: 1, pending: [], isPending: false, touchedAt: boundsOf(cell.period).to },
  }));
}

const estimationOf = (tenantId: string, completedAt: Date | undefined, n: number): Stored => ({
  ...{ _id: `estimation-${n}`, tenantId, sessionId: randomUUID(), status: 'COMPLETED', revision: 1 },
  ...{ completedAt, createdAt: completedAt, updatedAt: completedAt, isWidgetSession: false },
});
