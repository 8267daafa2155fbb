import { index, modelOptions, plugin, prop, Severity } from '@typegoose/typegoose';
import mongoose from 'mongoose';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../connection.ts';
import { tenantGuard } from '../persistence/tenant-guard.ts';
import { DateTime, JSONObject } from '../scalars.ts';
import type { ClassBatch } from './class-batches.ts';
import type {
  CostQuantiles,
  ReferenceClassFigures,
  RegionFactor,
  ShareOfCost,
  TimelineQuantiles,
} from './reference-class.ts';

@ObjectType()
@modelOptions({ schemaOptions: { _id: false } })
export class CostDistribution implements CostQuantiles {
  @Field(() => Float)
  @prop({ type: Number, required: true })
  p50!: number;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  p80!: number;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  p95!: number;

  @Field(() => String)
  @prop({ type: String, required: true })
  currency!: string;
}

@ObjectType()
@modelOptions({ schemaOptions: { _id: false } })
export class TimelineDistribution implements TimelineQuantiles {
  @Field(() => Float)
  @prop({ type: Number, required: true })
  p50!: number;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  p80!: number;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  p95!: number;

  @Field(() => String)
  @prop({ type: String, required: true })
  unit!: string;
}

@ObjectType()
@modelOptions({ schemaOptions: { _id: false } })
export class BreakdownShare implements ShareOfCost {
  @Field(() => String)
  @prop({ type: String, required: true })
  component!: string;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  share!: number;
}

@ObjectType()
@modelOptions({ schemaOptions: { _id: false } })
export class RegionalMultiplier implements RegionFactor {
  @Field(() => String)
  @prop({ type: String, required: true })
  region!: string;

  @Field(() => Float)
  @prop({ type: Number, required: true })
  multiplier!: number;
}

/** What similar projects really cost: the platform's (tenantId null) or a tenant's own. */
@ObjectType()
@index({ tenantId: 1, name: 1, _id: 1 })
@index({ updatedAt: 1 })
@index(
  { tenantId: 1, nameKey: 1 },
  { unique: true, partialFilterExpression: { nameKey: { $type: 'string' } } },
)
@index({ tenantId: 1, slot: 1 }, { unique: true, partialFilterExpression: { slot: { $type: 'number' } } })
@plugin(tenantGuard, { readsPlatformRows: true })
@modelOptions({
  options: { allowMixed: Severity.ALLOW },
  schemaOptions: { collection: 'reference_classes', timestamps: true, versionKey: false },
})
export class ReferenceClass implements ReferenceClassFigures {
  @Field(() => ID, { name: 'id' })
  @prop({ type: String, required: true })
  _id!: string;

  @prop({ type: String, default: null, immutable: true })
  tenantId!: string | null;

  @Field(() => String)
  @prop({ type: String, required: true })
  category!: string;

  @Field(() => String)
  @prop({ type: String, required: true })
  subcategory!: string;

  @Field(() => String)
  @prop({ type: String, required: true })
  name!: string;

  /** The name as it must be unique among an owner's; gone once archived. The catalogue's classes have none until they are changed. */
  @prop({ type: String })
  nameKey?: string;

  /** Which of the places that its owner's tier has it takes; gone once archived. None where there is no limit. */
  @prop({ type: Number })
  slot?: number;

  @Field(() => String)
  @prop({ type: String, required: true })
  description!: string;

  @Field(() => [String])
  @prop({ type: () => [String], default: [] })
  keywords!: string[];

  @Field(() => [String])
  @prop({ type: () => [String], default: [] })
  regions!: string[];

  @Field(() => JSONObject)
  @prop({ type: mongoose.Schema.Types.Mixed, default: {} })
  attributes!: Record<string, unknown>;

  @Field(() => CostDistribution)
  @prop({ type: () => CostDistribution, required: true })
  costDistribution!: CostDistribution;

  @Field(() => TimelineDistribution)
  @prop({ type: () => TimelineDistribution, required: true })
  timelineDistribution!: TimelineDistribution;

  @Field(() => [BreakdownShare], { description: 'Fractions of the cost that sum to 1.' })
  @prop({ type: () => [BreakdownShare], default: [] })
  costBreakdownTemplate!: BreakdownShare[];

  @Field(() => [RegionalMultiplier])
  @prop({ type: () => [RegionalMultiplier], default: [] })
  regionalMultipliers!: RegionalMultiplier[];

  @Field(() => Boolean)
  @prop({ type: Boolean, required: true })
  isSynthetic!: boolean;

  /** What it was added together with; only of synthetic ones. */
  @prop({ type: mongoose.Schema.Types.Mixed })
  batch?: ClassBatch;

  @Field(() => String, { nullable: true })
  @prop({ type: String, default: null })
  validationSource!: string | null;

  @Field(() => Boolean)
  @prop({ type: Boolean, default: false })
  isArchived!: boolean;

  @Field(() => Int)
  @prop({ type: Number, default: 0 })
  feedbackCount!: number;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime)
  updatedAt!: Date;
}

export const ReferenceClassConnection = connectionOf(ReferenceClass, 'ReferenceClass');
