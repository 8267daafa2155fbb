import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { ReferenceClass } from '../reference/reference-class.model.ts';
import { FeedbackCounts } from './feedback-counts.service.ts';

@Resolver(() => ReferenceClass)
export class ReferenceClassFeedbackResolver {
  constructor(private readonly counts: FeedbackCounts) {}

  @FieldResolver(() => Int)
  feedbackCount(@Root() { _id }: ReferenceClass, @Ctx() context: Context): Promise<number> {
    return this.counts.ofClass(context, _id);
  }
}
