import type { KeyObject } from 'node:crypto';
import type { Nonces } from '../limits/nonces.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { type Caller, verifiedCaller } from './call-tokens.ts';
import type { FunctionsKey } from './signing.ts';
import { type IncomingCall, verifiedNonce } from './verifying.ts';

/** Longer than a signed call is good for: twice the clocks' difference. */
const nonceMs = 180_000;

export interface GateDependencies {
  /** All that are good, newest first. */
  keys: readonly FunctionsKey[];
  publicKey: KeyObject;
  nonces: Nonces;
  directory: TenantDirectory;
  onFault: (error: unknown) => void;
}

/** Lets in who shows both: a call signed with a shared secret, once, and a token for this very body of a tenant that may be served. */
export class FunctionsGate {
  readonly #d: GateDependencies;

  constructor(dependencies: GateDependencies) {
    this.#d = dependencies;
  }

  /** null: not let in, whatever the reason; also where it cannot be known whether the nonce is new. */
  async admit(call: IncomingCall): Promise<Caller | null> {
    const { keys, publicKey, directory, nonces, onFault } = this.#d;
    const now = Date.now();
    const nonce = verifiedNonce(call, keys, now);
    const token = /^Bearer ([^ ]+)$/i.exec(call.header('authorization') ?? '')?.[1];
    if (nonce === null || token === undefined) return null;
    const caller = await verifiedCaller(token, call.body, publicKey, now);
    if (!caller) return null;
    try {
      const tenant = await directory.find(caller.tenantId);
      // Last, so that only a call that is good in every other way uses its nonce up.
      return tenant?.status === 'ACTIVE' && (await nonces.accept(null, nonce, nonceMs)) ? caller : null;
    } catch (error) {
      onFault(error);
      return null;
    }
  }
}
