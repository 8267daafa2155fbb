import { Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PageArgs } from '../connection.ts';
import { Estimate } from '../estimation/estimation.types.ts';
import { IfGiven } from '../if-given.ts';
import { DateTime, EmailAddress, UUID } from '../scalars.ts';
import { Branding } from '../tenant/tenant.model.ts';

export const FeedbackType = { CUSTOMER: 'CUSTOMER', CONTRACTOR: 'CONTRACTOR' } as const;
export type FeedbackTypeName = keyof typeof FeedbackType;
registerEnumType(FeedbackType, { name: 'FeedbackType' });

export const FeedbackResolution = {
  CUSTOMER: 'CUSTOMER',
  CONTRACTOR: 'CONTRACTOR',
  NEITHER: 'NEITHER',
} as const;
export type FeedbackResolutionName = keyof typeof FeedbackResolution;
registerEnumType(FeedbackResolution, {
  name: 'FeedbackResolution',
  description: 'Whose actual figures count where customer and contractor disagree.',
});

@ObjectType()
export class DiscrepancyFlags {
  @Field(() => Boolean)
  scopeCreep!: boolean;

  @Field(() => Boolean)
  hiddenCosts!: boolean;

  @Field(() => Boolean)
  marketChanges!: boolean;
}

@InputType()
export class DiscrepancyFlagsInput implements DiscrepancyFlags {
  @Field(() => Boolean, { defaultValue: false })
  scopeCreep!: boolean;

  @Field(() => Boolean, { defaultValue: false })
  hiddenCosts!: boolean;

  @Field(() => Boolean, { defaultValue: false })
  marketChanges!: boolean;
}

/** What a project may have cost at most, in the major unit of its currency, and taken, in weeks: 20 years. */
const mostMoney = 1_000_000_000;
const mostWeeks = 1_040;

/** What became of a project. */
@InputType()
class OutcomeInput {
  @Field(() => Float)
  @Min(1)
  @Max(mostMoney)
  actualCost!: number;

  @Field(() => Float)
  @Min(0.1)
  @Max(mostWeeks)
  actualTimelineWeeks!: number;

  @Field(() => DiscrepancyFlagsInput, { nullable: true })
  @IfGiven()
  @ValidateNested()
  discrepancyFlags?: DiscrepancyFlagsInput | null;
}

@InputType()
export class CustomerFeedbackInput extends OutcomeInput {
  @Field(() => String, {
    nullable: true,
    description: 'From the magic link; or sessionId with a signed-in user.',
  })
  @IfGiven()
  @MaxLength(200)
  token?: string | null;

  @Field(() => UUID, { nullable: true })
  sessionId?: string | null;

  @Field(() => Int)
  @Min(1)
  @Max(5)
  accuracyRating!: number;

  @Field(() => String, { nullable: true })
  @IfGiven()
  @MaxLength(2_000)
  comments?: string | null;
}

@InputType()
export class BreakdownAmountInput {
  @Field(() => String)
  @MaxLength(80)
  component!: string;

  @Field(() => Float)
  @Min(0)
  @Max(mostMoney)
  amount!: number;
}

@InputType()
export class ContractorFeedbackInput extends OutcomeInput {
  @Field(() => UUID)
  sessionId!: string;

  @Field(() => [BreakdownAmountInput])
  @ValidateNested({ each: true })
  actualBreakdown!: BreakdownAmountInput[];

  @Field(() => String, { nullable: true })
  @IfGiven()
  @MaxLength(2_000)
  discrepancyExplanation?: string | null;
}

@ArgsType()
export class FeedbacksArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true })
  needsReview?: boolean | null;
}

@ObjectType()
export class FeedbackInvitation {
  @Field(() => EmailAddress)
  sentTo!: string;

  @Field(() => DateTime)
  expiresAt!: Date;
}

@ObjectType()
export class FeedbackRequest {
  @Field(() => String)
  tenantName!: string;

  @Field(() => Branding)
  branding!: Branding;

  @Field(() => String)
  projectName!: string;

  @Field(() => Estimate)
  estimate!: Estimate;

  @Field(() => DateTime)
  expiresAt!: Date;

  @Field(() => Boolean)
  alreadySubmitted!: boolean;
}
