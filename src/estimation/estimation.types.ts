import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../scalars.ts';
import type {
  Adjustment as PlainAdjustment,
  CostComponent as PlainComponent,
  Estimate as PlainEstimate,
  Risk as PlainRisk,
} from './estimate.ts';

export const EstimationStatus = {
  DRAFT: 'DRAFT',
  COMPLETED: 'COMPLETED',
  FEEDBACK_SUBMITTED: 'FEEDBACK_SUBMITTED',
} as const;
export type EstimationStatusName = keyof typeof EstimationStatus;

registerEnumType(EstimationStatus, { name: 'EstimationStatus' });
@ObjectType()
export class CostComponent implements PlainComponent {
  @Field(() => String)
  component!: string;

  @Field(() => Float)
  amount!: number;

  @Field(() => Float)
  share!: number;
}

@ObjectType({
  description: "region, size, complexity, risk, calibration; factor is P50's, factorP80 where it differs.",
})
export class Adjustment implements PlainAdjustment {
  @Field(() => String)
  name!: PlainAdjustment['name'];

  @Field(() => Float)
  factor!: number;

  @Field(() => Float, { nullable: true })
  factorP80?: number;

  @Field(() => String)
  reason!: string;
}

@ObjectType()
export class Risk implements PlainRisk {
  @Field(() => String)
  description!: string;

  @Field(() => Float, { nullable: true })
  costImpactLow!: number | null;

  @Field(() => Float, { nullable: true })
  costImpactHigh!: number | null;

  @Field(() => Float, { nullable: true })
  weeksImpactLow!: number | null;

  @Field(() => Float, { nullable: true })
  weeksImpactHigh!: number | null;
}

@ObjectType()
export class Estimate implements PlainEstimate {
  @Field(() => String)
  currency!: string;

  @Field(() => Float)
  costP50!: number;

  @Field(() => Float)
  costP80!: number;

  @Field(() => Float)
  costP95!: number;

  @Field(() => Float)
  timelineWeeksP50!: number;

  @Field(() => Float)
  timelineWeeksP80!: number;

  @Field(() => Float)
  timelineWeeksP95!: number;

  @Field(() => [CostComponent], { description: 'Sums to costP50 to the cent.' })
  costBreakdown!: CostComponent[];

  @Field(() => [Adjustment], {
    description: 'How the figures came about: base, region, complexity, risk, calibration.',
  })
  adjustments!: Adjustment[];

  @Field(() => Int, { description: "The tenant's own real outcomes behind the class so far." })
  basedOnOutcomes!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of those that stayed at or under the quoted P80; null under five.',
  })
  realisedP80!: number | null;
}

@ObjectType({ description: "estimate is null for a draft's revision." })
export class EstimateRevision {
  @Field(() => Int)
  revision!: number;

  @Field(() => String, { nullable: true })
  additionalInfo!: string | null;

  @Field(() => Estimate, { nullable: true })
  estimate!: Estimate | null;

  @Field(() => DateTime)
  at!: Date;
}

@ObjectType()
export class ReferenceClassSummary {
  @Field(() => ID)
  id!: string;

  @Field(() => Boolean)
  isPlatform!: boolean;

  @Field(() => String)
  category!: string;

  @Field(() => String)
  subcategory!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  description!: string;
}

@ObjectType({ description: 'What an estimate shows of its class, to visitors too: no prices, no volumes.' })
export class EstimateMatch {
  @Field(() => ReferenceClassSummary)
  referenceClass!: ReferenceClassSummary;

  @Field(() => Float)
  confidence!: number;

  @Field(() => [String])
  matchedTerms!: string[];
}

/** Which assistant, model and versions of prompts something rests on. */
export interface Provenance {
  assistant: string;
  model: string | null;
  prompts: Record<string, string>;
}
