import { randomUUID } from 'node:crypto';
import type { Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { badInput, Failure } from '../errors.ts';
import type { Mail, Mailer } from '../mail/mailer.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { scoped } from '../persistence/scoped.ts';
import { createApiKey } from '../security/api-keys.ts';
import { hashPassword, passwordFault } from '../security/passwords.ts';
import { createOpaqueToken, hashToken } from '../security/tokens.ts';
import { type Credentials, isExpired } from './credentials.service.ts';
import { addressTakenMail, verificationMail } from './mails.ts';
import type { QuotaService } from './quota.service.ts';
import { type Branding, defaultBranding, Tenant } from './tenant.model.ts';
import type { RegisterTenantInput, RegisterTenantPayload, VerifyEmailPayload } from './tenant.types.ts';
import type { TenantDirectory } from './tenant-directory.ts';
import type { Quotas, TierName } from './tiers.ts';
import { User } from './user.model.ts';

export interface RegistrationDependencies {
  database: Database;
  credentials: Credentials;
  directory: TenantDirectory;
  quota: QuotaService;
  mailer: Mailer;
  durations: Durations;
  quotas: Quotas;
  selfServiceTiers: readonly TierName[];
  /** Base of the links in mails. */
  publicUrl: () => string;
}

/** Opening an account and confirming its address. */
export class RegistrationService {
  readonly #d: RegistrationDependencies;

  constructor(dependencies: RegistrationDependencies) {
    this.#d = dependencies;
  }

  /**
   * Makes a pending tenant whose key is inert until the address is confirmed; the answer tells nothing about the address.
   * Fails with BAD_USER_INPUT, TIER_LIMIT or RATE_LIMITED.
   */
  async register(viewer: Viewer, input: RegisterTenantInput): Promise<RegisterTenantPayload> {
    const name = checkedName(input.name);
    const fault = passwordFault(input.password, [name, input.email]);
    if (fault) throw badInput('input.password', fault);
    if (!this.#d.selfServiceTiers.includes(input.tier))
      throw new Failure('TIER_LIMIT', 'This tier cannot be registered directly; please ask us.');
    await this.#d.quota.spend(
      [{ key: `registrations:${viewer.client.ip}`, ...this.#d.quotas.registrationsPerIp }],
      randomUUID(),
    );
    const { tenantId, userId, apiKey } = await this.createPending({ ...input, name });
    await this.#mailRegistration(input.email, name, tenantId, userId);
    return {
      tenantId,
      apiKey,
      message:
        'Please follow the link that we have sent to your e-mail address. The API key works from then on.',
    };
  }

  /** Writes the tenant, its admin and an API key, all inert until confirmed. */
  async createPending(input: RegisterTenantInput & { isDemo?: boolean; branding?: Branding }) {
    const { key, id, hash } = createApiKey();
    const tenantId = newId();
    const userId = newId();
    const pendingUntil = new Date(Date.now() + this.#d.durations.pendingTenantMs);
    await this.#d.database.model(Tenant).create({
      _id: tenantId,
      name: input.name,
      email: input.email,
      tier: input.tier,
      status: 'PENDING_VERIFICATION',
      branding: input.branding ?? defaultBranding,
      apiKeyPrefix: `efofx_${id}`,
      isDemo: input.isDemo ?? false,
      pendingUntil,
    });
    await scoped(this.#d.database, User, { tenantId }).insert({
      _id: userId,
      email: input.email,
      passwordHash: await hashPassword(input.password),
      role: 'ADMIN',
      isActive: true,
      pendingUntil,
    } as Omit<User, 'tenantId'>);
    await this.#d.credentials.add({ kind: 'apiKey', key: hash, tenantId });
    await this.#d.credentials.add({
      kind: 'pendingEmail',
      key: userId,
      tenantId,
      userId,
      email: input.email,
      purgeAt: pendingUntil,
    });
    return { tenantId, userId, apiKey: key };
  }

  /** Follows a link from the mail, once. Fails with TOKEN_INVALID, or CONFLICT if the address was confirmed elsewhere meanwhile. */
  async verifyEmail(_viewer: Viewer, token: string): Promise<VerifyEmailPayload> {
    const key = hashToken(token);
    const link = await this.#d.credentials.find('verify', key);
    if (!link?.userId || !link.email || isExpired(link)) throw linkInvalid();
    await this.activate({ tenantId: link.tenantId, userId: link.userId, email: link.email });
    // Last, so that a crash on the way leaves a link that finishes the work; of two at once only one gets here.
    if (!(await this.#d.credentials.consume('verify', key))) throw linkInvalid();
    return {
      tenant: await this.#d.directory.getActive(link.tenantId),
      message: 'Your e-mail address is confirmed. You can log in now.',
    };
  }

  /** Idempotent: makes the address the account's own, then lets tenant and admin live. */
  async activate(account: { tenantId: string; userId: string; email: string }): Promise<void> {
    const { tenantId, userId, email } = account;
    await this.#claimAddress(tenantId, userId, email);
    await scoped(this.#d.database, User, { tenantId }).update(
      { _id: userId },
      { $unset: { pendingUntil: 1 } },
    );
    await this.#d.database
      .model(Tenant)
      .updateOne(
        { _id: { $eq: tenantId }, status: { $eq: 'PENDING_VERIFICATION' } },
        { $set: { status: 'ACTIVE' }, $unset: { pendingUntil: 1 } },
      );
    await this.#d.credentials.consume('pendingEmail', userId);
    this.#d.directory.forget(tenantId);
  }

  async #claimAddress(tenantId: string, userId: string, email: string): Promise<void> {
    try {
      await this.#d.credentials.add({ kind: 'email', key: email, tenantId, userId, email });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const owner = await this.#d.credentials.find('email', email);
      if (owner?.userId !== userId)
        throw new Failure('CONFLICT', 'This address has been confirmed for another account meanwhile.');
    }
  }

  async #mailRegistration(email: string, name: string, tenantId: string, userId: string): Promise<void> {
    const taken = (await this.#d.credentials.find('email', email)) !== null;
    const { token, hash } = createOpaqueToken();
    const expiresAt = new Date(Date.now() + this.#d.durations.verifyLinkMs);
    if (!taken)
      await this.#d.credentials.add({
        kind: 'verify',
        key: hash,
        tenantId,
        userId,
        email,
        expiresAt,
        purgeAt: expiresAt,
      });
    const url = `${this.#d.publicUrl()}/verify?token=${token}`;
    await this.#mail(email, taken ? addressTakenMail() : verificationMail(name, url));
  }

  async #mail(to: string, mail: Pick<Mail, 'subject' | 'text' | 'html'>): Promise<void> {
    const id = randomUUID();
    const quota = { key: `mails:${to}:verify`, ...this.#d.quotas.mailsPerAddressAndPurpose };
    if (await this.#d.quota.allows(quota, id)) await this.#d.mailer.send({ id, to, ...mail });
  }
}

const linkInvalid = (): Failure =>
  new Failure('TOKEN_INVALID', 'This link has been used already, has expired, or is not complete.');

function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length < 2) throw badInput('input.name', 'must have at least 2 characters');
  if (/\p{Cc}|\p{Cf}|[<>]/u.test(trimmed))
    throw badInput('input.name', 'must not have control characters or < >');
  return trimmed;
}
