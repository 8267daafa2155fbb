import { randomUUID } from 'node:crypto';
import { Failure } from '../errors.ts';
import type { LanguageModel, Prompt } from '../llm/llm.ts';
import type { AuditService } from './audit.service.ts';
import type { OpenaiKeysService } from './openai-keys.service.ts';
import type { QuotaService } from './quota.service.ts';
import type { Tenant } from './tenant.model.ts';
import type { Quotas, Tiers } from './tiers.ts';

export interface ModelChoiceDependencies {
  /** null: the whole server runs on the scripted assistant. */
  openai: LanguageModel | null;
  scripted: LanguageModel;
  hasPlatformKey: boolean;
  tiers: Tiers;
  quotas: Quotas;
  openaiKeys: OpenaiKeysService;
  audit: AuditService;
  quota: QuotaService;
  onFault: (error: unknown) => void;
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
    if (tenant.openaiKey) return this.#onOwnKey(openai, tenant);
    if (tiers[tenant.tier].byokRequired && !tenant.isDemo) throw byokRequired();
    return hasPlatformKey ? openai : scripted;
  }

  /** The key is opened for each call, and a call without it is none: it must not fall to the platform's. */
  #onOwnKey(openai: LanguageModel, tenant: Tenant): LanguageModel {
    const withKey = <P extends Prompt>(prompt: P): P => {
      const apiKey = this.#d.openaiKeys.open(tenant);
      if (!apiKey) throw byokRequired();
      return { ...prompt, apiKey };
    };
    const note = (error: unknown) => this.#noteRefusedKey(tenant._id, error);
    return {
      name: openai.name,
      version: openai.version,
      async *reply(prompt, signal) {
        try {
          yield* openai.reply(withKey(prompt), signal);
        } catch (error) {
          await note(error);
          throw error;
        }
      },
      async extract(prompt, signal) {
        try {
          return await openai.extract(withKey(prompt), signal);
        } catch (error) {
          await note(error);
          throw error;
        }
      },
      tryKey: (apiKey, signal) => openai.tryKey(apiKey, signal),
    };
  }

  /** For the tenant's admins to see: once a day is enough. */
  async #noteRefusedKey(tenantId: string, error: unknown): Promise<void> {
    if (!(error instanceof Failure) || error.code !== 'LLM_KEY_INVALID') return;
    const { quota, quotas, audit, onFault } = this.#d;
    try {
      const share = { tenantId, key: 'openai-key-failed', ...quotas.keyFailuresAudited };
      if (!(await quota.allows(share, randomUUID()))) return;
      const details = { code: error.code };
      await audit.record({ tenantId }, { action: 'openai_key.failed', actor: 'system', details });
    } catch (fault) {
      onFault(fault);
    }
  }
}

const byokRequired = (): Failure =>
  new Failure('BYOK_REQUIRED', "This tier talks to OpenAI on the tenant's own key, and none is set.");
