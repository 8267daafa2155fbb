import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import type { Connection } from '../connection.ts';
import { EmailAddress, UUID } from '../scalars.ts';
import { Feedback, FeedbackConnection } from './feedback.model.ts';
import { FeedbackService, isStaff } from './feedback.service.ts';
import {
  ContractorFeedbackInput,
  CustomerFeedbackInput,
  FeedbackInvitation,
  FeedbackRequest,
  FeedbackResolution,
  type FeedbackResolutionName,
  FeedbacksArgs,
} from './feedback.types.ts';
import { FeedbackInvitations } from './feedback-invitations.service.ts';
import { SummaryService } from './summary.service.ts';
import { FeedbackSummary, SummaryArgs } from './summary.types.ts';

@Resolver(() => Feedback)
export class FeedbackResolver {
  constructor(
    private readonly feedback: FeedbackService,
    private readonly invitations: FeedbackInvitations,
    private readonly summaries: SummaryService,
  ) {}

  @Query(() => FeedbackConnection, {
    description: 'Newest first; needsReview: only those that are (not) in conflict.',
  })
  feedbacks(@Args() args: FeedbacksArgs, @Ctx() { viewer }: Context): Promise<Connection<Feedback>> {
    return this.feedback.list(viewer, args);
  }

  @Query(() => FeedbackSummary, {
    description: "Calibration metrics of the tenant; from and to bound the feedback's submission time.",
  })
  feedbackSummary(@Args() args: SummaryArgs, @Ctx() { viewer }: Context): Promise<FeedbackSummary> {
    return this.summaries.summarise(viewer, args);
  }

  @Query(() => FeedbackRequest, {
    description: 'What the feedback form shows; also after it was submitted, until the link expires.',
  })
  feedbackRequest(@Arg('token', () => String) token: string): Promise<FeedbackRequest> {
    return this.invitations.look(token);
  }

  @Mutation(() => FeedbackInvitation, { description: 'Mails the customer a magic link.' })
  requestCustomerFeedback(
    @Arg('sessionId', () => UUID) sessionId: string,
    @Arg('email', () => EmailAddress, { nullable: true }) email: string | null,
    @Ctx() { viewer }: Context,
  ): Promise<FeedbackInvitation> {
    return this.invitations.invite(viewer, sessionId, email ?? null);
  }

  @Mutation(() => Feedback)
  submitCustomerFeedback(
    @Arg('input', () => CustomerFeedbackInput) input: CustomerFeedbackInput,
    @Ctx() { viewer }: Context,
  ): Promise<Feedback> {
    return this.feedback.submitCustomer(viewer, input);
  }

  @Mutation(() => Feedback)
  submitContractorFeedback(
    @Arg('input', () => ContractorFeedbackInput) input: ContractorFeedbackInput,
    @Ctx() { viewer }: Context,
  ): Promise<Feedback> {
    return this.feedback.submitContractor(viewer, input);
  }

  @Mutation(() => Feedback)
  resolveFeedback(
    @Arg('id', () => ID) id: string,
    @Arg('use', () => FeedbackResolution) use: FeedbackResolutionName,
    @Ctx() { viewer }: Context,
  ): Promise<Feedback> {
    return this.feedback.resolve(viewer, id, use);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Standard users and admins.' })
  discrepancyExplanation(@Root() feedback: Feedback, @Ctx() { viewer }: Context): string | null {
    return isStaff(viewer) ? feedback.discrepancyExplanation : null;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Customer and contractor differ by more than 10 % in cost and nobody has resolved it; false to customers.',
  })
  needsReview(@Root() feedback: Feedback, @Ctx() { viewer }: Context): boolean {
    return isStaff(viewer) && feedback.isConflicting;
  }
}
