import type { Role } from '../auth/viewer.ts';
import type { Database } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import { hashToken } from '../security/tokens.ts';
import type { Credential, CredentialKind } from '../tenant/credential.model.ts';
import { type Credentials, isExpired } from '../tenant/credentials.service.ts';
import type { Branding } from '../tenant/tenant.model.ts';
import type { TenantDirectory } from '../tenant/tenant-directory.ts';
import { passwordStampOf, platformOwner, User } from './user.model.ts';

export type LinkPurpose = Extract<CredentialKind, 'verify' | 'reset' | 'invite'>;

/** Whom a link in a mail is for. */
export interface LinkOwner {
  /** null, as is the branding: platform staff, who belong to no tenant. */
  tenantName: string | null;
  branding: Branding | null;
  email: string;
  role: Role;
}

export interface LinksDependencies {
  database: Database;
  credentials: Credentials;
  directory: TenantDirectory;
}

/** Looking at the links in mails without using them up. */
export class LinksService {
  readonly #d: LinksDependencies;

  constructor(dependencies: LinksDependencies) {
    this.#d = dependencies;
  }

  /** null: used, expired, unknown, for another purpose, or its user or tenant is gone; the caller learns no more than that. */
  async look(purpose: LinkPurpose, token: string): Promise<LinkOwner | null> {
    const link = await this.#d.credentials.find(purpose, hashToken(token));
    if (!link?.userId || isExpired(link)) return null;
    const { tenantId } = link;
    const user = await scoped(this.#d.database, User, { tenantId }).findOne({ _id: link.userId });
    if (!user || (purpose === 'reset' && !isCurrent(link, user))) return null;
    const person = { email: link.email ?? user.email, role: user.role };
    if (tenantId === platformOwner) return { tenantName: null, branding: null, ...person };
    const tenant = await this.#d.directory.find(tenantId);
    if (!tenant || tenant.status === 'DEACTIVATED') return null;
    return { tenantName: tenant.name, branding: tenant.branding, ...person };
  }
}

/** The password that a link was to replace is still the one. */
const isCurrent = (link: Credential, user: User): boolean =>
  user.isActive && link.passwordStamp === passwordStampOf(user);
