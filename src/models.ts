import type { Config } from './config.ts';
import { createBreaker } from './llm/breaker.ts';
import type { LanguageModel } from './llm/llm.ts';
import { scriptedModel } from './llm/scripted.ts';
import { measuredModel } from './server/metrics/measured.ts';
import { type Meters } from './server/metrics/meters.ts';
import type { Tables } from './services.ts';

export interface Models {
  /** null: every tenant talks to the scripted assistant. */
  openai: LanguageModel | null;
  scripted: LanguageModel;
  /** How many keys' circuits are open. */
  openBreakers(): number;
}

/** The assistants that the environment asks for, each call of theirs measured. */
export async function createModels(config: Config, tables: Tables, meters: Meters): Promise<Models> {
  const { scriptedWordMs: msPerWord, scriptedReplyMs: maxMs } = tables.durations;
  const breaker = createBreaker(tables.modelTiming);
  const scripted = measuredModel(scriptedModel({ msPerWord, maxMs }), meters);
  const openBreakers = () => breaker.openCount();
  if (config.llm !== 'openai') return { openai: null, scripted, openBreakers };
  const { openaiModel } = await import('./llm/openai.ts');
  const { model, apiKey, baseUrl } = config.openai;
  const timing = tables.modelTiming;
  const options = { model, timing, breaker, ...(apiKey && { apiKey }), ...(baseUrl && { baseUrl }) };
  return { openai: measuredModel(openaiModel(options), meters), scripted, openBreakers };
}
