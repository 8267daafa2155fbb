import { index, modelOptions, plugin, prop } from '@typegoose/typegoose';
import { Field, ObjectType } from 'type-graphql';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import { DateTime, EmailAddress } from '../scalars.ts';
import { Branding } from '../tenant/tenant.model.ts';

@ObjectType()
@modelOptions({ schemaOptions: { _id: false } })
export class WidgetConfig {
  @Field(() => String)
  @prop({ type: String, required: true })
  tenantName!: string;

  @Field(() => Branding)
  @prop({ type: () => Branding, required: true })
  branding!: Branding;

  @Field(() => Boolean)
  @prop({ type: Boolean, required: true })
  isWhiteLabel!: boolean;

  @Field(() => Boolean)
  @prop({ type: Boolean, required: true })
  leadCaptureRequired!: boolean;
}

@ObjectType()
@modelOptions({ schemaOptions: { _id: false } })
export class CustomerInfo {
  @Field(() => String, { nullable: true })
  @prop({ type: String, default: null })
  name!: string | null;

  @Field(() => EmailAddress, { nullable: true })
  @prop({ type: String, default: null })
  email!: string | null;

  @Field(() => String, { nullable: true })
  @prop({ type: String, default: null })
  phone!: string | null;

  @Field(() => DateTime)
  @prop({ type: Date, required: true })
  capturedAt!: Date;
}

/** A visitor's 24 hours with a tenant's widget. `_id` is the session's id. */
@index({ tenantId: 1, createdAt: -1 })
@index({ tenantId: 1, leadAt: -1, _id: -1 })
@index({ tenantId: 1, leadDay: 1 })
@index({ reviewAt: 1 }, { sparse: true })
@index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
@plugin(tenantGuard)
@modelOptions({ schemaOptions: { collection: 'widget_sessions', timestamps: true, versionKey: false } })
export class StoredWidgetSession {
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  /** As the widget was when the session began. */
  @prop({ type: () => WidgetConfig, required: true })
  config!: WidgetConfig;

  @prop({ type: String, default: null })
  locale!: string | null;

  @prop({ type: String, default: null })
  pageUrl!: string | null;

  @prop({ type: () => CustomerInfo, default: null })
  customerInfo!: CustomerInfo | null;

  /** When the first contact was left. */
  @prop({ type: Date })
  leadAt?: Date;

  /** The day of that (UTC, `2026-11-24`): what leads are counted by. */
  @prop({ type: String })
  leadDay?: string;

  @prop({ type: Date, required: true })
  expiresAt!: Date;

  /** Until retention has seen to it: when it ends. */
  @prop({ type: Date })
  reviewAt?: Date;

  /** When the row goes, unless it holds a lead; set only once retention has seen to what was said. */
  @prop({ type: Date })
  purgeAt?: Date;

  createdAt!: Date;
}
