import { index, modelOptions, plugin, prop } from '@typegoose/typegoose';
import { tenantGuard } from '../persistence/tenant-guard.ts';

/** What nothing else is left of: how often a tenant's widget was looked at and talked to on one day (UTC). */
@index({ tenantId: 1, day: 1 })
@plugin(tenantGuard)
@modelOptions({ schemaOptions: { collection: 'widget_days', versionKey: false } })
export class WidgetDayCount {
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  /** `2026-11-24` */
  @prop({ type: String, required: true })
  day!: string;

  @prop({ type: Number, default: 0 })
  views!: number;

  @prop({ type: Number, default: 0 })
  sessions!: number;
}
