import { within } from '../within.ts';

/**
 * Joins pieces that come close together: the first goes out at once, later ones when `quietMs()` have passed since the last or
 * `maxCharacters` are waiting, so that a fast model does not cost a frame per token. Asks for the first piece at once, before anyone
 * asks for it here.
 */
export function coalesce(
  pieces: AsyncIterable<string>,
  quietMs: () => number,
  maxCharacters = 64,
): AsyncGenerator<string> {
  const source = pieces[Symbol.asyncIterator]();
  const pull = () => {
    const pulled = source.next();
    // It is awaited in time; until then a rejection must not count as nobody's.
    pulled.catch(() => undefined);
    return pulled;
  };
  return joined(source, pull(), pull, { quietMs, maxCharacters });
}

async function* joined(
  source: AsyncIterator<string>,
  first: Promise<IteratorResult<string>>,
  pull: () => Promise<IteratorResult<string>>,
  { quietMs, maxCharacters }: { quietMs: () => number; maxCharacters: number },
): AsyncGenerator<string> {
  let waiting = '';
  let sentAt = Number.NEGATIVE_INFINITY;
  let next = first;
  try {
    for (;;) {
      const due = sentAt + quietMs() - performance.now();
      const arrived =
        waiting && due <= 0 ? 'due' : await (waiting ? within(due, next, 'due' as const) : next);
      if (arrived === 'due') {
        yield waiting;
        waiting = '';
        sentAt = performance.now();
        continue;
      }
      if (arrived.done) break;
      waiting += arrived.value;
      next = pull();
      if (waiting.length >= maxCharacters) sentAt = Number.NEGATIVE_INFINITY;
    }
    if (waiting) yield waiting;
  } finally {
    // Whoever leaves early ends the source too; a source that is parked settles by its own signal.
    void source.return?.()?.catch(() => undefined);
  }
}
