import { Failure } from '../errors.ts';
import type { LanguageModel } from '../llm/llm.ts';
import type { Tenant } from './tenant.model.ts';
import type { Tiers } from './tiers.ts';

export interface ModelChoiceDependencies {
  /** null: the whole server runs on the scripted assistant. */
  openai: LanguageModel | null;
  scripted: LanguageModel;
  hasPlatformKey: boolean;
  tiers: Tiers;
}

/** Which assistant answers for a tenant, and on whose key. */
export class ModelChoiceService {
  readonly #d: ModelChoiceDependencies;

  constructor(dependencies: ModelChoiceDependencies) {
    this.#d = dependencies;
  }

  /** Fails with BYOK_REQUIRED where the tier asks for the tenant's own key. */
  for(tenant: Tenant): LanguageModel {
    const { openai, scripted, hasPlatformKey, tiers } = this.#d;
    if (!openai) return scripted;
    if (tiers[tenant.tier].byokRequired && !tenant.isDemo)
      throw new Failure(
        'BYOK_REQUIRED',
        "This tier talks to OpenAI on the tenant's own key, and none is set.",
      );
    return hasPlatformKey ? openai : scripted;
  }
}
