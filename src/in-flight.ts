/** What is being worked on, so that a server can stop between two pieces of it. */
export interface InFlight {
  enter(work: object): void;
  leave(work: object): void;
  /** Resolves once nothing is being worked on, and after `patienceMs` at the latest. */
  untilIdle(patienceMs: number): Promise<void>;
}

export function createInFlight(): InFlight {
  const working = new Set<object>();
  const waiting = new Set<() => void>();
  return {
    enter: (work) => void working.add(work),
    leave: (work) => {
      working.delete(work);
      if (working.size > 0) return;
      for (const wake of waiting) wake();
      waiting.clear();
    },
    untilIdle: async (patienceMs) => {
      if (working.size === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        timer = setTimeout(resolve, patienceMs);
      });
      clearTimeout(timer);
    },
  };
}
