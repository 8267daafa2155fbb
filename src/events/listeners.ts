import type { Bell } from './events.ts';

/** One who listens: thousands of idle ones are what most of a process's memory goes to. */
class Listener implements Bell {
  #closed: boolean;
  /** A ring came while nobody waited. */
  #pending = false;
  /** Nobody, mostly one, seldom more. */
  #waiting: ((rang: boolean) => void)[] = [];
  readonly #onClose: (listener: Listener) => void;

  constructor(closed: boolean, onClose: (listener: Listener) => void) {
    this.#closed = closed;
    this.#onClose = onClose;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  async wait(timeoutMs: number): Promise<boolean> {
    if (this.#closed) return false;
    if (!this.#pending) return this.#untilSettled(timeoutMs);
    this.#pending = false;
    return true;
  }

  wake(): void {
    if (this.#waiting.length === 0) this.#pending = true;
    else this.#settle(true);
  }

  silence(): void {
    this.#closed = true;
    this.#settle(false);
  }

  close(): void {
    this.#onClose(this);
    this.silence();
  }

  #settle(rang: boolean): void {
    for (const done of this.#waiting.splice(0)) done(rang);
  }

  #untilSettled(timeoutMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (rang: boolean) => {
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter((other) => other !== done);
        resolve(rang);
      };
      const timer = setTimeout(done, timeoutMs, false);
      this.#waiting.push(done);
    });
  }
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
  const bells = new Map<string, readonly Listener[]>();
  let closed = false;
  const wakeAll = (listeners: Iterable<Listener> = []) => {
    for (const listener of listeners) listener.wake();
  };
  return {
    add: (name, onLast) => {
      const listener = new Listener(closed, (leaving) => {
        const listeners = bells.get(name);
        if (!listeners?.includes(leaving)) return;
        const others = listeners.filter((other) => other !== leaving);
        if (others.length > 0) return void bells.set(name, others);
        bells.delete(name);
        onLast?.();
      });
      bells.set(name, [...(bells.get(name) ?? []), listener]);
      return listener;
    },
    ring: (name) => wakeAll(bells.get(name)),
    ringAll: () => {
      for (const listeners of bells.values()) wakeAll(listeners);
    },
    names: () => [...bells.keys()],
    close: () => {
      closed = true;
      for (const listener of [...bells.values()].flat()) listener.silence();
      bells.clear();
    },
  };
}
