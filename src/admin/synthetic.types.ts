import { ArrayMaxSize, ArrayMinSize, Matches, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ReferenceClass } from '../reference/reference-class.model.ts';
import { groupWords } from '../reference/reference-class-rules.ts';

const asGroup = 'must be lower case words, joined by underscores';
const oneLine = /^[^\p{Cc}]*\S[^\p{Cc}]*$/u;

@InputType()
export class SyntheticGenerateInput {
  @Field(() => String)
  @Matches(groupWords, { message: asGroup })
  @MaxLength(60)
  category!: string;

  @Field(() => [String])
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @Matches(groupWords, { each: true, message: asGroup })
  @MaxLength(60, { each: true })
  subcategories!: string[];

  @Field(() => [String])
  @ArrayMaxSize(50)
  @Matches(oneLine, { each: true, message: 'must each be one line that is not empty' })
  @MaxLength(100, { each: true })
  regions!: string[];

  @Field(() => Int)
  @Min(1)
  @Max(20)
  countPerSubcategory!: number;

  @Field(() => Int, { nullable: true })
  seed?: number | null;
}

@ObjectType()
export class SyntheticGeneratePayload {
  @Field(() => Int)
  generatedCount!: number;

  @Field(() => [ID])
  referenceClassIds!: string[];

  @Field(() => [ReferenceClass])
  referenceClasses!: ReferenceClass[];
}
