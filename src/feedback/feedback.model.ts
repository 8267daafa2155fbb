import { index, modelOptions, plugin, prop, Severity } from '@typegoose/typegoose';
import mongoose from 'mongoose';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection.ts';
import { CostComponent } from '../estimation/estimation.types.ts';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import { DateTime, UUID } from '../scalars.ts';
import {
  DiscrepancyFlags,
  FeedbackResolution,
  type FeedbackResolutionName,
  FeedbackType,
  type FeedbackTypeName,
} from './feedback.types.ts';

const { Mixed } = mongoose.Schema.Types;

/** What an estimate had promised when its outcome was reported. */
export interface Quote {
  referenceClassId: string;
  revision: number;
  costP50: number;
  costP80: number;
  weeksP50: number;
  weeksP80: number;
  /** What the class alone would have quoted, without what earlier outcomes taught. */
  uncalibratedCostP50: number;
  uncalibratedWeeksP50: number;
  completedAt: Date;
}

/** What became of an estimated project, as its customer or its contractor says: one of each at most. */
@ObjectType()
@index({ tenantId: 1, estimationId: 1, type: 1 }, { unique: true })
@index({ tenantId: 1, submittedAt: -1, _id: -1 })
@index({ tenantId: 1, isConflicting: 1, submittedAt: -1, _id: -1 })
@index({ isSettled: 1, submittedAt: 1 }, { partialFilterExpression: { isSettled: false } })
@plugin(tenantGuard)
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'feedback', versionKey: false },
})
export class Feedback {
  @Field(() => ID, { name: 'id' })
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, required: true, immutable: true })
  tenantId!: string;

  @prop({ type: String, required: true })
  estimationId!: string;

  @Field(() => UUID)
  @prop({ type: String, required: true })
  sessionId!: string;

  @Field(() => FeedbackType)
  @prop({ type: String, required: true })
  type!: FeedbackTypeName;

  @prop({ type: Mixed, required: true })
  quote!: Quote;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  actualCost!: number;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  actualTimelineWeeks!: number;

  @Field(() => Float, { description: '(actual − P50) / P50 × 100' })
  @prop({ type: Number, required: true })
  varianceCostPct!: number;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  varianceTimelinePct!: number;

  @Field(() => Int, { nullable: true })
  @prop({ type: Number, default: null })
  accuracyRating!: number | null;

  @Field(() => String, { nullable: true })
  @prop({ type: String, default: null })
  comments!: string | null;

  @Field(() => [CostComponent], { nullable: true })
  @prop({ type: Mixed, default: null })
  actualBreakdown!: CostComponent[] | null;

  /** Standard users and admins. */
  @prop({ type: String, default: null })
  discrepancyExplanation!: string | null;

  @Field(() => DiscrepancyFlags)
  @prop({ type: Mixed, required: true })
  discrepancyFlags!: DiscrepancyFlags;

  /** Customer and contractor differ by more than 10 % in cost and nobody has resolved it. */
  @prop({ type: Boolean, default: false })
  isConflicting!: boolean;

  @Field(() => FeedbackResolution, { nullable: true })
  @prop({ type: String, default: null })
  resolution!: FeedbackResolutionName | null;

  @Field(() => String)
  @prop({ type: String, required: true })
  submittedBy!: string;

  /** Where the customer is thanked; null: nowhere. */
  @prop({ type: String, default: null })
  thanksTo!: string | null;

  @Field(() => DateTime)
  @prop({ type: Date, required: true })
  submittedAt!: Date;

  /** Everything that follows from it has been done: the estimate closed, the outcome counted, mails posted. */
  @prop({ type: Boolean, default: false })
  isSettled!: boolean;

  /** Both sides' mails about it have been posted; the outbox forgets in time what it has sent, so it cannot tell for ever. */
  @prop({ type: Boolean, default: false })
  isTold!: boolean;
}

export const FeedbackConnection = connectionOf(Feedback, 'Feedback');
