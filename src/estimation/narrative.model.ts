import { index, modelOptions, plugin, prop } from '@typegoose/typegoose';
import { tenantGuard } from '../persistence/tenant-guard.ts';

/** The story of one revision of an estimate to one audience: written once, by whoever inserts its row. */
@index({ tenantId: 1, sessionId: 1 })
@plugin(tenantGuard)
@modelOptions({ schemaOptions: { collection: 'narratives', timestamps: true, versionKey: false } })
export class EstimateNarrative {
  /** `<estimation>:<revision>:<audience>` */
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  @prop({ type: String, required: true })
  sessionId!: string;

  @prop({ type: String, required: true })
  status!: 'WRITING' | 'DONE';

  @prop({ type: String, default: '' })
  text!: string;

  /** Index of the terminal event, once it is done. */
  @prop({ type: Number })
  lastIndex?: number;

  /** Whose words they are, once it is done. */
  @prop({ type: String })
  source?: 'template' | 'model';

  /** Of the prompt in force when it was begun. */
  @prop({ type: Number, required: true })
  promptVersion!: number;

  /** While it is being written: whoever needs it after this may end it with the template. */
  @prop({ type: Date, required: true })
  leaseUntil!: Date;

  createdAt!: Date;
  updatedAt!: Date;
}
