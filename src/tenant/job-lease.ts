import { randomUUID } from 'node:crypto';
import type { Durations } from '../durations.ts';
import type { Database } from '../persistence/database.ts';
import { Job } from './job.model.ts';

export interface JobLeaseDependencies {
  database: Database;
  durations: Durations;
  onFault: (error: unknown) => void;
}

/** The right to run one task, of which there is one at a time. */
export interface JobLease {
  /** Gives it back. `dueAt`: when the task is due next; null: as before, so that someone else may go on at once. */
  release(dueAt: Date | null): Promise<void>;
}

/** Makes the task known; it is due at once. Harmless where it is known. */
export async function registerJob({ database }: JobLeaseDependencies, name: string): Promise<void> {
  const fresh = { dueAt: new Date(), leaseUntil: null, holder: null };
  await database
    .model(Job)
    .updateOne({ _id: { $eq: name } }, { $setOnInsert: fresh }, { upsert: true })
    .exec();
}

/**
 * Takes the right to run a task that is due and that nobody runs; null: there is none to be had. It is renewed until released. `onLost`
 * is called when somebody else has taken it, and a quarter of a lease before somebody could.
 */
export async function claimJob(
  d: JobLeaseDependencies,
  name: string,
  onLost: () => void,
): Promise<JobLease | null> {
  const jobs = d.database.model(Job);
  const holder = randomUUID();
  const now = new Date();
  const leaseUntil = leaseEnd(d);
  const free = { $or: [{ leaseUntil: { $eq: null } }, { leaseUntil: { $lte: now } }] };
  const due = { _id: { $eq: name }, dueAt: { $lte: now }, ...free };
  if (!(await jobs.findOneAndUpdate(due, { $set: { leaseUntil, holder } }).exec())) return null;

  const mine = { _id: { $eq: name }, holder: { $eq: holder } };
  const renew = async (until: Date) =>
    (await jobs.updateOne(mine, { $set: { leaseUntil: until } }).exec()).matchedCount === 1;
  const stopRenewing = renewRegularly(d, leaseUntil, renew, onLost);
  return {
    release: async (dueAt) => {
      stopRenewing();
      const change = { leaseUntil: null, holder: null, ...(dueAt && { dueAt }) };
      await jobs.updateOne(mine, { $set: change }).exec();
    },
  };
}

const leaseEnd = ({ durations }: JobLeaseDependencies) => new Date(Date.now() + durations.jobLeaseMs);

/** `renew` tells whether the lease was still ours. Returns how to stop. */
function renewRegularly(
  d: JobLeaseDependencies,
  granted: Date,
  renew: (until: Date) => Promise<boolean>,
  onLost: () => void,
): () => void {
  const quarter = d.durations.jobLeaseMs / 4;
  let leaseUntil = granted;
  let isRenewing = false;
  const attempt = async () => {
    const until = leaseEnd(d);
    isRenewing = true;
    const isKept = await renew(until).finally(() => {
      isRenewing = false;
    });
    if (isKept) leaseUntil = until;
    else lose();
  };
  const timer = setInterval(() => {
    if (leaseUntil.getTime() - Date.now() <= quarter) lose();
    else if (!isRenewing) attempt().catch(d.onFault);
  }, quarter);
  const lose = () => {
    clearInterval(timer);
    onLost();
  };
  return () => clearInterval(timer);
}
