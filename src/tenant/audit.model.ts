import { index, modelOptions, plugin, prop, Severity } from '@typegoose/typegoose';
import mongoose from 'mongoose';
import { Field, ID, ObjectType } from 'type-graphql';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import { DateTime, JSONObject } from '../scalars.ts';

/** One thing that was done in a tenant's account, and by whom. Rows are only ever added; they go after 400 days. */
@ObjectType()
@index({ tenantId: 1, at: -1, _id: -1 })
@index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
@plugin(tenantGuard)
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  // Details without any entry are an empty object, not nothing.
  schemaOptions: { collection: 'audit', versionKey: false, minimize: false },
})
export class AuditEntry {
  @Field(() => ID, { name: 'id' })
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  @Field(() => String)
  @prop({ type: String, required: true })
  action!: string;

  /** A user's address, `operator`, `visitor` or `system`. */
  @Field(() => String)
  @prop({ type: String, required: true })
  actor!: string;

  @Field(() => String, { nullable: true })
  @prop({ type: String, default: null })
  target!: string | null;

  @Field(() => JSONObject)
  @prop({ type: mongoose.Schema.Types.Mixed, default: {} })
  details!: Record<string, unknown>;

  @Field(() => DateTime)
  @prop({ type: Date, required: true })
  at!: Date;

  @prop({ type: Date, required: true })
  purgeAt!: Date;
}
