import { index, modelOptions, prop } from '@typegoose/typegoose';

export type OutboxStatus = 'WAITING' | 'HANDING_OVER' | 'SENT' | 'FAILED';

/** A mail on its way. Global collection; what it says is wiped once it is sent or given up, since it holds links. */
@index({ status: 1, dueAt: 1 })
@index({ tenantId: 1 })
@index({ purgeAt: 1 }, { expireAfterSeconds: 0 })
@modelOptions({ schemaOptions: { collection: 'outbox', timestamps: true, versionKey: false } })
export class OutboxMail {
  @prop({ type: String, required: true })
  _id!: string;

  /** Whose account it is about, so that it goes when that is erased. */
  @prop({ type: String, required: true })
  tenantId!: string;

  @prop({ type: String, required: true })
  to!: string;

  @prop({ type: String, default: null })
  subject!: string | null;

  @prop({ type: String, default: null })
  text!: string | null;

  @prop({ type: String, default: null })
  html!: string | null;

  @prop({ type: String, required: true })
  status!: OutboxStatus;

  @prop({ type: Number, default: 0 })
  attempts!: number;

  /** When it may be taken up next; while someone sends it, the end of their lease. */
  @prop({ type: Date, required: true })
  dueAt!: Date;

  /** Who sends it at the moment: random for every time it is taken up. */
  @prop({ type: String })
  sender?: string;

  @prop({ type: Date })
  purgeAt?: Date;

  createdAt!: Date;
}
