import { ArrayMaxSize, MaxLength, MinLength } from 'class-validator';
import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from '../connection.ts';
import { IfGiven } from '../if-given.ts';
import { DateTime, HexColorCode, HttpsURL } from '../scalars.ts';
import { AuditEntry } from './audit.model.ts';
import { Tenant, TenantStatus, type TenantStatusName } from './tenant.model.ts';

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

@InputType()
export class BrandingInput {
  @Field(() => HttpsURL, { nullable: true })
  logoUrl?: string | null;

  @Field(() => HexColorCode, { nullable: true })
  primaryColor?: string | null;

  @Field(() => String, { nullable: true })
  buttonText?: string | null;

  @Field(() => String, { nullable: true })
  welcomeMessage?: string | null;

  @Field(() => HttpsURL, { nullable: true })
  privacyPolicyUrl?: string | null;
}

@InputType({ description: 'Absent: unchanged. null: back to the default (openaiApiKey: removed).' })
export class UpdateTenantSettingsInput {
  @Field(() => String, { nullable: true })
  @IfGiven()
  @MinLength(2)
  @MaxLength(100)
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A new key is tried against OpenAI before it is stored.',
  })
  openaiApiKey?: string | null;

  @Field(() => [String], { nullable: true })
  @IfGiven()
  @ArrayMaxSize(20)
  regionPreferences?: string[] | null;

  @Field(() => BrandingInput, { nullable: true })
  branding?: BrandingInput | null;

  @Field(() => [String], { nullable: true })
  @IfGiven()
  @ArrayMaxSize(20)
  allowedOrigins?: string[] | null;

  @Field(() => Boolean, { nullable: true })
  leadCaptureRequired?: boolean | null;
}

@ObjectType()
export class RotateApiKeyPayload {
  @Field(() => String)
  apiKey!: string;

  @Field(() => DateTime)
  oldKeyExpiresAt!: Date;
}

@ArgsType()
export class TenantsArgs extends PageArgs {
  @Field(() => TenantStatus, { nullable: true })
  status?: TenantStatusName | null;
}

export const TenantConnection = connectionOf(Tenant, 'Tenant');
export const AuditEntryConnection = connectionOf(AuditEntry, 'AuditEntry');
