import { Failure } from '../errors.ts';

/** What ends a call early: its caller, or one of its time limits. */
export interface Deadlines {
  /** Aborts with the caller's reason, or with a Failure when time is up. */
  readonly signal: AbortSignal;
  /** Starts (anew) the time in which something has to come; null: nothing is awaited. */
  expectWithin(ms: number | null): void;
  /** The work's outcome, unless the signal aborts first: then its reason, at once. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Releases the timers and ends whatever still goes on. */
  close(): void;
}

export function deadlinesOf(caller: AbortSignal, totalMs: number): Deadlines {
  const controller = new AbortController();
  const { signal } = controller;
  const timeUp = () => controller.abort(new Failure('LLM_UNAVAILABLE', 'The model did not answer in time.'));
  const callerLeft = () => controller.abort(caller.reason);
  const total = setTimeout(timeUp, totalMs);
  let awaited: NodeJS.Timeout | undefined;
  if (caller.aborted) callerLeft();
  else caller.addEventListener('abort', callerLeft, { once: true });

  return {
    signal,
    expectWithin(ms) {
      clearTimeout(awaited);
      awaited = ms === null ? undefined : setTimeout(timeUp, ms);
    },
    race: (work) => untilAborted(work, signal),
    close() {
      clearTimeout(total);
      clearTimeout(awaited);
      caller.removeEventListener('abort', callerLeft);
      controller.abort();
    },
  };
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    const settled = () => signal.removeEventListener('abort', onAbort);
    work.finally(settled).then(resolve, (error) => reject(signal.aborted ? signal.reason : error));
  });
}
