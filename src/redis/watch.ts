import type { Redis } from 'ioredis';

/** Whether Redis answers. */
export interface Watch {
  readonly isThere: boolean;
  /** An answer was waited for in vain: until one comes, none is waited for. */
  doubt(): void;
  onReturn(listener: () => void): () => void;
  stop(): void;
}

const lookMs = 1_000;
const anxiousLookMs = 50;
/** A connection that has been silent for this long is made anew: its other end may have gone without a word. */
const longestSilenceMs = 3_000;

/** Asks each connection now and then, and more often while one does not answer. `onGone` is told once each time. */
export function startWatch(connections: readonly Redis[], onGone: () => void): Watch {
  const listeners = new Set<() => void>();
  let isThere = true;
  let isLooking = false;
  let isStopped = false;
  let lastAnswer = performance.now();
  let timer = setTimeout(look, lookMs);

  async function look(): Promise<void> {
    isLooking = true;
    const answers = await Promise.allSettled(connections.map((connection) => connection.ping()));
    isLooking = false;
    if (isStopped) return;
    if (answers.every(({ status }) => status === 'fulfilled')) isBack();
    else isLost();
    timer = setTimeout(look, isThere ? lookMs : anxiousLookMs);
  }

  function isBack(): void {
    lastAnswer = performance.now();
    if (isThere) return;
    isThere = true;
    for (const listener of listeners) listener();
  }

  function isLost(): void {
    if (isThere) onGone();
    isThere = false;
    if (performance.now() - lastAnswer < longestSilenceMs) return;
    lastAnswer = performance.now();
    for (const connection of connections) if (connection.status === 'ready') connection.disconnect(true);
  }

  const doubt = () => {
    if (!isThere || isStopped) return;
    isLost();
    if (isLooking) return;
    clearTimeout(timer);
    timer = setTimeout(look, anxiousLookMs);
  };
  // One that comes back at once has still missed what was said meanwhile.
  for (const connection of connections) connection.on('close', doubt);
  return {
    get isThere() {
      return isThere;
    },
    doubt,
    onReturn: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
      listeners.clear();
    },
  };
}
