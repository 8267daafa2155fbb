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

@modelOptions({ schemaOptions: { _id: false } })
export class PreviousApiKey {
  @prop({ type: String, required: true })
  prefix!: string;

  @prop({ type: Date, required: true })
  expiresAt!: Date;
}

/** A secret under the tenant's data key, which is itself under the master key named `keyId`. All values are base64. */
@modelOptions({ schemaOptions: { _id: false } })
export class StoredOpenaiKey {
  @prop({ type: String, required: true })
  keyId!: string;

  @prop({ type: String, required: true })
  dataKey!: string;

  @prop({ type: String, required: true })
  secret!: string;

  @prop({ type: String, required: true })
  lastFour!: string;

  @prop({ type: Date, required: true })
  validatedAt!: Date;
}

/** A company with an account. Global collection: credentials lead to it. */
@ObjectType()
@index({ createdAt: -1, _id: -1 })
@index({ status: 1, createdAt: -1, _id: -1 })
@index({ closingBy: 1 }, { sparse: true })
@index({ pendingUntil: 1 }, { expireAfterSeconds: 0 })
@index({ purgeAt: 1 }, { sparse: true })
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

  /** Public part of the current API key: the key that bears it is the one in use. */
  @prop({ type: String, required: true })
  apiKeyPrefix!: string;

  /** The key before, while it may still be used. */
  @prop({ type: () => PreviousApiKey, default: null })
  previousApiKey!: PreviousApiKey | null;

  /** Its own OpenAI key, sealed. */
  @prop({ type: () => StoredOpenaiKey, default: null })
  openaiKey!: StoredOpenaiKey | null;

  /** The active admins: changed in one step each, so that the last one stays whoever asks at the same time. */
  @prop({ type: () => [String], default: [] })
  adminIds!: string[];

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

  /** Who has deactivated it, until all that follows from it (credentials, mail, audit) has been done. */
  @prop({ type: String })
  closingBy?: string;

  /** Its data is being erased since then: nothing brings it back. */
  @prop({ type: Date })
  purgeBegunAt?: Date;

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
