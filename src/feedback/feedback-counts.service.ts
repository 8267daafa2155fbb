import type { Context } from '../auth/context.ts';
import type { Tallies } from './tallies.service.ts';

type Asking = Pick<Context, 'viewer'>;

interface Batch {
  ids: Set<string>;
  counts: Promise<ReadonlyMap<string, number>>;
}

/** How many of a tenant's projects something was reported of, per class; what one operation asks for at once is read at once. */
export class FeedbackCounts {
  readonly #tallies: Tallies;
  readonly #batches = new WeakMap<Asking, Batch>();

  constructor(tallies: Tallies) {
    this.#tallies = tallies;
  }

  /** The tenant's own; 0 to visitors, whose business it is not, and to those without a tenant. */
  async ofClass(asking: Asking, referenceClassId: string): Promise<number> {
    const { viewer } = asking;
    if (viewer.kind !== 'user' || viewer.tenantId === null) return 0;
    const batch = this.#batches.get(asking) ?? this.#begin(asking, { tenantId: viewer.tenantId });
    batch.ids.add(referenceClassId);
    return (await batch.counts).get(referenceClassId) ?? 0;
  }

  /** Waits until the other classes of a list have been asked for as well. */
  #begin(asking: Asking, owner: { tenantId: string }): Batch {
    const ids = new Set<string>();
    const counts = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.#batches.delete(asking);
      return this.#tallies.reportedOf(owner, [...ids]);
    });
    const batch = { ids, counts };
    this.#batches.set(asking, batch);
    return batch;
  }
}
