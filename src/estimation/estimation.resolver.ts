import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import type { Connection } from '../connection.ts';
import { EmailAddress, UUID } from '../scalars.ts';
import { Completions } from './completions.service.ts';
import { Estimation, EstimationConnection } from './estimation.model.ts';
import { EstimationService } from './estimation.service.ts';
import { EstimationsArgs, RefineEstimateInput, StartEstimateInput } from './estimation-input.types.ts';

@Resolver(() => Estimation)
export class EstimationResolver {
  constructor(private readonly estimations: EstimationService) {}

  @Query(() => Estimation, {
    nullable: true,
    description: 'null where it does not exist or belongs to someone else.',
  })
  estimation(
    @Arg('sessionId', () => UUID) sessionId: string,
    @Ctx() { viewer }: Context,
  ): Promise<Estimation | null> {
    return this.estimations.find(viewer, sessionId);
  }

  @Query(() => EstimationConnection, { name: 'estimations', description: 'Newest first.' })
  list(@Args() args: EstimationsArgs, @Ctx() { viewer }: Context): Promise<Connection<Estimation>> {
    return this.estimations.list(viewer, args);
  }

  @Mutation(() => Estimation, { description: 'Metered.' })
  startEstimate(
    @Arg('input', () => StartEstimateInput) input: StartEstimateInput,
    @Ctx() { viewer }: Context,
  ): Promise<Estimation> {
    return this.estimations.start(viewer, input);
  }

  @Mutation(() => Estimation, { description: 'Metered.' })
  refineEstimate(
    @Arg('input', () => RefineEstimateInput) input: RefineEstimateInput,
    @Ctx() { viewer }: Context,
  ): Promise<Estimation> {
    return this.estimations.refine(viewer, input);
  }

  @Subscription(() => Estimation, {
    description: 'Every estimation of the tenant that is completed from now on.',
    subscribe: ({ context }: { context: Context }) => context.service(Completions).follow(context.viewer),
  })
  estimationCompleted(@Root() estimation: Estimation): Estimation {
    return estimation;
  }

  @FieldResolver(() => EmailAddress, {
    nullable: true,
    description: 'Standard users, admins and the session itself.',
  })
  customerEmail(@Root() estimation: Estimation, @Ctx() { viewer }: Context): string | null {
    return this.estimations.customerEmail(viewer, estimation);
  }
}
