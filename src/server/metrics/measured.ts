import { Failure } from '../../errors.ts';
import type { Limiter } from '../../limits/limiter.ts';
import type { LanguageModel, Prompt } from '../../llm/llm.ts';
import type { Meters } from './meters.ts';

/** The limiter, with what it refuses and how long it takes noted. */
export function measuredLimiter(limiter: Limiter, { note }: Meters): Limiter {
  return {
    ...limiter,
    take: async (quota, id) => {
      const start = performance.now();
      const allowance = await limiter.take(quota, id);
      note(({ decisionSeconds }) => decisionSeconds.observe(secondsSince(start)));
      if (!allowance.allowed) note(({ quotaRefusals }) => quotaRefusals.inc({ quota: purposeOf(quota.key) }));
      return allowance;
    },
  };
}

const purposes =
  /^(metered|replies|mails|registrations|logins|widget-sessions|feedback-requests|session-share|openai-key-failed)\b/;

/** Keys hold addresses and ids behind their purpose, and those of sessions begin with one. */
function purposeOf(key: string): string {
  return purposes.exec(key)?.[1] ?? (/:(minute|messages)$/.test(key) ? 'messages' : 'other');
}

/** The model, with every call noted; the prompts' and answers' text goes no further than their length. */
export function measuredModel(model: LanguageModel, meters: Meters): LanguageModel {
  return {
    ...model,
    reply: (prompt, signal) => measuredReply(model, meters, prompt, () => model.reply(prompt, signal)),
    extract: (prompt, signal) =>
      measuredCall(model, meters, 'extract', () => {
        noteTokens(model, meters, 'in', lengthOf(prompt));
        return model.extract(prompt, signal);
      }),
    tryKey: (apiKey, signal) => measuredCall(model, meters, 'try', () => model.tryKey(apiKey, signal)),
  };
}

async function* measuredReply(
  { name }: LanguageModel,
  meters: Meters,
  prompt: Prompt,
  ask: () => AsyncIterable<string>,
): AsyncGenerator<string, void> {
  const { note } = meters;
  const start = performance.now();
  const model = name;
  let said = 0;
  let outcome = 'left';
  note(({ streams }) => streams.inc({ model }));
  noteTokens({ name }, meters, 'in', lengthOf(prompt));
  try {
    for await (const piece of ask()) {
      if (said === 0)
        note(({ firstTokenSeconds }) => firstTokenSeconds.observe({ model }, secondsSince(start)));
      said += piece.length;
      yield piece;
    }
    outcome = 'completed';
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    note(({ streams }) => streams.dec({ model }));
    noteTokens({ name }, meters, 'out', said);
    noteEnd(meters, { model, kind: 'reply' }, start, outcome);
  }
}

async function measuredCall<T>(
  { name: model }: LanguageModel,
  meters: Meters,
  kind: 'extract' | 'try',
  ask: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  let outcome = 'completed';
  try {
    return await ask();
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    noteEnd(meters, { model, kind }, start, outcome);
  }
}

function noteEnd({ note }: Meters, what: { model: string; kind: string }, start: number, outcome: string) {
  const seconds = secondsSince(start);
  note(({ modelCalls, modelSeconds }) => {
    modelCalls.inc({ ...what, outcome });
    modelSeconds.observe(what, seconds);
  });
}

function noteTokens(
  { name: model }: Pick<LanguageModel, 'name'>,
  { note }: Meters,
  direction: 'in' | 'out',
  characters: number,
): void {
  note(({ modelTokens }) => modelTokens.inc({ model, direction }, Math.ceil(characters / 4)));
}

const lengthOf = ({ system, messages }: Prompt): number =>
  messages.reduce((sum, { content }) => sum + content.length, system.length);

const outcomeOf = (error: unknown): string => (error instanceof Failure ? error.code : 'left');

const secondsSince = (start: number): number => (performance.now() - start) / 1_000;
