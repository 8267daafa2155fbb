import { index, modelOptions, prop } from '@typegoose/typegoose';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime, EmailAddress, HexColorCode, HttpsURL } from '../scalars.ts';
import { type TierName, tierNames } from './tiers.ts';

const named = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Key in Name]: Key };

export const Tier = named(tierNames);
export const TenantStatus = named(['PENDING_VERIFICATION', 'ACTIVE', 'DEACTIVATED'] as const);
export type TenantStatusName = keyof typeof TenantStatus;

registerEnumType(Tier, { name: 'Tier' });
registerEnumType(TenantStatus, { name: 'TenantStatus' });

@ObjectType()
@modelOptions({ schemaOptions: { _id: false } })
export class Branding {
  @Field(() => HttpsURL, { nullable: true })
  @prop({ type: String, default: null })
  logoUrl!: string | null;

  @Field(() => HexColorCode)
  @prop({ type: String, required: true })
  primaryColor!: string;

  @Field(() => String)
  @prop({ type: String, required: true })
  buttonText!: string;

  @Field(() => String)
  @prop({ type: String, required: true })
  welcomeMessage!: string;

  @Field(() => HttpsURL, { nullable: true })
  @prop({ type: String, default: null })
  privacyPolicyUrl!: string | null;
}

/** What a tenant's widget looks like until its admin decides otherwise. */
export const defaultBranding: Branding = {
  logoUrl: null,
  primaryColor: '#1f5eff',
  buttonText: 'Get an estimate',
  welcomeMessage: 'Hello! Tell me about your project and I will work out an honest estimate with you.',
  privacyPolicyUrl: null,
};

/** A company with an account. Global collection: credentials lead to it. */
@ObjectType()
@index({ pendingUntil: 1 }, { expireAfterSeconds: 0 })
@modelOptions({ schemaOptions: { collection: 'tenants', timestamps: true, versionKey: false } })
export class Tenant {
  @Field(() => ID, { name: 'id' })
  @prop({ type: String, required: true })
  _id!: string;

  @Field(() => String)
  @prop({ type: String, required: true })
  name!: string;

  @Field(() => EmailAddress)
  @prop({ type: String, required: true })
  email!: string;

  @Field(() => Tier)
  @prop({ type: String, required: true })
  tier!: TierName;

  @Field(() => TenantStatus)
  @prop({ type: String, required: true })
  status!: TenantStatusName;

  @Field(() => [String])
  @prop({ type: () => [String], default: [] })
  regionPreferences!: string[];

  @Field(() => Branding)
  @prop({ type: () => Branding, required: true })
  branding!: Branding;

  @prop({ type: () => [String], default: [] })
  allowedOrigins!: string[];

  /** Public part of the current API key. */
  @prop({ type: String, required: true })
  apiKeyPrefix!: string;

  @Field(() => Boolean, {
    description: 'Visitors must leave a contact before an estimate is shown; false at first.',
  })
  @prop({ type: Boolean, default: false })
  leadCaptureRequired!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Set once deactivated: when the data is erased.',
  })
  @prop({ type: Date, default: null })
  purgeAt!: Date | null;

  /** A registration nobody confirmed is forgotten then. */
  @prop({ type: Date })
  pendingUntil?: Date;

  /** The tenant that shows the product; it talks on the platform's own account. */
  @prop({ type: Boolean, default: false })
  isDemo!: boolean;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;
}
