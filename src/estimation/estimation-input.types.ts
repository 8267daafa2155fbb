import { MaxLength, MinLength } from 'class-validator';
import { ArgsType, Field, InputType } from 'type-graphql';
import { PageArgs } from '../connection.ts';
import { IfGiven } from '../if-given.ts';
import { DateTime, EmailAddress, UUID } from '../scalars.ts';
import { EstimationStatus, type EstimationStatusName } from './estimation.types.ts';

@InputType()
export class EstimationFilter {
  @Field(() => EstimationStatus, { nullable: true })
  status?: EstimationStatusName | null;

  @Field(() => String, { nullable: true })
  category?: string | null;

  @Field(() => String, { nullable: true })
  subcategory?: string | null;

  @Field(() => DateTime, { nullable: true })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true })
  to?: Date | null;

  @Field(() => Boolean, { nullable: true })
  widgetOnly?: boolean | null;
}

@ArgsType()
export class EstimationsArgs extends PageArgs {
  @Field(() => EstimationFilter, { nullable: true })
  filter?: EstimationFilter | null;
}

@InputType()
export class StartEstimateInput {
  @Field(() => String)
  @MinLength(10)
  @MaxLength(2_000)
  description!: string;

  @Field(() => String, { nullable: true })
  @IfGiven()
  @MaxLength(100)
  region?: string | null;

  @Field(() => EmailAddress, { nullable: true })
  customerEmail?: string | null;
}

@InputType()
export class WidgetEstimateInput extends StartEstimateInput {}

@InputType()
export class RefineEstimateInput {
  @Field(() => UUID)
  sessionId!: string;

  @Field(() => String)
  @MinLength(1)
  @MaxLength(2_000)
  additionalInfo!: string;
}
