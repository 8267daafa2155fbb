import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Durations } from '../durations.ts';
import type { EstimateFindings, EstimateRequest, Estimates } from '../estimation/estimator.ts';
import { scopes } from './call-tokens.ts';
import { type Called, callFunctions, type FunctionsAccess } from './calling.ts';
import { shapes } from './shapes.ts';
import { toolNames } from './tool-names.ts';

export interface RemoteEstimatesDependencies {
  access: FunctionsAccess;
  /** Those of this process, for when nobody answers. */
  local: Estimates;
  durations: Pick<Durations, 'functionsConnectMs' | 'functionsAnswerMs' | 'functionsRestMs'>;
  warn: (message: string) => void;
}

const attempts = 3;
const pauseMs = 50;
/** Matching reads no further. */
const longestText = 4_000;

const answerSchema = z.object({
  result: z.object({ structuredContent: shapes.compute.output }),
});

/** Estimates by the functions elsewhere. Whatever befalls those, the estimate is made: in this process then. */
export class RemoteEstimates implements Estimates {
  readonly #d: RemoteEstimatesDependencies;
  #restUntil = 0;

  constructor(dependencies: RemoteEstimatesDependencies) {
    this.#d = dependencies;
  }

  async estimate(request: EstimateRequest): Promise<EstimateFindings> {
    if (performance.now() < this.#restUntil) return this.#d.local.estimate(request);
    try {
      return await this.#asked(request);
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      this.#d.warn(`the functions do not answer (${reason}); estimates are made in this process meanwhile`);
      this.#restUntil = performance.now() + this.#d.durations.functionsRestMs;
      return this.#d.local.estimate(request);
    }
  }

  async #asked({ tenantId, reading, text, region }: EstimateRequest): Promise<EstimateFindings> {
    const description = text.slice(0, longestText).toWellFormed();
    const input = { description, details: reading.details, ...(region && { region }) };
    const params = { name: toolNames.compute, arguments: input };
    const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
    const { text: answer } = await this.#called(tenantId, message);
    const { structuredContent } = answerSchema.parse(JSON.parse(answer)).result;
    return structuredContent as EstimateFindings;
  }

  /** Tried again where no answer came or the other side is in trouble; all tries share the time. */
  async #called(tenantId: string, message: string): Promise<Called> {
    const { access, durations } = this.#d;
    const signal = AbortSignal.timeout(durations.functionsAnswerMs);
    const patience = { connectMs: durations.functionsConnectMs, signal };
    const caller = { tenantId, scopes: [scopes.read, scopes.api] };
    for (let attempt = 1; ; attempt += 1) {
      const called = await callFunctions(access, caller, message, patience).catch((error: unknown) => {
        if (attempt === attempts || signal.aborted) throw error;
        return null;
      });
      if (called && called.status < 500) return called;
      if (attempt === attempts) throw new Error('The functions are in trouble.');
      await pause(pauseMs * attempt, undefined, { signal });
    }
  }
}
