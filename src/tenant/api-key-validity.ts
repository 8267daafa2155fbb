import type { Tenant } from './tenant.model.ts';

/** Whether the tenant's key with this public part is good now: the one in use, or the one before it within its grace period. */
export function isAcceptedKey(
  { apiKeyPrefix, previousApiKey }: Pick<Tenant, 'apiKeyPrefix' | 'previousApiKey'>,
  prefix: string,
  now: Date,
): boolean {
  if (prefix === apiKeyPrefix) return true;
  return previousApiKey?.prefix === prefix && isInGrace(previousApiKey, now);
}

export function isInGrace(previous: Tenant['previousApiKey'], now: Date): boolean {
  return previous !== null && previous.expiresAt.getTime() > now.getTime();
}
