import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { Finding } from '../src/feedback/outcome.ts';
import { boundsOf, type Cell, cellName, cellsOf, sumsByCell } from '../src/feedback/tally.ts';
import { platformCatalogue } from '../src/reference/catalogue.ts';
import { median, quantile, type Row, row, timeRows } from './figures.ts';
import { inRounds, timesOf } from './load.ts';
import { ask, demoAccount, type Server, withServer } from './server.ts';
import { withTemporaryFolder } from './temporary.ts';

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

/** `feedbackSummary` of a tenant with many outcomes, and what ten times as many cost. Twice as many estimations as feedbacks. */
export async function benchFeedback(): Promise<Row[]> {
  const small = await summaryTimes(SMALL);
  const large = await summaryTimes(LARGE);
  const p95 = (rounds: readonly (readonly number[])[]) =>
    median(rounds.map((times) => quantile(times, 0.95)));
  return [
    ...timeRows(`feedbackSummary of everything, ${LARGE} feedbacks`, large.whole, 50),
    ...timeRows('feedbackSummary from and to within days, as many', large.part, 50),
    row(`the same whole at ${LARGE}, against ${SMALL}`, p95(large.whole) / p95(small.whole), '×', ['<=', 12]),
  ];
}

function summaryTimes(count: number): Promise<{ whole: number[][]; part: number[][] }> {
  return withTemporaryFolder((dataDir) =>
    withServer(dataDir, { LLM: 'scripted' }, async (server) => {
      const { token, tenantId } = await logIn(server, dataDir);
      const now = Date.now();
      await seed(dataDir, tenantId, count, now);
      const expected = await summary(server, token, {});
      if (expected !== count) throw new Error(`${expected} of ${count} feedbacks are counted.`);
      const window = {
        from: new Date(now - 500.3 * DAY).toISOString(),
        to: new Date(now - 20.7 * DAY).toISOString(),
      };
      const times = (variables: object) => () =>
        timesOf({ count: ASKED, parallel: 1 }, () => summary(server, token, variables));
      await times(window)();
      return { whole: await inRounds(times({})), part: await inRounds(times(window)) };
    }),
  );
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

async function logIn(server: Server, dataDir: string): Promise<{ token: string; tenantId: string }> {
  const { email, password } = await demoAccount(dataDir);
  const { login } = await ask<{ login: { accessToken: string } }>(
    server,
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { email, password } },
  );
  const { tenant } = await ask<{ tenant: { id: string } }>(
    server,
    '{ tenant { id } }',
    {},
    login.accessToken,
  );
  return { token: login.accessToken, tenantId: tenant.id };
}

/** Writes what as many reports would have left behind, over two years, into the server's own store. */
async function seed(dataDir: string, tenantId: string, count: number, now: number): Promise<void> {
  const { uri } = JSON.parse(await readFile(join(dataDir, 'database.json'), 'utf8')) as { uri: string };
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
