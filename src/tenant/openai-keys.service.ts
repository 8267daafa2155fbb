import type { Durations } from '../durations.ts';
import { badInput, Failure } from '../errors.ts';
import type { LanguageModel } from '../llm/llm.ts';
import { greaterThan, otherThan } from '../persistence/criteria.ts';
import type { Database } from '../persistence/database.ts';
import { acrossTenants } from '../persistence/scoped.ts';
import { Secret } from '../security/secret.ts';
import type { Sealed, Vault, VaultContext } from '../security/vault.ts';
import type { RecurringTask } from './job-runner.service.ts';
import { type StoredOpenaiKey, Tenant } from './tenant.model.ts';
import type { TenantDirectory } from './tenant-directory.ts';

/** Visible ASCII without spaces: keys differ from provider to provider. */
const keyShape = /^[\x21-\x7e]{8,256}$/;
const rewrapBatch = 100;

export interface OpenaiKeysDependencies {
  database: Database;
  directory: TenantDirectory;
  vault: Vault;
  durations: Durations;
  /** null: the whole server runs on the scripted assistant. */
  openai: LanguageModel | null;
  scripted: LanguageModel;
  /** Hears of keys that no master key opens, for the log. */
  onFault: (error: unknown) => void;
}

/** Tenants' own OpenAI keys: tried, sealed, opened for one call at a time. */
export class OpenaiKeysService {
  readonly #d: OpenaiKeysDependencies;

  constructor(dependencies: OpenaiKeysDependencies) {
    this.#d = dependencies;
  }

  /**
   * Tries the key with a real request and seals it.
   * Fails with BAD_USER_INPUT at `input.openaiApiKey`, LLM_KEY_INVALID, LLM_QUOTA_EXCEEDED or LLM_UNAVAILABLE.
   */
  async accept(tenantId: string, key: Secret): Promise<StoredOpenaiKey> {
    if (!keyShape.test(key.reveal()))
      throw badInput('input.openaiApiKey', 'must have 8 to 256 visible characters and no spaces');
    const { openai, scripted, vault } = this.#d;
    // The model's own time limits end it.
    await (openai ?? scripted).tryKey(key, new AbortController().signal);
    const lastFour = key.reveal().slice(-4);
    return { ...vault.seal(contextOf(tenantId), key), lastFour, validatedAt: new Date() };
  }

  /** Decrypted anew for each call; null: none is set. Fails with LLM_KEY_INVALID where no master key opens it. */
  open({ _id, openaiKey }: Tenant): Secret | null {
    if (!openaiKey) return null;
    try {
      return this.#d.vault.open(contextOf(_id), openaiKey);
    } catch {
      this.#d.onFault(unopenable(_id, openaiKey));
      throw new Failure('LLM_KEY_INVALID', 'The stored API key can no longer be used; please set it again.');
    }
  }

  /**
   * Brings every tenant's key under the current master key and resolves with how many were not. Idempotent, however often and by how
   * many processes it is begun; ends early when the signal aborts. Keys that no master key opens are told of and left as they are.
   */
  async rewrapAll(signal: AbortSignal): Promise<number> {
    const tenants = acrossTenants(this.#d.database, Tenant, 'system:rewrap');
    const elsewhere = { 'openaiKey.keyId': otherThan(this.#d.vault.currentKeyId) };
    let rewrapped = 0;
    for (let last = ''; ; ) {
      const next = { _id: greaterThan(last), ...elsewhere };
      const batch = await tenants.find(next, { sort: { _id: 1 }, limit: rewrapBatch });
      for (const { _id, openaiKey } of batch) {
        if (signal.aborted) return rewrapped;
        if (openaiKey && (await this.#rewrap(_id, openaiKey))) rewrapped += 1;
        last = _id;
      }
      if (batch.length < rewrapBatch) return rewrapped;
    }
  }

  /** `rewrapAll`, now and then: a process that is still on the older keys may seal under them for a while. */
  rewrapTask(): RecurringTask {
    return {
      name: 'rewrap-openai-keys',
      everyMs: this.#d.durations.keyRewrapMs,
      run: async (signal) => {
        await this.rewrapAll(signal);
      },
    };
  }

  /** Only where the key is still the one that was read: another that was set meanwhile stays. */
  async #rewrap(tenantId: string, key: StoredOpenaiKey): Promise<boolean> {
    const sealed = this.#rewrapped(tenantId, key);
    if (!sealed) return false;
    const { modifiedCount } = await this.#d.database
      .model(Tenant)
      .updateOne(
        { _id: { $eq: tenantId }, 'openaiKey.dataKey': { $eq: key.dataKey } },
        { $set: { 'openaiKey.keyId': sealed.keyId, 'openaiKey.dataKey': sealed.dataKey } },
        { timestamps: false },
      )
      .exec();
    this.#d.directory.forget(tenantId);
    return modifiedCount === 1;
  }

  #rewrapped(tenantId: string, key: StoredOpenaiKey): Sealed | null {
    try {
      return this.#d.vault.rewrap(contextOf(tenantId), key);
    } catch {
      this.#d.onFault(unopenable(tenantId, key));
      return null;
    }
  }
}

const contextOf = (tenantId: string): VaultContext => ({ purpose: 'openai-key', tenantId });

const unopenable = (tenantId: string, { keyId }: StoredOpenaiKey): Error =>
  new Error(`The OpenAI key of tenant ${tenantId} cannot be opened; it is under the master key "${keyId}".`);
