import { Field, Float, InputType } from 'type-graphql';
import { JSONObject } from '../scalars.ts';

@InputType()
export class CostDistributionInput {
  @Field(() => Float)
  p50!: number;

  @Field(() => Float)
  p80!: number;

  @Field(() => Float)
  p95!: number;

  @Field(() => String, { defaultValue: 'USD' })
  currency!: string;
}

@InputType()
export class TimelineDistributionInput {
  @Field(() => Float)
  p50!: number;

  @Field(() => Float)
  p80!: number;

  @Field(() => Float)
  p95!: number;

  @Field(() => String, { defaultValue: 'weeks' })
  unit!: string;
}

@InputType()
export class BreakdownShareInput {
  @Field(() => String)
  component!: string;

  @Field(() => Float)
  share!: number;
}

@InputType()
export class RegionalMultiplierInput {
  @Field(() => String)
  region!: string;

  @Field(() => Float)
  multiplier!: number;
}

/** A whole class. What may be left out stays as it is when a class is changed; null takes it away. */
@InputType()
export class ReferenceClassInput {
  @Field(() => String)
  category!: string;

  @Field(() => String)
  subcategory!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  description!: string;

  @Field(() => [String])
  keywords!: string[];

  @Field(() => [String])
  regions!: string[];

  @Field(() => JSONObject, { nullable: true })
  attributes?: Record<string, unknown> | null;

  @Field(() => CostDistributionInput)
  costDistribution!: CostDistributionInput;

  @Field(() => TimelineDistributionInput)
  timelineDistribution!: TimelineDistributionInput;

  @Field(() => [BreakdownShareInput])
  costBreakdownTemplate!: BreakdownShareInput[];

  @Field(() => [RegionalMultiplierInput])
  regionalMultipliers!: RegionalMultiplierInput[];

  @Field(() => String, { nullable: true })
  validationSource?: string | null;
}
