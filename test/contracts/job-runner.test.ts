import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { documentTypes } from '../../src/document-types.ts';
import { durations } from '../../src/durations.ts';
import type { Database } from '../../src/persistence/database.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { JobRunner, type RecurringTask } from '../../src/tenant/job-runner.service.ts';
import type { Rows } from '../support/actors.ts';
import { freshDatabase } from '../support/database.ts';
import { dyingAt } from '../support/dying.ts';

const own = freshDatabase('job-runner');
const leaseMs = 800;
const quick = { ...durations, jobPollMs: 5, jobLeaseMs: leaseMs, jobRetryMs: 20 };

let database: Database;
let runners: JobRunner[];
let faults: unknown[];

beforeAll(async () => {
  database = await connectMongo(own.uri, documentTypes);
});
afterAll(() => database.close());
beforeEach(async () => {
  runners = [];
  faults = [];
  await own.db.collection('jobs').deleteMany({});
});
afterEach(() => Promise.all(runners.map((runner) => runner.stop())));

async function runnerOf(...tasks: RecurringTask[]): Promise<JobRunner> {
  const onFault = (error: unknown) => void faults.push(error);
  const runner = new JobRunner({ database, durations: quick, onFault }, tasks);
  runners.push(runner);
  await runner.start();
  return runner;
}

const task = (run: RecurringTask['run'], everyMs = 60_000): RecurringTask => ({ name: 'work', everyMs, run });
const jobs = () => own.db.collection<Rows>('jobs');
const leaseEnd = async () => {
  const leaseUntil = (await jobs().findOne({ _id: 'work' }))?.leaseUntil;
  return leaseUntil instanceof Date ? leaseUntil.getTime() : 0;
};
const somethingBrief = () => own.db.command({ ping: 1 });
const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));

/** As a process leaves it that has died while it ran the task. */
async function leftBehind(leaseUntil: Date): Promise<void> {
  const row = { _id: 'work', dueAt: new Date(0), leaseUntil, holder: 'the dead' };
  await jobs().replaceOne({ _id: 'work' }, row, { upsert: true });
}

describe('a task', () => {
  it('is done when it is first heard of, and again each time it is due', async () => {
    const run = vi.fn(async () => undefined);
    await runnerOf(task(run, 10));
    await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThan(3));
    expect(faults).toEqual([]);
  });

  it('is not done again before it is due, whoever asks', async () => {
    const run = vi.fn(async () => undefined);
    await runnerOf(task(run));
    await vi.waitFor(async () => expect((await jobs().findOne({ _id: 'work' }))?.dueAt).toBeInstanceOf(Date));
    await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1));
    const later = vi.fn(async () => undefined);
    await runnerOf(task(later), { name: 'marker', everyMs: 1, run: later });
    await vi.waitFor(() => expect(later.mock.calls.length).toBeGreaterThan(10));
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('is never done by two at a time, of five runners over many rounds', async () => {
    let atOnce = 0;
    let most = 0;
    const rounds = new Map<number, number>();
    const working = (runner: number) =>
      task(async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await somethingBrief();
        rounds.set(runner, (rounds.get(runner) ?? 0) + 1);
        atOnce -= 1;
      }, 1);
    await Promise.all([1, 2, 3, 4, 5].map((runner) => runnerOf(working(runner))));
    const total = () => [...rounds.values()].reduce((sum, count) => sum + count, 0);
    await vi.waitFor(() => expect(total()).toBeGreaterThan(200), { timeout: 15_000 });
    expect(most).toBe(1);
    expect(rounds.size).toBeGreaterThan(1);
    expect(faults).toEqual([]);
  });

  it('keeps its lease while it runs, longer than the lease is', async () => {
    const others = vi.fn(async () => undefined);
    const began = Date.now();
    let isDone = false;
    await runnerOf(
      task(async (signal) => {
        await vi.waitFor(async () => expect(await leaseEnd()).toBeGreaterThan(began + leaseMs * 2), {
          timeout: leaseMs * 10,
        });
        expect(signal.aborted).toBe(false);
        isDone = true;
      }),
    );
    await runnerOf(task(others));
    await vi.waitFor(() => expect(isDone).toBe(true), { timeout: leaseMs * 10 });
    expect(others).not.toHaveBeenCalled();
  });

  it('does not keep others waiting', async () => {
    const run = vi.fn(async () => undefined);
    await runnerOf(
      task((signal) => aborted(signal)),
      { name: 'short', everyMs: 1, run },
    );
    await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThan(5));
  });
});

describe('a dead process’s task', () => {
  it('is taken over once its lease is over, not before', async () => {
    const until = new Date(Date.now() + 300);
    await leftBehind(until);
    let takenAt = 0;
    await runnerOf(
      task(async () => {
        takenAt = Date.now();
      }),
    );
    await vi.waitFor(() => expect(takenAt).toBeGreaterThan(0));
    expect(takenAt).toBeGreaterThanOrEqual(until.getTime());
    await vi.waitFor(async () =>
      expect(await jobs().findOne({ _id: 'work' })).toMatchObject({ holder: null, leaseUntil: null }),
    );
  });
});

describe('a lost lease', () => {
  it('ends the run, and is left to whoever has it', async () => {
    let lost = false;
    await runnerOf(
      task(async (signal) => {
        await leftBehind(new Date(Date.now() + 60_000));
        await aborted(signal);
        lost = true;
      }),
    );
    await vi.waitFor(() => expect(lost).toBe(true));
    await runners[0]?.stop();
    expect(await jobs().findOne({ _id: 'work' })).toMatchObject({ holder: 'the dead' });
    expect(faults).toEqual([]);
  });

  it('ends the run before another may begin where the database does not answer', async () => {
    const began = Date.now();
    let endedAt = 0;
    // Known, claimed, and then not renewed.
    const cut = dyingAt(database, 3, 'before');
    const onFault = (error: unknown) => void faults.push(error);
    const run = async (signal: AbortSignal) => {
      await aborted(signal);
      endedAt = Date.now();
    };
    const runner = new JobRunner({ database: cut, durations: quick, onFault }, [task(run)]);
    runners.push(runner);
    await runner.start();
    await vi.waitFor(() => expect(endedAt).toBeGreaterThan(0));
    expect(endedAt - began).toBeLessThan(leaseMs);
  });
});

describe('a fault', () => {
  it('is told, and the task tried again after a shorter pause', async () => {
    let tries = 0;
    await runnerOf(
      task(async () => {
        tries += 1;
        if (tries < 3) throw new Error(`fault ${tries}`);
      }),
    );
    await vi.waitFor(() => expect(tries).toBe(3));
    expect(faults.map(String)).toEqual(['Error: fault 1', 'Error: fault 2']);
  });
});

describe('a stop', () => {
  it('ends what runs, waits for it, and leaves it to others at once', async () => {
    const steps: string[] = [];
    const runner = await runnerOf(
      task(async (signal) => {
        steps.push('begun');
        await aborted(signal);
        await somethingBrief();
        steps.push('ended');
        signal.throwIfAborted();
      }),
    );
    await vi.waitFor(() => expect(steps).toEqual(['begun']));
    await runner.stop();
    expect(steps).toEqual(['begun', 'ended']);
    expect(faults).toEqual([]);
    const next = vi.fn(async () => undefined);
    await runnerOf(task(next));
    await vi.waitFor(() => expect(next).toHaveBeenCalledTimes(1), { timeout: leaseMs / 2 });
  });

  it('lets nothing begin any more', async () => {
    const run = vi.fn(async () => undefined);
    const runner = await runnerOf(task(run, 1));
    await runner.stop();
    const count = run.mock.calls.length;
    const marker = vi.fn(async () => undefined);
    await runnerOf({ name: 'marker', everyMs: 1, run: marker });
    await vi.waitFor(() => expect(marker.mock.calls.length).toBeGreaterThan(5));
    expect(run.mock.calls.length).toBe(count);
  });
});
