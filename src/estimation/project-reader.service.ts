import type { LanguageModel } from '../llm/llm.ts';
import type { ProjectReading, Utterance } from '../reference/project-details.ts';
import { readProject } from '../reference/reading.ts';
import type { Provenance } from './estimation.types.ts';
import type { Extractor } from './extractor.service.ts';
import { extractionVersion } from './prompts.ts';
import { mergeReadings } from './reading-merge.ts';

export interface Understanding {
  reading: ProjectReading;
  /** The model that had a part in the reading; null: it is the rules' alone. */
  provenance: Provenance | null;
}

export interface ProjectReaderDependencies {
  extractor: Extractor;
  durations: { estimateReadingMs: number };
}

/** What was said of a project, understood: the rules' reading, its gaps filled from a model's. */
export class ProjectReader {
  readonly #d: ProjectReaderDependencies;

  constructor(dependencies: ProjectReaderDependencies) {
    this.#d = dependencies;
  }

  /** Reads for one estimate: all readings together wait for the model no longer than `estimateReadingMs`. They never fail for its sake. */
  begin(
    tenantId: string,
    model: LanguageModel,
  ): (utterances: readonly Utterance[]) => Promise<Understanding> {
    if (model.name === 'scripted')
      return async (utterances) => ({ reading: readProject(utterances), provenance: null });
    const patience = AbortSignal.timeout(this.#d.durations.estimateReadingMs);
    return async (utterances) => {
      const rules = readProject(utterances);
      const extracted = await this.#d.extractor.extract(tenantId, model, utterances, patience);
      if (!extracted) return { reading: rules, provenance: null };
      const said = utterances.map(({ text }) => text);
      return {
        reading: mergeReadings(rules, extracted, said),
        provenance: {
          assistant: model.name,
          model: model.version,
          prompts: { extraction: extractionVersion },
        },
      };
    };
  }
}
