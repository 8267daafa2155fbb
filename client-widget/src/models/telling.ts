import type { Transport } from '../transport/transport.ts';
import { jitteredDelayMs } from './follower.ts';
import type { Signal } from './signal.ts';

/** As much of an estimate's story as has been told so far. */
export interface Told {
  /** Of the estimation's entry. */
  key: string;
  text: string;
}

/** The whole story stands in the estimate: it is shown at once where the stream fails so often in a row. */
const mostFailures = 4;

/** Tells the story of the session's estimate as it is written; a broken stream goes on where it was. `told` is null once it is whole. */
export function tell(
  transport: Pick<Transport, 'narrative'>,
  sessionId: string,
  told: Signal<Told | null>,
  delayMs = jitteredDelayMs,
): void {
  const { key } = told.peek() ?? {};
  const isWanted = () => told.peek()?.key === key;
  let last = -1;
  let failures = 0;
  const follow = () => {
    if (!isWanted()) return;
    const stop = transport.narrative(sessionId, last, {
      event(event) {
        const now = told.peek();
        if (!now || now.key !== key) return stop();
        if ('narrative' in event) told.value = null;
        else if (event.index > last) told.value = { ...now, text: now.text + event.text };
        last = event.index;
        failures = 0;
      },
      ended() {
        if (!isWanted()) return;
        failures += 1;
        if (failures > mostFailures) told.value = null;
        else setTimeout(follow, delayMs(failures));
      },
    });
  };
  follow();
}
