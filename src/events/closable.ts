import type { Bell } from './events.ts';

/** A generator's `return()` queues behind a parked `next()`; closing the bell settles that one first. */
export function closable<T>(source: AsyncGenerator<T>, bell: Bell): AsyncIterableIterator<T> {
  return {
    next: () => source.next(),
    return: async () => {
      bell.close();
      return source.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
