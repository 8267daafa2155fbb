import type { Durations } from '../durations.ts';
import type { Database } from '../persistence/database.ts';
import { claimJob, type JobLease, registerJob } from './job-lease.ts';

/** Something to be done now and then, by one process at a time. */
export interface RecurringTask {
  name: string;
  everyMs: number;
  /** Idempotent, and begun again from the start where a process died in it. Ends early when the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
}

export interface JobRunnerDependencies {
  database: Database;
  durations: Durations;
  onFault: (error: unknown) => void;
}

interface Running {
  stop: AbortController;
  done: Promise<void>;
}

/** Runs recurring tasks; of all processes on one database, one at a time runs each. */
export class JobRunner {
  readonly #d: JobRunnerDependencies;
  readonly #tasks: readonly RecurringTask[];
  readonly #running = new Map<string, Running>();
  #timer: NodeJS.Timeout | undefined;

  constructor(dependencies: JobRunnerDependencies, tasks: readonly RecurringTask[]) {
    this.#d = dependencies;
    this.#tasks = tasks;
  }

  /** Resolves once the tasks are known to the database; those that are due begin then. */
  async start(): Promise<void> {
    await Promise.all(this.#tasks.map(({ name }) => registerJob(this.#d, name)));
    this.#timer = setInterval(() => this.#look(), this.#d.durations.jobPollMs);
    this.#timer.unref();
    this.#look();
  }

  /** Begins nothing more, aborts what runs and waits for its end. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    for (const { stop } of this.#running.values()) stop.abort();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #look(): void {
    for (const task of this.#tasks) {
      if (this.#running.has(task.name)) continue;
      const stop = new AbortController();
      const done = this.#attempt(task, stop)
        .catch(this.#d.onFault)
        .finally(() => this.#running.delete(task.name));
      this.#running.set(task.name, { stop, done });
    }
  }

  async #attempt(task: RecurringTask, stop: AbortController): Promise<void> {
    const lease = await claimJob(this.#d, task.name, () => stop.abort());
    if (!lease) return;
    try {
      stop.signal.throwIfAborted();
      await task.run(stop.signal);
    } catch (error) {
      await this.#giveUp(task, lease, stop.signal, error);
      return;
    }
    await lease.release(stop.signal.aborted ? null : this.#inMs(task.everyMs));
  }

  async #giveUp(task: RecurringTask, lease: JobLease, { aborted }: AbortSignal, error: unknown) {
    // What a stop or a lost lease interrupted is not at fault.
    if (!aborted) this.#d.onFault(error);
    await lease.release(aborted ? null : this.#inMs(Math.min(task.everyMs, this.#d.durations.jobRetryMs)));
  }

  #inMs(ms: number): Date {
    return new Date(Date.now() + ms);
  }
}
