import { MaxLength, MinLength } from 'class-validator';
import { ArgsType, Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { PageArgs } from '../connection.ts';
import { IfGiven } from '../if-given.ts';
import { ReferenceClass } from './reference-class.model.ts';

@InputType()
export class ReferenceClassFilter {
  @Field(() => String, { nullable: true })
  category?: string | null;

  @Field(() => String, { nullable: true })
  subcategory?: string | null;

  @Field(() => String, { nullable: true })
  region?: string | null;

  @Field(() => Boolean, { nullable: true })
  isSynthetic?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  isPlatform?: boolean | null;

  @Field(() => Boolean, { defaultValue: false })
  includeArchived!: boolean;

  @Field(() => String, { nullable: true })
  @IfGiven()
  @MaxLength(200)
  search?: string | null;
}

@ArgsType()
export class ReferenceClassesArgs extends PageArgs {
  @Field(() => ReferenceClassFilter, { nullable: true })
  filter?: ReferenceClassFilter | null;
}

@ArgsType()
export class MatchArgs {
  @Field(() => String)
  @MinLength(1)
  @MaxLength(2_000)
  description!: string;

  @Field(() => String, { nullable: true })
  @IfGiven()
  @MaxLength(100)
  region?: string | null;

  @Field(() => Int, { defaultValue: 5 })
  first!: number;
}

@ObjectType()
export class ReferenceClassMatch {
  @Field(() => ReferenceClass)
  referenceClass!: ReferenceClass;

  @Field(() => Float)
  confidence!: number;

  @Field(() => [String])
  matchedTerms!: string[];
}
