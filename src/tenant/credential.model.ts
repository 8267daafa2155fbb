import { index, modelOptions, prop } from '@typegoose/typegoose';

export type CredentialKind =
  | 'apiKey'
  | 'email'
  | 'pendingEmail'
  | 'verify'
  | 'login'
  | 'refresh'
  | 'reset'
  | 'invite'
  | 'widget'
  | 'feedback';

/**
 * What leads from something shown (a key's or token's hash, a verified address) to its tenant. Global collection, looked up by `_id`
 * alone: `<kind>:<hash or address>`; the kind binds a credential to its purpose.
 */
@index({ kind: 1, email: 1, createdAt: -1 })
@index({ tenantId: 1, kind: 1, userId: 1 })
@index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
@modelOptions({ schemaOptions: { collection: 'credentials', timestamps: true, versionKey: false } })
export class Credential {
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true })
  kind!: CredentialKind;

  @prop({ type: String, required: true })
  tenantId!: string;

  @prop({ type: String })
  userId?: string;

  /** A widget session's, or for refresh tokens the login they descend from. */
  @prop({ type: String })
  sessionId?: string;

  @prop({ type: String })
  email?: string;

  @prop({ type: String })
  locale?: string;

  /** Public part of an API key. */
  @prop({ type: String })
  keyPrefix?: string;

  /** Of a login and a reset link: the user's password at that time, as a fingerprint. A new password makes them worthless at once. */
  @prop({ type: String })
  passwordStamp?: string;

  /** Of a refresh token: what its successor is derived with. */
  @prop({ type: String })
  salt?: string;

  /** When a refresh token was exchanged for its successor. */
  @prop({ type: Date })
  usedAt?: Date;

  /** From then on refused; read in every query, whether or not the row is still there. */
  @prop({ type: Date })
  expiresAt?: Date;

  /** When the row itself goes. */
  @prop({ type: Date })
  purgeAt?: Date;

  createdAt!: Date;
}
