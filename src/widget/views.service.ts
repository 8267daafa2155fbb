import { dayOf } from '../day.ts';
import type { Durations } from '../durations.ts';
import type { WidgetDays } from './widget-days.service.ts';

export interface ViewsDependencies {
  days: WidgetDays;
  durations: Durations;
  onFault: (error: unknown) => void;
}

interface Waiting {
  tenantId: string;
  day: string;
  views: number;
}

/**
 * Counts how often widgets are looked at. A view costs a step in memory; every few seconds what came together is written down, and at
 * the end. A crash loses what was not, and nothing else.
 */
export class Views {
  readonly #d: ViewsDependencies;
  readonly #timer: NodeJS.Timeout;
  #waiting = new Map<string, Waiting>();
  #writing: Promise<void> = Promise.resolve();

  constructor(dependencies: ViewsDependencies) {
    this.#d = dependencies;
    this.#timer = setInterval(() => this.#flush(), dependencies.durations.viewFlushMs);
    this.#timer.unref();
  }

  count(tenantId: string): void {
    this.#keep({ tenantId, day: dayOf(new Date()), views: 1 });
  }

  /** Resolves once everything is written down that the database takes. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#flush();
    await this.#writing;
  }

  #keep({ tenantId, day, views }: Waiting): void {
    const name = `${tenantId}:${day}`;
    const before = this.#waiting.get(name)?.views ?? 0;
    this.#waiting.set(name, { tenantId, day, views: before + views });
  }

  #flush(): void {
    this.#writing = this.#writing.then(() => this.#write());
  }

  async #write(): Promise<void> {
    const batch = [...this.#waiting.values()];
    this.#waiting = new Map();
    let fault: unknown;
    for (const counted of batch)
      try {
        const { tenantId, day, views } = counted;
        await this.#d.days.add({ tenantId }, day, { views, sessions: 0 });
      } catch (error) {
        fault = error;
        this.#keep(counted);
      }
    if (fault !== undefined) this.#d.onFault(fault);
  }
}
