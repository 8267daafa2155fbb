import type { Durations } from '../durations.ts';
import { Failure } from '../errors.ts';
import type { Events } from '../events/events.ts';
import { LogWriter } from '../events/log-writer.ts';
import type { LanguageModel } from '../llm/llm.ts';
import { lessThan } from '../persistence/criteria.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import type { EstimationStore } from './estimation.store.ts';
import { EstimateNarrative } from './narrative.model.ts';
import { narrativeFor } from './narrative.ts';
import type { NarrativeEvent } from './narrative.types.ts';
import { narrativePrompt, narrativePromptVersion } from './narrative-prompt.ts';
import { fitSentences, sentencesOf } from './narrative-sentences.ts';
import { streamOf, type Telling } from './narrative-telling.ts';

const maxOutputTokens = 800;
/** More than a narrative has events: the end of one whose writer died comes after everything that anyone has read. */
const lastIndexTakenOver = 1_000;

export interface NarrativeWriterDependencies {
  database: Database;
  events: Events;
  store: EstimationStore;
  durations: Durations;
  /** Hears of faults of ours, for the log. */
  onFault: (error: unknown) => void;
}

interface Writing {
  telling: Telling;
  stop: AbortController;
  /** What has been released so far. */
  text: string;
  log: LogWriter<NarrativeEvent>;
}

type Told = Required<Pick<EstimateNarrative, 'text' | 'source'>>;

/** Writes narratives: model → check → log (and bell) → database; the template where the model does not do. */
export class NarrativeWriter {
  readonly #d: NarrativeWriterDependencies;
  readonly #running = new Map<string, { stop: AbortController; done: Promise<void> }>();

  constructor(dependencies: NarrativeWriterDependencies) {
    this.#d = dependencies;
  }

  /** Writes it in the background unless somebody has begun it; never fails. `modelFor` may: then the template is told. */
  begin(telling: Telling, modelFor: () => LanguageModel): void {
    if (this.#running.has(telling._id)) return;
    const stop = new AbortController();
    const { events, onFault } = this.#d;
    const stream = streamOf(telling);
    const log = new LogWriter<NarrativeEvent>({ events, onFault, log: stream, bell: stream });
    const writing: Writing = { telling, stop, text: '', log };
    const done = this.#run(writing, modelFor)
      .catch(this.#d.onFault)
      .finally(() => this.#running.delete(telling._id));
    this.#running.set(telling._id, { stop, done });
  }

  /** Ends one whose writer has died with the template; null where that is not so (any more). */
  async takeOver(telling: Telling): Promise<EstimateNarrative | null> {
    const abandoned = { _id: telling._id, status: 'WRITING', leaseUntil: lessThan(new Date()) };
    const told: Told = { text: narrativeFor(telling.input), source: 'template' };
    return this.#rows(telling).update(abandoned, {
      $set: { ...told, status: 'DONE', lastIndex: lastIndexTakenOver },
    });
  }

  /** The estimate shows the customer a model's words, while it is still what they tell of. */
  async show({ estimation: { _id, revision }, tenantId, input }: Telling, told: Told): Promise<void> {
    if (told.source !== 'model' || input.audience !== 'CUSTOMER') return;
    await this.#d.store.rows({ tenantId }).update({ _id, revision }, { $set: { narrative: told.text } });
  }

  /** Lets the running ones end, at most for `patienceMs`; what still runs then is told by the template. */
  async drain(patienceMs: number): Promise<void> {
    const stopAll = () => {
      for (const { stop } of this.#running.values())
        stop.abort(new Failure('SERVICE_UNAVAILABLE', 'The server is restarting.'));
    };
    const timer = setTimeout(stopAll, patienceMs);
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    clearTimeout(timer);
  }

  async #run(writing: Writing, modelFor: () => LanguageModel): Promise<void> {
    if (!(await this.#claim(writing.telling))) return;
    const stopRenewing = this.#renewRegularly(writing);
    try {
      await this.#finish(writing, await this.#tell(writing, modelFor));
    } finally {
      stopRenewing();
    }
  }

  /** Whoever inserts the row writes. */
  async #claim(telling: Telling): Promise<boolean> {
    const { _id, estimation } = telling;
    const row = {
      ...{ _id, sessionId: estimation.sessionId, status: 'WRITING', text: '' },
      ...{ promptVersion: narrativePromptVersion, leaseUntil: this.#leaseUntil() },
    };
    try {
      await this.#rows(telling).insert(row as Omit<EstimateNarrative, 'tenantId'>);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  async #tell(writing: Writing, modelFor: () => LanguageModel): Promise<Told> {
    const { input, estimation } = writing.telling;
    const template = narrativeFor(input);
    try {
      const model = modelFor();
      const said = estimation.said.map(({ text }) => text);
      const prompt = { ...narrativePrompt(input, said), script: template, maxOutputTokens };
      const pieces = model.reply(prompt, writing.stop.signal);
      // The scripted assistant says the template itself, at its own pace.
      const isScripted = model.name === 'scripted';
      for await (const sentence of isScripted ? sentencesOf(pieces) : fitSentences(pieces, input))
        await this.#release(writing, sentence);
      return { text: writing.text, source: isScripted ? 'template' : 'model' };
    } catch (error) {
      if (!(error instanceof Failure)) this.#d.onFault(error);
      // Words of a model that were released already are not gone on with: the end says what stands.
      const rest = template.startsWith(writing.text) ? template.slice(writing.text.length) : '';
      for await (const sentence of sentencesOf([rest])) await this.#release(writing, sentence);
      return { text: template, source: 'template' };
    }
  }

  async #release(writing: Writing, text: string): Promise<void> {
    writing.text += text;
    await writing.log.append({ kind: 'delta', index: writing.log.lastIndex + 1, text }, false);
  }

  /** Stores the end before anyone hears of it. One that was taken over has ended already. */
  async #finish(writing: Writing, told: Told): Promise<void> {
    const { telling } = writing;
    const index = writing.log.lastIndex + 1;
    const own = { _id: telling._id, status: 'WRITING' };
    const end = { ...told, status: 'DONE', lastIndex: index };
    if (!(await this.#rows(telling).update(own, { $set: end }))) return;
    await this.show(telling, told).catch(this.#d.onFault);
    await writing.log.append({ kind: 'completed', index, narrative: told.text }, true);
  }

  /** Returns how to stop. What was taken over need not be written any further. */
  #renewRegularly({ telling, stop }: Writing): () => void {
    const own = { _id: telling._id, status: 'WRITING' };
    const renew = async () => {
      const kept = await this.#rows(telling).update(own, { $set: { leaseUntil: this.#leaseUntil() } });
      if (!kept) stop.abort(new Failure('CONFLICT', 'Somebody else has ended this narrative.'));
    };
    const timer = setInterval(() => renew().catch(this.#d.onFault), this.#d.durations.narrativeLeaseMs / 4);
    return () => clearInterval(timer);
  }

  #leaseUntil(): Date {
    return new Date(Date.now() + this.#d.durations.narrativeLeaseMs);
  }

  #rows(telling: Telling) {
    return scoped(this.#d.database, EstimateNarrative, telling);
  }
}
