import { MaxLength, MinLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection.ts';
import { EmailAddress } from '../scalars.ts';
import { Tenant, Tier } from '../tenant/tenant.model.ts';
import type { TierName } from '../tenant/tiers.ts';
import { TenantRole, type TenantRoleName, User } from './user.model.ts';

@InputType()
export class RegisterTenantInput {
  @Field(() => String)
  @MinLength(2)
  @MaxLength(100)
  name!: string;

  @Field(() => EmailAddress)
  email!: string;

  @Field(() => String)
  @MaxLength(1_024)
  password!: string;

  @Field(() => Tier, { defaultValue: 'TRIAL' })
  tier!: TierName;
}

@ObjectType()
export class RegisterTenantPayload {
  @Field(() => ID)
  tenantId!: string;

  @Field(() => String)
  apiKey!: string;

  @Field(() => String)
  message!: string;
}

@ObjectType()
export class VerifyEmailPayload {
  @Field(() => Tenant)
  tenant!: Tenant;

  @Field(() => String)
  message!: string;
}

@InputType()
export class LoginInput {
  @Field(() => EmailAddress)
  email!: string;

  @Field(() => String)
  @MaxLength(1_024)
  password!: string;
}

@ObjectType()
export class AuthPayload {
  @Field(() => String)
  accessToken!: string;

  @Field(() => String)
  refreshToken!: string;

  @Field(() => Int, { description: 'Seconds until the access token expires.' })
  expiresIn!: number;

  @Field(() => User)
  user!: User;
}

@InputType()
export class InviteUserInput {
  @Field(() => EmailAddress)
  email!: string;

  @Field(() => TenantRole)
  role!: TenantRoleName;
}

export const UserConnection = connectionOf(User, 'User');
