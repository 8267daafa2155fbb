import type { Instruments } from './instruments.ts';

type Use = (instruments: Instruments) => void;

/** Where everything that is measured goes. */
export interface Meters {
  /** Never fails; what is noted before the instruments are loaded waits for them. */
  note(use: Use): void;
  /** Loads the instruments; at the first call. */
  instruments(): Promise<Instruments>;
}

/** Notes that wait at most; a process that nobody asks for its metrics keeps no more. */
const longestQueue = 10_000;

/** The library is loaded after the start-up line, which should not wait for it. */
export function createMeters(): Meters {
  let instruments: Instruments | null = null;
  let loading: Promise<Instruments> | undefined;
  const waiting: Use[] = [];

  const load = async (): Promise<Instruments> => {
    const [{ default: client }, { createInstruments }] = await Promise.all([
      import('prom-client'),
      import('./instruments.ts'),
    ]);
    const loaded = createInstruments(client);
    for (const use of waiting.splice(0)) use(loaded);
    instruments = loaded;
    return loaded;
  };

  return {
    note: (use) => {
      if (instruments) use(instruments);
      else if (waiting.length < longestQueue) waiting.push(use);
    },
    instruments: () => {
      loading ??= load();
      return loading;
    },
  };
}
