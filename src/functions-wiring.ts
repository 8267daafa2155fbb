import { createPublicKey } from 'node:crypto';
import { readSigningKey } from './auth/tokens.ts';
import type { Durations } from './durations.ts';
import type { Estimates } from './estimation/estimator.ts';
import { type FunctionsDependencies, FunctionsService } from './functions/functions.service.ts';
import type { FunctionsRouteDependencies } from './functions/functions-route.ts';
import { FunctionsGate } from './functions/gate.ts';
import { RemoteEstimates } from './functions/remote-estimates.ts';
import { readFunctionsKeys } from './functions/signing.ts';
import type { Nonces } from './limits/nonces.ts';
import type { TenantDirectory } from './tenant/tenant-directory.ts';

/** How functions are offered and reached; without keys neither. */
export interface FunctionsSetting {
  url: string | null;
  keys: string | null;
  signingKey: string;
}

interface Dependencies extends FunctionsDependencies {
  functions: FunctionsSetting;
  durations: Durations;
  nonces: Nonces;
  directory: TenantDirectory;
  onFault: (error: unknown) => void;
  warn: (message: string) => void;
}

/** Who works out the API's estimates, and what stands behind /mcp (null: nothing). */
export function createFunctions(d: Dependencies): {
  estimates: Estimates;
  endpoint: FunctionsRouteDependencies | null;
} {
  const { url, keys: text, signingKey: key } = d.functions;
  const keys = text === null ? [] : readFunctionsKeys(text);
  const [current] = keys;
  if (!current) return { estimates: d.estimates, endpoint: null };
  const signingKey = readSigningKey(key);
  const gate = new FunctionsGate({ ...d, keys, publicKey: createPublicKey(signingKey) });
  const endpoint = { gate, functions: new FunctionsService(d), onFault: d.onFault };
  const access = url === null ? null : { url, key: current, signingKey };
  const estimates = access ? new RemoteEstimates({ ...d, access, local: d.estimates }) : d.estimates;
  return { estimates, endpoint };
}
