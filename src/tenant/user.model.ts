import { index, modelOptions, plugin, prop } from '@typegoose/typegoose';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Role as RoleName } from '../auth/viewer.ts';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import { DateTime, EmailAddress } from '../scalars.ts';

export const Role = {
  READ_ONLY: 'READ_ONLY',
  STANDARD: 'STANDARD',
  ADMIN: 'ADMIN',
  OPERATOR: 'OPERATOR',
} as const;

registerEnumType(Role, { name: 'Role' });

@ObjectType()
@index({ tenantId: 1, createdAt: -1 })
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

  @prop({ type: String, required: true })
  passwordHash!: string;

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
