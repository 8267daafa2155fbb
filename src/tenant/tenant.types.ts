import { MaxLength, MinLength } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTime, EmailAddress } from '../scalars.ts';
import { Tenant, Tier } from './tenant.model.ts';
import type { TierName } from './tiers.ts';
import { User } from './user.model.ts';

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

@ObjectType()
export class OpenaiKeyStatus {
  @Field(() => Boolean)
  isSet!: boolean;

  @Field(() => String, { nullable: true })
  lastFour!: string | null;

  @Field(() => DateTime, { nullable: true })
  validatedAt!: Date | null;
}

@ObjectType()
export class TierLimits {
  @Field(() => Int)
  requestsPerHour!: number;

  @Field(() => Boolean)
  byokRequired!: boolean;

  @Field(() => Boolean)
  whiteLabel!: boolean;

  @Field(() => Int, { nullable: true, description: 'null: no limit' })
  maxCustomReferenceClasses!: number | null;
}

@ObjectType()
export class RateLimit {
  @Field(() => Int)
  limit!: number;

  @Field(() => Int)
  remaining!: number;

  @Field(() => DateTime)
  resetAt!: Date;
}
