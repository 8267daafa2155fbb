import { index, modelOptions, plugin, prop } from '@typegoose/typegoose';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Role as RoleName } from '../auth/viewer.ts';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import { DateTime, EmailAddress } from '../scalars.ts';
import { hashToken } from '../security/tokens.ts';

export const Role = {
  READ_ONLY: 'READ_ONLY',
  STANDARD: 'STANDARD',
  ADMIN: 'ADMIN',
  OPERATOR: 'OPERATOR',
} as const;

registerEnumType(Role, { name: 'Role' });

export const TenantRole = { READ_ONLY: 'READ_ONLY', STANDARD: 'STANDARD', ADMIN: 'ADMIN' } as const;
export type TenantRoleName = keyof typeof TenantRole;

registerEnumType(TenantRole, {
  name: 'TenantRole',
  description: "What a tenant's admin may give; nobody makes an operator through the API.",
});

/** Owner of the rows of platform staff, who belong to no tenant. */
export const platformOwner = 'platform';

@ObjectType()
@index({ tenantId: 1, createdAt: -1, _id: -1 })
@index({ tenantId: 1, email: 1 }, { unique: true })
@index({ pendingUntil: 1 }, { expireAfterSeconds: 0 })
@plugin(tenantGuard)
@modelOptions({ schemaOptions: { collection: 'users', timestamps: true, versionKey: false } })
export class User {
  @Field(() => ID, { name: 'id' })
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  @Field(() => EmailAddress)
  @prop({ type: String, required: true })
  email!: string;

  /** null: invited, and no password chosen yet. */
  @prop({ type: String, default: null })
  passwordHash!: string | null;

  @Field(() => Role)
  @prop({ type: String, required: true })
  role!: RoleName;

  @Field(() => Boolean)
  @prop({ type: Boolean, required: true })
  isActive!: boolean;

  @prop({ type: Date })
  pendingUntil?: Date;

  @Field(() => DateTime)
  createdAt!: Date;

  updatedAt!: Date;
}

/** null for platform staff. */
export const tenantIdOf = ({ tenantId }: User): string | null =>
  tenantId === platformOwner ? null : tenantId;

/** Changes with the password, and tells nothing of it. */
export const passwordStampOf = ({ passwordHash }: User): string => hashToken(passwordHash ?? '');
