import { modelOptions, prop } from '@typegoose/typegoose';

/** A recurring task of the system. Global collection; `_id` is the task's name. */
@modelOptions({ schemaOptions: { collection: 'jobs', timestamps: true, versionKey: false } })
export class Job {
  @prop({ type: String, required: true })
  _id!: string;

  /** When it is due next. */
  @prop({ type: Date, required: true })
  dueAt!: Date;

  /** While a process runs it: until when that one is believed to live. */
  @prop({ type: Date, default: null })
  leaseUntil!: Date | null;

  /** The process that runs it. */
  @prop({ type: String, default: null })
  holder!: string | null;
}
