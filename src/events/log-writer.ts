import type { Events, LogEntry, StreamKey } from './events.ts';

export interface LogWriterOptions {
  events: Events;
  log: StreamKey;
  bell: StreamKey;
  /** Hears of a log that cannot be written, once each time. */
  onFault: (error: unknown) => void;
}

/**
 * The one writer of a log. What it tells is worth more than the log: an entry that cannot be logged is logged with those that follow once
 * that goes again, into a new log where the first one has gone meanwhile.
 */
export class LogWriter<Entry extends LogEntry> {
  readonly #options: LogWriterOptions;
  readonly #entries: Entry[] = [];
  #logged = 0;
  #state: 'even' | 'behind' | 'taken' = 'even';

  constructor(options: LogWriterOptions) {
    this.#options = options;
  }

  /** -1: there is none yet. */
  get lastIndex(): number {
    return this.#entries.length - 1;
  }

  /** Adds the entry that follows the last one, and rings. Never fails; after the end, readers of a log that lacks it look elsewhere. */
  async append(entry: Entry, isEnd: boolean): Promise<void> {
    const { events, bell, onFault } = this.#options;
    this.#entries.push(entry);
    if (this.#state !== 'taken') await this.#write();
    // Nobody is woken to find nothing.
    if (this.#state === 'even' || isEnd) await events.ring(bell).catch(onFault);
  }

  async #write(): Promise<void> {
    const { events, log, onFault } = this.#options;
    try {
      if (this.#state === 'behind') await this.#lookBack();
      if (this.#state === 'taken') return;
      await events.append(log, this.#entries.slice(this.#logged));
      this.#logged = this.#entries.length;
      this.#state = 'even';
    } catch (error) {
      if (this.#state === 'even') onFault(error);
      this.#state = 'behind';
    }
  }

  /** Some may have been logged although nobody got to hear it; and somebody may have ended the log in this writer's place. */
  async #lookBack(): Promise<void> {
    const logged = (await this.#options.events.read<Entry>(this.#options.log, -1)) ?? [];
    const isOwn = JSON.stringify(logged.at(-1)) === JSON.stringify(this.#entries[logged.length - 1]);
    this.#logged = logged.length;
    if (!isOwn) this.#state = 'taken';
  }
}
