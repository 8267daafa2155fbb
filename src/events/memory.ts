import { LRUCache } from 'lru-cache';
import type { Events, LogEntry, StreamKey } from './events.ts';
import { createListeners } from './listeners.ts';

interface Log {
  /** As JSON. */
  entries: string[];
  prolongedAt: number;
}

/**
 * Logs and bells of this process. Entries are kept as JSON, as any shared log would keep them: readers get copies, and what JSON does
 * not carry (a Date, a method) does not come back.
 */
export function memoryEvents(options: { logTtlMs: number }): Events {
  const logs = new LRUCache<string, Log>({
    ttl: options.logTtlMs,
    ttlAutopurge: true,
    ttlResolution: 0,
  });
  // Prolonging a life costs more than adding an entry.
  const prolongAfterMs = options.logTtlMs / 100;
  const listeners = createListeners();

  return {
    isShared: false,

    async append<T extends LogEntry>(log: StreamKey, entries: readonly T[]) {
      const name = streamName(log);
      const stored = logs.get(name) ?? { entries: [], prolongedAt: Number.NEGATIVE_INFINITY };
      assertGoesOn(stored.entries.length, entries);
      if (entries.length === 0) return;
      stored.entries.push(...entries.map((entry) => JSON.stringify(entry)));
      const now = performance.now();
      if (now - stored.prolongedAt < prolongAfterMs) return;
      stored.prolongedAt = now;
      logs.set(name, stored);
    },

    async read<T extends LogEntry>(log: StreamKey, after: number) {
      const stored = logs.get(streamName(log));
      if (!stored) return null;
      return stored.entries.slice(Math.max(0, after + 1)).map((entry): T => JSON.parse(entry));
    },

    async ring(bell) {
      listeners.ring(streamName(bell));
    },

    async listen(bell) {
      return listeners.add(streamName(bell));
    },

    async close() {
      listeners.close();
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
