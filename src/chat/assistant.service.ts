import { setImmediate as afterThis } from 'node:timers/promises';
import type { Member } from '../auth/viewer.ts';
import type { Extractor } from '../estimation/extractor.service.ts';
import type { ModelReading } from '../estimation/model-reading.ts';
import { mergeReadings } from '../estimation/reading-merge.ts';
import type { VisitorContacts } from '../estimation/visitor-contacts.ts';
import type { LanguageModel } from '../llm/llm.ts';
import type { ProjectReading, Topic, Utterance } from '../reference/project-details.ts';
import { readLatest } from '../reference/reading.ts';
import type { ModelChoiceService } from '../tenant/model-choice.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { within } from '../within.ts';
import { coalesce } from './coalesce.ts';
import type { Outcome } from './conversation.model.ts';
import { type Talk, utterancesOf } from './conversations.service.ts';
import { composeReply, type ScriptedReply } from './dialogue.ts';
import { type Locale, localeOf } from './dialogue-locale.ts';
import { withoutFigures } from './figure-guard.ts';
import { replyPrompt } from './prompts.ts';

/** The model's own reading may take this long after its reply has ended; then the rules' stands alone. */
const extractionGraceMs = 1_500;
const maxOutputTokens = 800;
/** Stands where a model stated a figure. */
const insteadOfFigures: Record<Locale, string> = {
  en: '(see the estimate)',
  es: '(véase la estimación)',
};

/** How one reply comes about. */
export interface ReplyPlan {
  /** In pieces as they are to be sent. Asks the model at once, before anyone asks for a piece. */
  text(signal: AbortSignal): AsyncIterable<string>;
  /** What the conversation has come to; of a reply that was cut short, without waiting for the model's reading. */
  outcome(isComplete: boolean): Promise<Outcome>;
}

/** A reply that the model has been asked for, or will have been once it is planned. Rejects as planning does. */
export interface AskedReply {
  plan: Promise<ReplyPlan>;
  pieces: Promise<AsyncIterable<string>>;
  /** Ends it, for the reason given. */
  stop: AbortController;
}

interface Scene {
  model: LanguageModel;
  /** The visitor's own words. */
  said: Utterance[];
  reading: ProjectReading;
  scripted: ScriptedReply;
  tenantName: string;
  locale: Locale;
}

/** Understands what was said and plans the reply: rules decide what to ask, the model phrases it. */
export class AssistantService {
  constructor(
    private readonly models: ModelChoiceService,
    private readonly directory: TenantDirectory,
    private readonly contacts: VisitorContacts,
    private readonly extractor: Extractor,
    /** How long pieces of a reply wait to be joined, in ms. */
    private readonly pauseMs: () => number,
  ) {}

  /** Fails with BYOK_REQUIRED where this tenant may not talk to a model yet. */
  async check(viewer: Member): Promise<void> {
    this.models.for(await this.directory.getActive(viewer.tenantId));
  }

  async plan(viewer: Member, talk: Talk): Promise<ReplyPlan> {
    const scene = await this.#scene(viewer, talk);
    const { model, said, reading, scripted } = scene;
    const messages = talk.messages
      .filter(({ content }) => content !== '')
      .map(({ role, content }) => ({
        role: role === 'USER' ? ('user' as const) : ('assistant' as const),
        content,
      }));
    const extract = (signal: AbortSignal) => this.extractor.extract(viewer.tenantId, model, said, signal);
    let extraction: Promise<ModelReading | null> = Promise.resolve(null);
    return {
      text: (signal) => {
        const prompt = replyPrompt({ ...scene, details: reading.details, messages });
        const reply = model.reply({ ...prompt, script: scripted.text, maxOutputTokens }, signal);
        // Joined before it is looked at: a look at each token costs more than the token.
        const pieces = coalesce(reply, this.pauseMs);
        // Only then: the visitor waits for the first word, nobody for the reading.
        return onceBegun(checked(pieces, scene), () => {
          extraction = afterThis().then(() => extract(signal));
        });
      },
      outcome: async (isComplete) => {
        const extracted = isComplete ? await within(extractionGraceMs, extraction, null) : null;
        const words = said.map(({ text }) => text);
        return outcomeOf(extracted ? mergeReadings(reading, extracted, words) : reading, scripted);
      },
    };
  }

  async #scene(viewer: Member, talk: Talk): Promise<Scene> {
    const tenant = await this.directory.getActive(viewer.tenantId);
    const leadCapture = viewer.kind === 'visitor' && tenant.leadCaptureRequired;
    const hasContact = leadCapture && (await this.contacts.contactOf(viewer)) !== null;
    const utterances = utterancesOf(talk);
    const said = utterances.map(({ text }) => text);
    const locale = localeOf(said.join('\n'), viewer.kind === 'visitor' ? viewer.locale : null);
    const { now: reading, before } = readLatest(utterances);
    const scripted = composeReply({
      reading,
      before,
      lastMessage: said.at(-1) ?? '',
      asked: askedIn(talk),
      turn: said.length,
      locale,
      tenantName: tenant.name,
      leadCapture,
      hasContact,
    });
    return {
      model: this.models.for(tenant),
      said: utterances,
      reading,
      scripted,
      tenantName: tenant.name,
      locale,
    };
  }
}

/** `then`: called when the first piece has been taken. */
async function* onceBegun(pieces: AsyncIterable<string>, then: () => void): AsyncGenerator<string> {
  let hasBegun = false;
  for await (const piece of pieces) {
    yield piece;
    if (!hasBegun) then();
    hasBegun = true;
  }
}

/** Nothing that a model says of prices and durations passes, save what we said; the scripted assistant says nothing else. */
function checked(reply: AsyncIterable<string>, { model, scripted, locale }: Scene): AsyncIterable<string> {
  if (model.name === 'scripted') return reply;
  return withoutFigures(reply, { given: [scripted.text], instead: insteadOfFigures[locale] });
}

function askedIn({ messages }: Talk): Topic[] {
  return messages.flatMap(({ outcome }) => (outcome?.asks ? [outcome.asks] : []));
}

function outcomeOf(reading: ProjectReading, scripted: ScriptedReply): Outcome {
  return {
    suggestions: scripted.suggestions,
    readyForEstimate: reading.ready,
    extractedDetails: reading.details,
    asks: scripted.asks,
  };
}
