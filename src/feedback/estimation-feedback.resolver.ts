import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { Estimation } from '../estimation/estimation.model.ts';
import { Feedback } from './feedback.model.ts';
import { FeedbackService } from './feedback.service.ts';

@Resolver(() => Estimation)
export class EstimationFeedbackResolver {
  constructor(private readonly reports: FeedbackService) {}

  @FieldResolver(() => [Feedback], { nullable: true, description: 'Standard users and admins.' })
  feedback(@Root() estimation: Estimation, @Ctx() { viewer }: Context): Promise<readonly Feedback[] | null> {
    return this.reports.ofEstimation(viewer, estimation);
  }
}
