import { type Member, memberOf, type Viewer } from '../auth/viewer.ts';
import { closable } from '../events/closable.ts';
import type { Bell, Events } from '../events/events.ts';
import { between } from '../persistence/criteria.ts';
import type { Estimation } from './estimation.model.ts';
import type { EstimationStore } from './estimation.store.ts';

/** An idle reader looks anyway from time to time, should a ring have been lost on the way. */
const idleLookMs = 10_000;
/** Clocks differ, and what was written first may be seen last: so far back each look reaches. */
const overlapMs = 2_000;

const pageSize = 100;

const bellOf = ({ tenantId }: { tenantId: string }) => ({ tenantId, id: 'estimations' });

/** Tells a tenant's own screens of estimates as they are completed. */
export class Completions {
  readonly #events: Events;
  readonly #store: EstimationStore;
  readonly #onFault: (error: unknown) => void;

  constructor(events: Events, store: EstimationStore, onFault: (error: unknown) => void) {
    this.#events = events;
    this.#store = store;
    this.#onFault = onFault;
  }

  /** The estimate is kept; a bell that fails costs its screens a moment, not the estimate. */
  async tell(estimation: Estimation): Promise<void> {
    await this.#events.ring(bellOf(estimation)).catch(this.#onFault);
  }

  /** Every estimate of the tenant that is completed from now on, each once. */
  async follow(viewer: Viewer): Promise<AsyncIterableIterator<Estimation>> {
    const member = memberOf(viewer);
    const since = new Date();
    const bell = await this.#events.listen(bellOf(member));
    return closable(this.#completed(member, since, bell), bell);
  }

  async *#completed(member: Member, since: Date, bell: Bell): AsyncGenerator<Estimation> {
    const told = new Map<string, number>();
    let from = since;
    while (!bell.isClosed) {
      const found = await this.#store
        .rows(member)
        .find({ completedAt: between(from, null) }, { sort: { completedAt: 1, _id: 1 }, limit: pageSize });
      for (const estimation of found) {
        if (told.has(estimation._id)) continue;
        told.set(estimation._id, Date.now());
        yield estimation;
      }
      const isAll = found.length < pageSize;
      const last = found.at(-1)?.completedAt;
      from = !isAll && last ? last : new Date(Math.max(since.getTime(), Date.now() - overlapMs));
      for (const [id, at] of told) if (at < from.getTime() - overlapMs) told.delete(id);
      if (isAll) await bell.wait(idleLookMs);
    }
  }
}
