import { randomUUID } from 'node:crypto';
import { memberOf, type Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { badInput, Failure, notFound } from '../errors.ts';
import type { Estimation } from '../estimation/estimation.model.ts';
import type { EstimationStore } from '../estimation/estimation.store.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { createOpaqueToken, hashToken } from '../security/tokens.ts';
import { type Credentials, isExpired } from '../tenant/credentials.service.ts';
import type { Postman } from '../tenant/postman.service.ts';
import { type QuotaService, rateLimited } from '../tenant/quota.service.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import type { Quotas } from '../tenant/tiers.ts';
import { Feedback } from './feedback.model.ts';
import type { FeedbackInvitation, FeedbackRequest } from './feedback.types.ts';
import { feedbackRequestMail } from './mails.ts';
import { quoteOf } from './quote.ts';

export interface FeedbackInvitationDependencies {
  database: Database;
  store: EstimationStore;
  credentials: Credentials;
  directory: TenantDirectory;
  postman: Postman;
  quota: QuotaService;
  quotas: Quotas;
  durations: Durations;
  /** Base of the links in mails. */
  publicUrl: () => string;
}

/** Magic links by which customers say what became of their projects. Looking at one never uses it up. */
export class FeedbackInvitations {
  readonly #d: FeedbackInvitationDependencies;

  constructor(dependencies: FeedbackInvitationDependencies) {
    this.#d = dependencies;
  }

  /**
   * Mails a link to the given address, else to the estimate's. Fails with NOT_FOUND, CONFLICT for drafts and where the customer has
   * answered, BAD_USER_INPUT without an address, RATE_LIMITED.
   */
  async invite(viewer: Viewer, sessionId: string, address: string | null): Promise<FeedbackInvitation> {
    const member = memberOf(viewer);
    const estimation = await this.#d.store.findBySession(member, sessionId);
    if (!estimation) throw notFound('Estimate');
    quoteOf(estimation);
    if (await this.#isAnswered(estimation))
      throw new Failure('CONFLICT', 'The customer has reported already.');
    const to = address ?? estimation.customerEmail;
    if (!to) throw badInput('email', 'must be given: the estimate has no e-mail address of its own');
    const perDay = {
      tenantId: member.tenantId,
      key: 'feedback-requests',
      ...this.#d.quotas.feedbackRequestsPerTenant,
    };
    const refund = await this.#d.quota.spend([perDay], randomUUID());
    try {
      return { sentTo: to, expiresAt: await this.#mail(estimation, to) };
    } catch (error) {
      await refund();
      throw error;
    }
  }

  /** What the feedback form shows; also after it was submitted, until the link expires. Fails with TOKEN_INVALID. */
  async look(token: string): Promise<FeedbackRequest> {
    const { estimation, expiresAt } = await this.open(token);
    const { name: tenantName, branding } = await this.#d.directory.getActive(estimation.tenantId);
    const { estimate, matchedReferenceClass } = estimation;
    if (!estimate || !matchedReferenceClass) throw linkInvalid();
    return {
      ...{ tenantName, branding, estimate, expiresAt },
      projectName: matchedReferenceClass.referenceClass.name,
      alreadySubmitted: await this.#isAnswered(estimation),
    };
  }

  /** The estimation that a link is for, and who got it. Fails with TOKEN_INVALID, whatever the reason. */
  async open(token: string): Promise<{ estimation: Estimation; by: string; expiresAt: Date }> {
    const link = await this.#d.credentials.find('feedback', hashToken(token));
    if (!link?.sessionId || !link.email || !link.expiresAt || isExpired(link)) throw linkInvalid();
    const tenant = await this.#d.directory.find(link.tenantId);
    if (tenant?.status !== 'ACTIVE') throw linkInvalid();
    const estimation = await this.#d.store.findBySession(link, link.sessionId);
    if (!estimation) throw linkInvalid();
    return { estimation, by: link.email, expiresAt: link.expiresAt };
  }

  async #mail({ tenantId, sessionId, matchedReferenceClass }: Estimation, to: string): Promise<Date> {
    const tenant = await this.#d.directory.getActive(tenantId);
    const { token, hash } = createOpaqueToken();
    const expiresAt = new Date(Date.now() + this.#d.durations.feedbackLinkMs);
    await this.#d.credentials.add({
      ...{ kind: 'feedback', key: hash, tenantId, sessionId, email: to },
      ...{ expiresAt, purgeAt: expiresAt },
    });
    const url = `${this.#d.publicUrl()}/feedback/${token}`;
    const projectName = matchedReferenceClass?.referenceClass.name ?? 'your project';
    const letter = feedbackRequestMail(tenant, { projectName, url });
    if (await this.#d.postman.post({ tenantId, to, purpose: 'feedback', letter })) return expiresAt;
    await this.#d.credentials.consume('feedback', hash);
    throw rateLimited(
      await this.#d.quota.peek(this.#d.postman.shareOf({ tenantId, to, purpose: 'feedback' })),
    );
  }

  async #isAnswered({ tenantId, _id: estimationId }: Estimation): Promise<boolean> {
    const rows = scoped(this.#d.database, Feedback, { tenantId });
    return (await rows.findOne({ estimationId, type: 'CUSTOMER' })) !== null;
  }
}

/** One answer for every link that does not work. */
const linkInvalid = (): Failure => new Failure('TOKEN_INVALID', 'This link has expired, or is not complete.');
