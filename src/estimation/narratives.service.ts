import { type Member, memberOf, type Viewer } from '../auth/viewer.ts';
import { Failure, notFound } from '../errors.ts';
import { closable } from '../events/closable.ts';
import type { Bell } from '../events/events.ts';
import { createInFlight } from '../in-flight.ts';
import { scoped } from '../persistence/scoped.ts';
import type { ModelChoiceService } from '../tenant/model-choice.service.ts';
import type { Tenant } from '../tenant/tenant.model.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { Estimation } from './estimation.model.ts';
import { EstimateNarrative } from './narrative.model.ts';
import type { EstimateNarrativeArgs, NarrativeCompleted, NarrativeEvent } from './narrative.types.ts';
import { streamOf, type Telling, tellingOf } from './narrative-telling.ts';
import { NarrativeWriter, type NarrativeWriterDependencies } from './narrative-writer.ts';

export interface NarrativesDependencies extends NarrativeWriterDependencies {
  models: ModelChoiceService;
  directory: TenantDirectory;
}

/** The story of an estimate, for the customer or the contractor: begun once, read by as many as like from any place. */
export class Narratives {
  readonly #d: NarrativesDependencies;
  readonly #writer: NarrativeWriter;
  /** Those who are in the middle of a story. */
  readonly #reading = createInFlight();

  constructor(dependencies: NarrativesDependencies) {
    this.#d = dependencies;
    this.#writer = new NarrativeWriter(dependencies);
  }

  /**
   * Starts writing the customer's, if there are figures and a model to tell of them: the template stands in the estimate anyway, and is
   * told to whoever asks. Never fails.
   */
  begin(tenant: Tenant, estimation: Estimation): void {
    const telling = tellingOf(estimation, 'CUSTOMER');
    if (telling && this.#d.models.for(tenant).name !== 'scripted') this.#begin(tenant, telling);
  }

  /**
   * The contract's `estimateNarrative`. Fails with FORBIDDEN where a visitor wants the contractor's, NOT_FOUND for a session that is not the
   * viewer's to see, and CONFLICT while there are no figures.
   */
  async follow(viewer: Viewer, args: EstimateNarrativeArgs): Promise<AsyncIterableIterator<NarrativeEvent>> {
    const member = memberOf(viewer);
    if (member.kind === 'visitor' && args.audience !== 'CUSTOMER')
      throw new Failure('FORBIDDEN', 'You are not allowed to do this.');
    const tenant = await this.#d.directory.getActive(member.tenantId);
    const telling = tellingOf(await this.#readable(member, args.sessionId), args.audience);
    if (!telling) throw new Failure('CONFLICT', 'There is no estimate to tell of yet.');
    // Listening before looking: whatever happens in between rings.
    const bell = await this.#d.events.listen(streamOf(telling));
    return closable(this.#read(tenant, telling, args.afterIndex ?? -1, bell), bell);
  }

  /** Lets those end that this process is writing, at most for `patienceMs`. */
  drain(patienceMs: number): Promise<void> {
    return this.#writer.drain(patienceMs);
  }

  /** Waits until nobody is in the middle of one, at most `patienceMs`: of those that have ended here, their listeners have the end then. */
  heard(patienceMs: number): Promise<void> {
    return this.#reading.untilIdle(patienceMs);
  }

  #begin(tenant: Tenant, telling: Telling): void {
    this.#writer.begin(telling, () => this.#d.models.for(tenant));
  }

  async #readable(viewer: Member, sessionId: string): Promise<Estimation> {
    const isForeign = viewer.kind === 'visitor' && viewer.sessionId !== sessionId;
    const estimation = isForeign ? null : await this.#d.store.findBySession(viewer, sessionId);
    if (!estimation) throw notFound('Estimate');
    return estimation;
  }

  async *#read(tenant: Tenant, telling: Telling, place: number, bell: Bell): AsyncGenerator<NarrativeEvent> {
    this.#reading.enter(bell);
    try {
      yield* this.#eventsOf(tenant, telling, place, bell);
    } finally {
      this.#reading.leave(bell);
    }
  }

  /** The events after a place, to the end; ends early when the bell is closed. */
  async *#eventsOf(
    tenant: Tenant,
    telling: Telling,
    place: number,
    bell: Bell,
  ): AsyncGenerator<NarrativeEvent> {
    let after = Math.max(-1, place);
    let mustLook = true;
    while (!bell.isClosed) {
      // The row before the log: what is stored as done has released all that it will.
      const end = mustLook ? await this.#storedEnd(tenant, telling) : null;
      const entries = await this.#d.events.read<NarrativeEvent>(streamOf(telling), after);
      for (const event of entries ?? []) {
        yield event;
        after = event.index;
        if (event.kind === 'completed') return;
      }
      if (end) {
        if (end.index > after) yield end;
        return;
      }
      mustLook = !(await bell.wait(this.#d.durations.silentLogMs)) || entries === null;
    }
  }

  /** The end as the database knows it; null while it is being written. One that nobody writes is begun, or ended. */
  async #storedEnd(tenant: Tenant, telling: Telling): Promise<NarrativeCompleted | null> {
    const rows = scoped(this.#d.database, EstimateNarrative, telling);
    let row = await rows.findOne({ _id: telling._id });
    if (!row) this.#begin(tenant, telling);
    if (row?.status === 'WRITING' && row.leaseUntil < new Date()) row = await this.#writer.takeOver(telling);
    if (row?.status !== 'DONE') return null;
    const { text, source = 'template', lastIndex: index = 0 } = row;
    // The writer may have died between the two.
    if (telling.estimation.narrative !== text) await this.#writer.show(telling, { text, source });
    return { kind: 'completed', index, narrative: text };
  }
}
