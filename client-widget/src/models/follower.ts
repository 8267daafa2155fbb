import {
  asFailure,
  type ReplyCursor,
  type ReplyEvent,
  type Transport,
  TransportFailure,
} from '../transport/transport.ts';

export interface FollowerOptions {
  transport: Pick<Transport, 'replies'>;
  /** Everything needed before subscribing, and the place to go on from. */
  prepare(): Promise<{ sessionId: string; cursor: ReplyCursor | null }>;
  /** Takes an event in; false: something before it is missing. */
  take(event: ReplyEvent): boolean;
  connected(): void;
  lost(failure: TransportFailure): void;
  /** Milliseconds to wait after so many failures in a row. */
  delayMs?: (failures: number) => number;
}

export interface Follower {
  start(): void;
  stop(): void;
  /** Leaves the present connection for a new one. */
  restart(): void;
  /** Tries again now instead of waiting. */
  wake(): void;
}

interface Run {
  signal: AbortSignal;
  wake(): void;
}

const firstDelayMs = 500;
const longestDelayMs = 30_000;
/** A connection that held this long was a good one, even if nothing was said. */
const steadyAfterMs = 10_000;

/** Doubling from half a second to half a minute, half of it random. */
export function jitteredDelayMs(failures: number): number {
  const ceiling = Math.min(firstDelayMs * 2 ** failures, longestDelayMs);
  return ceiling / 2 + (Math.random() * ceiling) / 2;
}

/** Stays subscribed to a session's replies, without end, always going on from the newest cursor. */
export function createFollower(options: FollowerOptions): Follower {
  let abort: AbortController | null = null;
  let run: Run | null = null;
  const stop = () => {
    abort?.abort();
    run?.wake();
    abort = null;
    run = null;
  };
  const start = () => {
    if (abort) return;
    abort = new AbortController();
    run = { signal: abort.signal, wake: () => undefined };
    void follow(options, run);
  };
  const restart = () => {
    if (!abort) return;
    stop();
    start();
  };
  return { start, stop, restart, wake: () => run?.wake() };
}

async function follow(options: FollowerOptions, run: Run): Promise<void> {
  const { delayMs = jitteredDelayMs, lost } = options;
  for (let failures = 0; !run.signal.aborted; failures += 1) {
    const { failure, isSteady } = await connection(options, run.signal);
    if (run.signal.aborted) return;
    if (isSteady) failures = 0;
    lost(failure);
    await pause(run, Math.max(delayMs(failures), (failure.retryAfterSeconds ?? 0) * 1_000));
  }
}

function pause(run: Run, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    run.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

interface Ending {
  failure: TransportFailure;
  isSteady: boolean;
}

/** One connection, until it ends. */
async function connection(options: FollowerOptions, signal: AbortSignal): Promise<Ending> {
  let isSteady = false;
  try {
    const { sessionId, cursor } = await options.prepare();
    if (signal.aborted) return { failure: new TransportFailure('CLOSED'), isSteady };
    const failure = await subscription(options, signal, sessionId, cursor, () => {
      isSteady = true;
    });
    return { failure, isSteady };
  } catch (thrown) {
    return { failure: asFailure(thrown), isSteady };
  }
}

function subscription(
  { transport, take, connected }: FollowerOptions,
  signal: AbortSignal,
  sessionId: string,
  cursor: ReplyCursor | null,
  steady: () => void,
): Promise<TransportFailure> {
  return new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = (reason: string) => {
      clearTimeout(timer);
      stop();
      resolve(new TransportFailure('CLOSED', reason));
    };
    const stop = transport.replies(sessionId, cursor, {
      connected() {
        timer = setTimeout(steady, steadyAfterMs);
        connected();
      },
      event(event) {
        if (take(event)) steady();
        else leave('gap');
      },
      ended(failure) {
        clearTimeout(timer);
        resolve(failure);
      },
    });
    signal.addEventListener('abort', () => leave('stopped'), { once: true });
  });
}
