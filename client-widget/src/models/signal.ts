/** A value that knows who has read it. */
export interface ReadonlySignal<T> {
  /** Read in an effect, the effect runs again when it changes. */
  readonly value: T;
  /** The value, without the effect. */
  peek(): T;
}

export interface Signal<T> extends ReadonlySignal<T> {
  value: T;
}

interface Effect {
  run(): void;
  sources: Set<Set<Effect>>;
}

let reader: Effect | null = null;
let depth = 0;
const due = new Set<Effect>();

/**
 * The signals, effects and batches that the widget needs, in the terms of the libraries of that name; the smallest of those is a tenth
 * of what the widget may weigh.
 */
export function signal<T>(initial: T): Signal<T> {
  let current = initial;
  const readers = new Set<Effect>();
  return {
    get value() {
      if (reader) {
        readers.add(reader);
        reader.sources.add(readers);
      }
      return current;
    },
    set value(next: T) {
      if (Object.is(next, current)) return;
      current = next;
      batch(() => {
        for (const effect of readers) due.add(effect);
      });
    },
    peek: () => current,
  };
}

/** Worked out at each reading: cheap as it is, nothing is remembered. */
export function computed<T>(of: () => T): ReadonlySignal<T> {
  return {
    get value() {
      return of();
    },
    peek: () => readBy(null, of),
  };
}

/** Runs now, and whenever something has changed that it read the last time. Returns the function that stops it. */
export function effect(run: () => void): () => void {
  const self: Effect = {
    sources: new Set(),
    run() {
      forget(self);
      readBy(self, run);
    },
  };
  batch(() => due.add(self));
  return () => {
    due.delete(self);
    forget(self);
  };
}

/** Several changes as one; effects run when the outermost batch ends, as do those that effects themselves bring about. */
export function batch(change: () => void): void {
  depth += 1;
  try {
    change();
    while (depth === 1 && due.size > 0) {
      const [next] = due;
      if (next) due.delete(next);
      next?.run();
    }
  } finally {
    depth -= 1;
  }
}

function forget(effect: Effect): void {
  for (const readers of effect.sources) readers.delete(effect);
  effect.sources.clear();
}

function readBy<T>(next: Effect | null, read: () => T): T {
  const before = reader;
  reader = next;
  try {
    return read();
  } finally {
    reader = before;
  }
}
