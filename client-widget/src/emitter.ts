import type { Emit, WidgetEvents } from './embed.ts';

type Listener<E extends keyof WidgetEvents> = (detail: WidgetEvents[E]) => void;

export interface Emitter {
  emit: Emit;
  /** Returns the function that stops listening. */
  on<E extends keyof WidgetEvents>(event: E, listener: Listener<E>): () => void;
}

export function createEmitter(): Emitter {
  const listeners: { [E in keyof WidgetEvents]?: Set<Listener<E>> } = {};
  return {
    on(event, listener) {
      const set: Set<typeof listener> = listeners[event] ?? new Set();
      Object.assign(listeners, { [event]: set.add(listener) });
      return () => set.delete(listener);
    },
    emit(event, detail) {
      // Each by itself: a fault in the host page's listener is the page's own, reported there, and nothing we stumble over.
      for (const listener of listeners[event] ?? []) queueMicrotask(() => listener(detail));
    },
  };
}
