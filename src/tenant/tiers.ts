export const tierNames = ['TRIAL', 'PRO', 'ENTERPRISE'] as const;
export type TierName = (typeof tierNames)[number];

export interface TierTerms {
  /** Metered operations in any rolling hour, over all users and widgets of the tenant. */
  requestsPerHour: number;
  byokRequired: boolean;
  whiteLabel: boolean;
  /** null: no limit. */
  maxCustomReferenceClasses: number | null;
  repliesAtOnce: number;
}

export type Tiers = Readonly<Record<TierName, TierTerms>>;

export const tiers: Tiers = {
  TRIAL: {
    requestsPerHour: 10,
    byokRequired: false,
    whiteLabel: false,
    maxCustomReferenceClasses: 0,
    repliesAtOnce: 3,
  },
  PRO: {
    requestsPerHour: 100,
    byokRequired: true,
    whiteLabel: true,
    maxCustomReferenceClasses: 50,
    repliesAtOnce: 10,
  },
  ENTERPRISE: {
    requestsPerHour: 1_000,
    byokRequired: true,
    whiteLabel: true,
    maxCustomReferenceClasses: null,
    repliesAtOnce: 50,
  },
};

/** What one widget session may take of its tenant's hour: a fifth, and never less than 8. */
export const sessionShare = (requestsPerHour: number): number => Math.max(8, Math.floor(requestsPerHour / 5));

const minute = 60_000;
const hour = 60 * minute;

/** Limits that do not depend on the tier, as counts in a window of milliseconds. */
export const quotas = {
  messagesPerSession: { limit: 50, windowMs: 24 * hour },
  messagesPerSessionMinute: { limit: 20, windowMs: minute },
  sessionsPerIp: { limit: 60, windowMs: hour },
  registrationsPerIp: { limit: 20, windowMs: 24 * hour },
  /** Failed logins of an account that pass without an entry in its audit log; the next one makes the one entry of the window. */
  failedLoginsUntold: { limit: 4, windowMs: 15 * minute },
  failedLoginsTold: { limit: 1, windowMs: 15 * minute },
  loginsPerAccountAndIp: { limit: 10, windowMs: 15 * minute },
  loginsPerIp: { limit: 50, windowMs: 15 * minute },
  keyFailuresAudited: { limit: 1, windowMs: 24 * hour },
  feedbackRequestsPerTenant: { limit: 50, windowMs: 24 * hour },
  mailsPerAddressAndPurpose: { limit: 3, windowMs: 24 * hour },
  businessMailsPerTenant: { limit: 200, windowMs: 24 * hour },
} as const;

export type Quotas = { readonly [Name in keyof typeof quotas]: { limit: number; windowMs: number } };
