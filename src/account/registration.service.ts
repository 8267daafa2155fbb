import { randomUUID } from 'node:crypto';
import type { Viewer } from '../auth/viewer.ts';
import type { Durations } from '../durations.ts';
import { badInput, Failure } from '../errors.ts';
import type { Database } from '../persistence/database.ts';
import { newId } from '../persistence/mongo.ts';
import { scoped } from '../persistence/scoped.ts';
import { createApiKey } from '../security/api-keys.ts';
import { hashPassword, passwordFault } from '../security/passwords.ts';
import { createOpaqueToken, hashToken } from '../security/tokens.ts';
import type { AuditService } from '../tenant/audit.service.ts';
import { type Credentials, isExpired } from '../tenant/credentials.service.ts';
import type { Postman } from '../tenant/postman.service.ts';
import type { QuotaService } from '../tenant/quota.service.ts';
import { type Branding, defaultBranding, Tenant } from '../tenant/tenant.model.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { checkedTenantName } from '../tenant/tenant-name.ts';
import type { Quotas, TierName } from '../tenant/tiers.ts';
import type { RegisterTenantInput, RegisterTenantPayload, VerifyEmailPayload } from './account.types.ts';
import type { Addresses } from './addresses.service.ts';
import { takingAtLeast } from './answer-alike.ts';
import { linkInvalid } from './link-invalid.ts';
import { addressTakenMail, verificationMail } from './mails.ts';
import { User } from './user.model.ts';

export interface RegistrationDependencies {
  database: Database;
  credentials: Credentials;
  directory: TenantDirectory;
  quota: QuotaService;
  postman: Postman;
  audit: AuditService;
  addresses: Addresses;
  durations: Durations;
  quotas: Quotas;
  selfServiceTiers: readonly TierName[];
  /** Base of the links in mails. */
  publicUrl: () => string;
}

interface Account {
  tenantId: string;
  userId: string;
  email: string;
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
    const name = checkedTenantName(input.name);
    const fault = passwordFault(input.password, [name, input.email]);
    if (fault) throw badInput('input.password', fault);
    if (!this.#d.selfServiceTiers.includes(input.tier))
      throw new Failure('TIER_LIMIT', 'This tier cannot be registered directly; please ask us.');
    await this.#d.quota.spend(
      [{ key: `registrations:${viewer.client.ip}`, ...this.#d.quotas.registrationsPerIp }],
      randomUUID(),
    );
    const { tenantId, apiKey } = await takingAtLeast(this.#d.durations.alikeAnswerMs, async () => {
      const pending = await this.createPending({ ...input, name });
      const pendingUntil = new Date(Date.now() + this.#d.durations.pendingTenantMs);
      await this.#mailLink({ ...pending, email: input.email }, name, pendingUntil);
      return pending;
    });
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
    await this.#d.credentials.add({
      kind: 'apiKey',
      key: hash,
      tenantId,
      keyPrefix: `efofx_${id}`,
      purgeAt: pendingUntil,
    });
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
    await this.#d.credentials.removeAll({ tenantId: link.tenantId, userId: link.userId }, ['verify']);
    return {
      tenant: await this.#d.directory.getActive(link.tenantId),
      message: 'Your e-mail address is confirmed. You can log in now.',
    };
  }

  /** Mails a new link to an address that waits for confirmation; answers alike for every address. */
  async resendVerification(_viewer: Viewer, email: string): Promise<boolean> {
    await takingAtLeast(this.#d.durations.alikeAnswerMs, async () => {
      const [newest] = await this.#d.credentials.findPending(email, 1);
      const tenant = newest && (await this.#d.directory.find(newest.tenantId));
      if (!newest?.userId || tenant?.status !== 'PENDING_VERIFICATION') return;
      const { pendingUntil = new Date() } = tenant;
      const account = { tenantId: tenant._id, userId: newest.userId, email };
      if (pendingUntil.getTime() > Date.now()) await this.#mailLink(account, tenant.name, pendingUntil);
    });
    return true;
  }

  /** Idempotent: makes the address the account's own, then lets tenant and admin live. Fails as `verifyEmail`. */
  async activate({ tenantId, userId, email }: Account): Promise<void> {
    const user = { _id: userId, tenantId, email };
    await this.#d.addresses.claim(user);
    const alive = await scoped(this.#d.database, User, user).update(
      { _id: userId },
      { $unset: { pendingUntil: 1 } },
    );
    if (!alive) {
      // The row has expired meanwhile.
      await this.#d.addresses.free(user);
      throw linkInvalid();
    }
    await this.#d.credentials.keepApiKeys(tenantId);
    await this.#recordBeginning(user);
    await this.#d.database
      .model(Tenant)
      .updateOne(
        { _id: { $eq: tenantId }, status: { $eq: 'PENDING_VERIFICATION' } },
        { $set: { status: 'ACTIVE' }, $addToSet: { adminIds: userId }, $unset: { pendingUntil: 1 } },
      );
    await this.#d.credentials.consume('pendingEmail', userId);
    this.#d.directory.forget(tenantId);
  }

  /** Only now, since what nobody confirms is to leave nothing behind. */
  async #recordBeginning({ tenantId, email }: Pick<User, 'tenantId' | 'email'>): Promise<void> {
    const registeredAt = (await this.#d.directory.find(tenantId))?.createdAt.toISOString();
    const entry = { actor: email, target: tenantId };
    const registered = { ...entry, action: 'tenant.registered', details: { registeredAt } } as const;
    await this.#d.audit.recordOnce(`registered-${tenantId}`, { tenantId }, registered);
    const verified = { ...entry, action: 'tenant.verified' } as const;
    await this.#d.audit.recordOnce(`verified-${tenantId}`, { tenantId }, verified);
  }

  /** To an address that is taken goes a notice; the link that nobody gets is made all the same, so that both take as long. */
  async #mailLink(account: Account, name: string, until: Date): Promise<void> {
    const { tenantId, email } = account;
    const isTaken = (await this.#d.addresses.ownerOf(email)) !== null;
    const { token, hash } = createOpaqueToken();
    const expiresAt = new Date(Math.min(until.getTime(), Date.now() + this.#d.durations.verifyLinkMs));
    await this.#d.credentials.add({ kind: 'verify', key: hash, ...account, expiresAt, purgeAt: expiresAt });
    const url = `${this.#d.publicUrl()}/verify?token=${token}`;
    const letter = isTaken ? addressTakenMail() : verificationMail(name, url);
    await this.#d.postman.post({ tenantId, to: email, purpose: 'verify', letter });
  }
}
