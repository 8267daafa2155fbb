import { quotas, type Tiers, tiers } from '../src/tenant/tiers.ts';

/** More than any benchmark asks for: what is measured is how fast the limits are looked after, not where they are. */
const plenty = 10_000_000;

const roomy = { requestsPerHour: plenty, repliesAtOnce: plenty };

/** The product's limits, each of them still counted and looked at, and none in the way. */
export const roomyTables = {
  tiers: {
    TRIAL: { ...tiers.TRIAL, ...roomy },
    PRO: { ...tiers.PRO, ...roomy },
    ENTERPRISE: { ...tiers.ENTERPRISE, ...roomy },
  } satisfies Tiers,
  quotas: {
    ...quotas,
    messagesPerSession: { ...quotas.messagesPerSession, limit: plenty },
    messagesPerSessionMinute: { ...quotas.messagesPerSessionMinute, limit: plenty },
    sessionsPerIp: { ...quotas.sessionsPerIp, limit: plenty },
  },
};
