import type { Member } from '../auth/viewer.ts';
import type { VisitorContacts } from '../estimation/visitor-contacts.ts';
import type { LanguageModel, PromptMessage } from '../llm/llm.ts';
import type { ProjectReading, Topic } from '../reference/project-details.ts';
import { readLatest } from '../reference/reading.ts';
import type { ModelChoiceService } from '../tenant/model-choice.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { Outcome } from './conversation.model.ts';
import { type Transcript, utterancesOf } from './conversations.service.ts';
import { composeReply, type ScriptedReply } from './dialogue.ts';
import { type Locale, localeOf } from './dialogue-locale.ts';
import { extractionPrompt, replyPrompt } from './prompts.ts';
import { mergeReadings } from './scoping-merge.ts';
import { type ModelReading, projectDetailsSchema } from './scoping-schema.ts';
import { within } from './within.ts';

/** The model's own reading may take this long after its reply has ended; then the rules' stands alone. */
const extractionGraceMs = 1_500;
const maxOutputTokens = 800;

/** How one reply comes about. */
export interface ReplyPlan {
  text(signal: AbortSignal): AsyncIterable<string>;
  /** What the conversation has come to; of a reply that was cut short, without waiting for the model's reading. */
  outcome(isComplete: boolean): Promise<Outcome>;
}

interface Scene {
  model: LanguageModel;
  /** The visitor's own words. */
  said: string[];
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
  ) {}

  /** Fails with BYOK_REQUIRED where this tenant may not talk to a model yet. */
  async check(viewer: Member): Promise<void> {
    this.models.for(await this.directory.getActive(viewer.tenantId));
  }

  async plan(viewer: Member, transcript: Transcript): Promise<ReplyPlan> {
    const scene = await this.#scene(viewer, transcript);
    const { model, said, reading, scripted } = scene;
    const messages = transcript.messages
      .filter(({ content }) => content !== '')
      .map(({ role, content }) => ({
        role: role === 'USER' ? ('user' as const) : ('assistant' as const),
        content,
      }));
    let extraction: Promise<ModelReading | null> = Promise.resolve(null);
    return {
      text: async function* (signal) {
        const prompt = replyPrompt({ ...scene, details: reading.details, messages });
        let hasBegun = false;
        for await (const piece of model.reply(
          { ...prompt, script: scripted.text, maxOutputTokens },
          signal,
        )) {
          // Only now: the visitor waits for the first word, nobody for the reading.
          if (!hasBegun) extraction = extract(model, messages, signal);
          hasBegun = true;
          yield piece;
        }
      },
      outcome: async (isComplete) => {
        const extracted = isComplete ? await within(extractionGraceMs, extraction, null) : null;
        return outcomeOf(extracted ? mergeReadings(reading, extracted, said) : reading, scripted);
      },
    };
  }

  async #scene(viewer: Member, transcript: Transcript): Promise<Scene> {
    const tenant = await this.directory.getActive(viewer.tenantId);
    const leadCapture = viewer.kind === 'visitor' && tenant.leadCaptureRequired;
    const hasContact = leadCapture && (await this.contacts.contactOf(viewer)) !== null;
    const utterances = utterancesOf(transcript);
    const said = utterances.map(({ text }) => text);
    const locale = localeOf(said.join('\n'), viewer.kind === 'visitor' ? viewer.locale : null);
    const { now: reading, before } = readLatest(utterances);
    const scripted = composeReply({
      reading,
      before,
      lastMessage: said.at(-1) ?? '',
      asked: askedIn(transcript),
      turn: said.length,
      locale,
      tenantName: tenant.name,
      leadCapture,
      hasContact,
    });
    return {
      model: this.models.for(tenant),
      said,
      reading,
      scripted,
      tenantName: tenant.name,
      locale,
    };
  }
}

async function extract(
  model: LanguageModel,
  messages: readonly PromptMessage[],
  signal: AbortSignal,
): Promise<ModelReading | null> {
  const prompt = {
    ...extractionPrompt({ messages }),
    name: 'project_details',
    schema: projectDetailsSchema,
    maxOutputTokens,
  };
  return model.extract(prompt, signal).catch(() => null);
}

function askedIn({ messages }: Transcript): Topic[] {
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
