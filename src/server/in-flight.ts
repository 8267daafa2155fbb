/** The requests that are being worked on, so that a server can stop between them. */
export interface InFlight {
  enter(request: object): void;
  leave(request: object): void;
  /** Resolves once nothing is being worked on, and after `patienceMs` at the latest. */
  untilIdle(patienceMs: number): Promise<void>;
}

export function createInFlight(): InFlight {
  const requests = new Set<object>();
  const waiting = new Set<() => void>();
  return {
    enter: (request) => void requests.add(request),
    leave: (request) => {
      requests.delete(request);
      if (requests.size === 0) for (const wake of waiting) wake();
    },
    untilIdle: async (patienceMs) => {
      if (requests.size === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        timer = setTimeout(resolve, patienceMs);
      });
      clearTimeout(timer);
    },
  };
}
