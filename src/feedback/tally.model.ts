import { index, modelOptions, plugin, prop, Severity } from '@typegoose/typegoose';
import mongoose from 'mongoose';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import type { Sums } from './tally.ts';

const { Mixed } = mongoose.Schema.Types;

/** By which of an outcome's times it is counted, and how coarsely. UTC. */
export type TallyKind = 'day' | 'month' | 'completedDay' | 'completedMonth';

/**
 * What the outcomes of one day or month, and of one class, add up to. It is true unless somebody is at it: before an outcome of the
 * cell is written it is marked pending. `version` rises with every change, so that sums worked out meanwhile are not kept.
 */
@index({ tenantId: 1, kind: 1, period: 1 })
@index({ tenantId: 1, referenceClassId: 1, kind: 1 })
@index({ isPending: 1, touchedAt: 1 }, { partialFilterExpression: { isPending: true } })
@plugin(tenantGuard)
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'tallies', versionKey: false, minimize: false },
})
export class Tally {
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  @prop({ type: String, required: true })
  kind!: TallyKind;

  /** `2026-11-23` or `2026-11`. */
  @prop({ type: String, required: true })
  period!: string;

  /** Empty where it counts all classes. */
  @prop({ type: String, default: '' })
  referenceClassId!: string;

  @prop({ type: Number, required: true })
  version!: number;

  /** Estimations whose outcome is just being written. */
  @prop({ type: () => [String], default: [] })
  pending!: string[];

  @prop({ type: Boolean, required: true })
  isPending!: boolean;

  @prop({ type: Date, required: true })
  touchedAt!: Date;

  @prop({ type: Mixed, required: true })
  sums!: Sums;
}
