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

/** Nobody hears of it; without a reason, one with a stack would be made each time. */
const closed = new Error('the call is over');

export function deadlinesOf(caller: AbortSignal, totalMs: number): Deadlines {
  const controller = new AbortController();
  const { signal } = controller;
  const timeUp = () => controller.abort(new Failure('LLM_UNAVAILABLE', 'The model did not answer in time.'));
  const end = (reason: unknown) => {
    clearTimeout(total);
    clearTimeout(awaited);
    controller.abort(reason);
  };
  // Whoever left may not close it either.
  const callerLeft = () => end(caller.reason);
  const total = setTimeout(timeUp, totalMs);
  let awaited: NodeJS.Timeout | undefined;
  // One for all that is raced: a listener for each of a reply's pieces would cost more than the piece.
  const ended = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  ended.catch(() => undefined);
  if (caller.aborted) callerLeft();
  else caller.addEventListener('abort', callerLeft, { once: true });

  return {
    signal,
    expectWithin(ms) {
      clearTimeout(awaited);
      awaited = ms === null ? undefined : setTimeout(timeUp, ms);
    },
    race: (work) => Promise.race([ended, work]),
    close() {
      caller.removeEventListener('abort', callerLeft);
      end(closed);
    },
  };
}
