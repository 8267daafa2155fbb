import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { TuningProposal } from './tuning-proposal.model.ts';

@ObjectType()
export class ClassNeedingTuning {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  /** Mean of (actual − P50) / P50 × 100, P50 as it would be quoted today. */
  @Field(() => Float)
  variance!: number;

  @Field(() => String)
  recommendation!: string;

  @Field(() => TuningProposal, {
    nullable: true,
    description: 'null under five usable outcomes and right after a decision.',
  })
  proposal!: TuningProposal | null;
}

@ObjectType()
export class SyntheticValidation {
  @Field(() => Int)
  syntheticClasses!: number;

  @Field(() => Int)
  validatedByFeedback!: number;

  @Field(() => Float, { nullable: true })
  avgVarianceFromReal!: number | null;

  @Field(() => [ClassNeedingTuning])
  classesNeedingTuning!: ClassNeedingTuning[];
}
