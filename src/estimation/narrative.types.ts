import { ArgsType, createUnionType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { UUID } from '../scalars.ts';
import type { Audience } from './estimate.ts';

export const NarrativeAudience: { readonly [Name in Audience]: Name } = {
  CUSTOMER: 'CUSTOMER',
  CONTRACTOR: 'CONTRACTOR',
};

registerEnumType(NarrativeAudience, { name: 'NarrativeAudience' });

@ArgsType()
export class EstimateNarrativeArgs {
  @Field(() => UUID)
  sessionId!: string;

  @Field(() => NarrativeAudience, { defaultValue: NarrativeAudience.CUSTOMER })
  audience!: Audience;

  @Field(() => Int, { nullable: true })
  afterIndex?: number | null;
}

@ObjectType()
export class NarrativeDelta {
  kind!: 'delta';

  @Field(() => Int)
  index!: number;

  @Field(() => String)
  text!: string;
}

@ObjectType()
export class NarrativeCompleted {
  kind!: 'completed';

  @Field(() => Int)
  index!: number;

  @Field(() => String)
  narrative!: string;
}

const typeByKind = { delta: NarrativeDelta, completed: NarrativeCompleted };

export const NarrativeEventUnion = createUnionType({
  name: 'NarrativeEvent',
  types: () => [NarrativeDelta, NarrativeCompleted] as const,
  resolveType: ({ kind }) => typeByKind[kind],
});

export type NarrativeEvent = NarrativeDelta | NarrativeCompleted;
