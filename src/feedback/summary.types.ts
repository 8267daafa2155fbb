import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { ReferenceClass } from '../reference/reference-class.model.ts';
import { DateTime } from '../scalars.ts';

@ArgsType()
export class SummaryArgs {
  @Field(() => DateTime, { nullable: true })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true })
  to?: Date | null;
}

@ObjectType()
export class AccuracyMetrics {
  @Field(() => Float, { nullable: true })
  avgCostVariancePct!: number | null;

  @Field(() => Float, { nullable: true })
  avgTimelineVariancePct!: number | null;

  @Field(() => Float, { nullable: true })
  within20Pct!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of actual costs at or under the P50 and the P80 that was quoted; well calibrated is 0.5 and 0.8.',
  })
  costP50Coverage!: number | null;

  @Field(() => Float, { nullable: true })
  costP80Coverage!: number | null;
}

@ObjectType()
export class ReferenceClassAccuracy {
  @Field(() => ReferenceClass)
  referenceClass!: ReferenceClass;

  @Field(() => Int)
  count!: number;

  @Field(() => Float)
  avgVariancePct!: number;

  @Field(() => Float)
  within20Pct!: number;
}

@ObjectType()
export class AccuracyPoint {
  /** `2026-11` */
  @Field(() => String)
  month!: string;

  @Field(() => Int)
  count!: number;

  @Field(() => Float)
  avgCostVariancePct!: number;

  @Field(() => Float)
  within20Pct!: number;
}

@ObjectType()
export class FeedbackSummary {
  @Field(() => Int)
  totalEstimates!: number;

  @Field(() => Int)
  feedbackSubmissions!: number;

  @Field(() => Float)
  feedbackRate!: number;

  @Field(() => AccuracyMetrics)
  accuracyMetrics!: AccuracyMetrics;

  @Field(() => [ReferenceClassAccuracy])
  byReferenceClass!: ReferenceClassAccuracy[];

  @Field(() => [AccuracyPoint], { description: 'One point per month, oldest first.' })
  trend!: AccuracyPoint[];
}
