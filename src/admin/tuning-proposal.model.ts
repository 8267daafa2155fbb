import { index, modelOptions, plugin, prop } from '@typegoose/typegoose';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection.ts';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import { DateTime } from '../scalars.ts';
import { TuningStatus, type TuningStatusName } from './tuning.types.ts';

/** What the outcomes of a class suggest to multiply its figures by, and what was decided about it. */
@ObjectType()
@index(
  { tenantId: 1, referenceClassId: 1 },
  { unique: true, partialFilterExpression: { status: 'PROPOSED' } },
)
@index({ tenantId: 1, referenceClassId: 1, status: 1, decidedAt: -1 })
@index({ tenantId: 1, createdAt: -1, _id: -1 })
@plugin(tenantGuard, { readsPlatformRows: true })
@modelOptions({ schemaOptions: { collection: 'tunings', versionKey: false } })
export class TuningProposal {
  @Field(() => ID, { name: 'id' })
  @prop({ type: String, required: true })
  _id!: string;

  /** null: the platform's. */
  @prop({ type: String, default: null, immutable: true })
  tenantId!: string | null;

  @prop({ type: String, required: true })
  referenceClassId!: string;

  @Field(() => TuningStatus)
  @prop({ type: String, required: true })
  status!: TuningStatusName;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  costFactorP50!: number;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  costFactorP80!: number;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  timelineFactorP50!: number;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  timelineFactorP80!: number;

  @Field(() => Int)
  @prop({ type: Number, required: true })
  basedOnOutcomes!: number;

  @Field(() => String, { nullable: true })
  @prop({ type: String, default: null })
  decidedBy!: string | null;

  @Field(() => DateTime, { nullable: true })
  @prop({ type: Date, default: null })
  decidedAt!: Date | null;

  @prop({ type: Date, required: true })
  createdAt!: Date;
}

export const TuningProposalConnection = connectionOf(TuningProposal, 'TuningProposal');
