import type { Bell } from './events.ts';

interface Listener {
  closed: boolean;
  /** A ring came while nobody waited. */
  pending: boolean;
  waiting: Set<(rang: boolean) => void>;
}

/** Everyone in this process who listens to bells, by the bell's name. */
export interface Listeners {
  /** `onLast` is called when the bell's last listener has gone. */
  add(name: string, onLast?: () => void): Bell;
  ring(name: string): void;
  ringAll(): void;
  names(): readonly string[];
  /** Settles every wait; what is added later is closed from the start. */
  close(): void;
}

export function createListeners(): Listeners {
  const bells = new Map<string, Set<Listener>>();
  let closed = false;
  const wakeAll = (listeners: Iterable<Listener> = []) => {
    for (const listener of listeners) wake(listener);
  };
  return {
    add: (name, onLast) => {
      const listener: Listener = { closed, pending: false, waiting: new Set() };
      const listeners = bells.get(name) ?? new Set();
      bells.set(name, listeners.add(listener));
      return bellOf(listener, () => {
        listeners.delete(listener);
        if (listeners.size > 0 || bells.get(name) !== listeners) return;
        bells.delete(name);
        onLast?.();
      });
    },
    ring: (name) => wakeAll(bells.get(name)),
    ringAll: () => {
      for (const listeners of bells.values()) wakeAll(listeners);
    },
    names: () => [...bells.keys()],
    close: () => {
      closed = true;
      for (const listener of [...bells.values()].flatMap((listeners) => [...listeners])) silence(listener);
      bells.clear();
    },
  };
}

function wake(listener: Listener): void {
  if (listener.waiting.size === 0) listener.pending = true;
  else settle(listener, true);
}

function silence(listener: Listener): void {
  listener.closed = true;
  settle(listener, false);
}

function settle(listener: Listener, rang: boolean): void {
  const waiting = [...listener.waiting];
  listener.waiting.clear();
  for (const done of waiting) done(rang);
}

function bellOf(listener: Listener, forget: () => void): Bell {
  return {
    async wait(timeoutMs) {
      if (listener.closed) return false;
      if (listener.pending) {
        listener.pending = false;
        return true;
      }
      return untilSettled(listener, timeoutMs);
    },
    get isClosed() {
      return listener.closed;
    },
    close() {
      forget();
      silence(listener);
    },
  };
}

function untilSettled(listener: Listener, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (rang: boolean) => {
      clearTimeout(timer);
      listener.waiting.delete(done);
      resolve(rang);
    };
    const timer = setTimeout(done, timeoutMs, false);
    listener.waiting.add(done);
  });
}
