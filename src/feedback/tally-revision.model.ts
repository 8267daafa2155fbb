import { index, modelOptions, plugin, prop } from '@typegoose/typegoose';
import { tenantGuard } from '../persistence/tenant-guard.ts';

/** One a tenant: rises whenever some of its tallies are about to change. */
@index({ tenantId: 1 })
@plugin(tenantGuard)
@modelOptions({ schemaOptions: { collection: 'tally_revisions', versionKey: false } })
export class TallyRevision {
  /** The tenant's. */
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  @prop({ type: Number, required: true })
  revision!: number;
}
