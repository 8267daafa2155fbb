import { index, modelOptions, plugin, prop } from '@typegoose/typegoose';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import type { Finding } from './outcome.ts';

/** How an estimated project turned out: one row an estimation, worked out from what was reported. Its id is the estimation's. */
@index({ tenantId: 1, at: 1, _id: 1 })
@index({ tenantId: 1, referenceClassId: 1, at: 1, _id: 1 })
@index({ tenantId: 1, completedAt: 1 })
@index({ referenceClassId: 1, teaches: 1 })
@plugin(tenantGuard)
@modelOptions({ schemaOptions: { collection: 'outcomes', versionKey: false } })
export class Outcome implements Finding {
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  @prop({ type: String, required: true })
  referenceClassId!: string;

  @prop({ type: Date, required: true })
  completedAt!: Date;

  @prop({ type: Date, required: true })
  at!: Date;

  @prop({ type: Boolean, required: true })
  counts!: boolean;

  @prop({ type: Boolean, required: true })
  teaches!: boolean;

  @prop({ type: Number, required: true })
  costVariancePct!: number;

  @prop({ type: Number, required: true })
  weeksVariancePct!: number;

  @prop({ type: Boolean, required: true })
  isWithinP50!: boolean;

  @prop({ type: Boolean, required: true })
  isWithinP80!: boolean;

  @prop({ type: Number, required: true })
  logCost!: number;

  @prop({ type: Number, required: true })
  logTime!: number;
}
