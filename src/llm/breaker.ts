import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Failure } from '../errors.ts';
import type { ModelTiming } from './timing.ts';

interface Circuit {
  /** When calls failed, in ms of the process's monotonic clock. */
  failedAt: number[];
  openUntil: number;
}

/** Spares a provider that keeps failing, and its callers the wait. Every key has a circuit of its own. */
export interface Breaker {
  /** Fails with LLM_UNAVAILABLE while the key's circuit is open. */
  assertClosed(apiKey: string): void;
  countFailure(apiKey: string): void;
  /** How many keys' circuits are open now. */
  openCount(): number;
}

const failuresToOpen = 5;
const maxCircuits = 10_000;

export function createBreaker({ breakerWindowMs, breakerOpenMs }: ModelTiming): Breaker {
  const circuits = new LRUCache<string, Circuit>({ max: maxCircuits });
  return {
    assertClosed(apiKey) {
      const circuit = circuits.get(nameOf(apiKey));
      if (!circuit || circuit.openUntil <= performance.now()) return;
      throw new Failure('LLM_UNAVAILABLE', 'The model has failed repeatedly; try again in half a minute.');
    },
    countFailure(apiKey) {
      const now = performance.now();
      const known = circuits.get(nameOf(apiKey)) ?? { failedAt: [], openUntil: 0 };
      const failedAt = [...known.failedAt.filter((at) => at > now - breakerWindowMs), now];
      const opens = failedAt.length >= failuresToOpen;
      circuits.set(
        nameOf(apiKey),
        opens ? { failedAt: [], openUntil: now + breakerOpenMs } : { ...known, failedAt },
      );
    },
    openCount() {
      const now = performance.now();
      return [...circuits.values()].filter(({ openUntil }) => openUntil > now).length;
    },
  };
}

// Circuits outlive calls; keys must not.
function nameOf(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('base64');
}
