import { LRUCache } from 'lru-cache';
import type { Bell, Events, LogEntry, StreamKey } from './events.ts';

interface Listener {
  closed: boolean;
  /** A ring came while nobody waited. */
  pending: boolean;
  waiting: Set<(rang: boolean) => void>;
}

/**
 * Logs and bells of this process. Entries are kept as JSON, as any shared log would keep them: readers get copies, and what JSON does
 * not carry (a Date, a method) does not come back.
 */
export function memoryEvents(options: { logTtlMs: number }): Events {
  const logs = new LRUCache<string, string[]>({
    ttl: options.logTtlMs,
    ttlAutopurge: true,
    ttlResolution: 0,
  });
  const bells = new Map<string, Set<Listener>>();
  let closed = false;

  return {
    async append<T extends LogEntry>(log: StreamKey, entries: readonly T[]) {
      const name = streamName(log);
      const stored = logs.get(name) ?? [];
      assertGoesOn(stored.length, entries);
      if (entries.length === 0) return;
      stored.push(...entries.map((entry) => JSON.stringify(entry)));
      logs.set(name, stored);
    },

    async read<T extends LogEntry>(log: StreamKey, after: number) {
      const stored = logs.get(streamName(log));
      if (!stored) return null;
      return stored.slice(Math.max(0, after + 1)).map((entry): T => JSON.parse(entry));
    },

    async ring(bell) {
      for (const listener of bells.get(streamName(bell)) ?? []) wake(listener);
    },

    async listen(bell) {
      const name = streamName(bell);
      const listener: Listener = { closed, pending: false, waiting: new Set() };
      const listeners = bells.get(name) ?? new Set();
      bells.set(name, listeners.add(listener));
      return bellOf(listener, () => {
        listeners.delete(listener);
        if (listeners.size === 0 && bells.get(name) === listeners) bells.delete(name);
      });
    },

    async close() {
      closed = true;
      for (const listener of [...bells.values()].flatMap((listeners) => [...listeners])) silence(listener);
      bells.clear();
      logs.clear();
    },
  };
}

// The length in front keeps ('a', 'b:c') and ('a:b', 'c') apart.
function streamName({ tenantId, id }: StreamKey): string {
  return `${tenantId.length}:${tenantId}:${id}`;
}

function assertGoesOn(length: number, entries: readonly LogEntry[]): void {
  const misplaced = entries.findIndex((entry, place) => entry.index !== length + place);
  if (misplaced < 0) return;
  throw new Error(`Log entry ${entries[misplaced]?.index} stands where ${length + misplaced} belongs.`);
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
