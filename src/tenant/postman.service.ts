import { randomUUID } from 'node:crypto';
import type { Quota } from '../limits/limiter.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { Letter } from './letter.ts';
import type { QuotaService } from './quota.service.ts';
import type { Quotas } from './tiers.ts';

export type MailPurpose =
  | 'verify'
  | 'reset'
  | 'invite'
  | 'lead'
  | 'feedback'
  | 'feedbackTold'
  | 'feedbackThanks'
  | 'deactivated';

export interface Delivery {
  /** Of a mail that goes out once, however often it is posted; left out: each goes. */
  id?: string;
  /** Whose account the mail is about. */
  tenantId: string;
  to: string;
  purpose: MailPurpose;
  letter: Letter;
}

/** Posts mails: an address gets at most 3 a day for one purpose, and a tenant at most 200 of each kind about its business. */
export class Postman {
  readonly #outbox: Outbox;
  readonly #quota: QuotaService;
  readonly #quotas: Quotas;

  constructor({ outbox, quota, quotas }: { outbox: Outbox; quota: QuotaService; quotas: Quotas }) {
    this.#outbox = outbox;
    this.#quota = quota;
    this.#quotas = quotas;
  }

  /** Resolves when the mail is stored for delivery; false: the address has had its share, and none was. */
  async post({ id = randomUUID(), tenantId, to, purpose, letter }: Delivery): Promise<boolean> {
    if (!(await this.#quota.allows(this.shareOf({ tenantId, to, purpose }), id))) return false;
    await this.#outbox.post({ id, tenantId, to, ...letter });
    return true;
  }

  /** The limit that a mail counts against. */
  shareOf({ tenantId, to, purpose }: Pick<Delivery, 'tenantId' | 'to' | 'purpose'>): Quota {
    if (purpose === 'lead' || purpose === 'feedbackTold')
      return { tenantId, key: `mails:${purpose}`, ...this.#quotas.businessMailsPerTenant };
    return { key: `mails:${to}:${purpose}`, ...this.#quotas.mailsPerAddressAndPurpose };
  }
}
