import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import type { Connection } from '../connection.ts';
import { ReferenceService } from '../reference/reference.service.ts';
import { ReferenceClass } from '../reference/reference-class.model.ts';
import { TuningDecision, type TuningDecisionName, TuningProposalsArgs } from './tuning.types.ts';
import { TuningProposal, TuningProposalConnection } from './tuning-proposal.model.ts';
import { Tunings } from './tunings.service.ts';
import { ValidationService } from './validation.service.ts';
import { SyntheticValidation } from './validation.types.ts';

@Resolver(() => TuningProposal)
export class TuningResolver {
  constructor(
    private readonly tunings: Tunings,
    private readonly validation: ValidationService,
    private readonly references: ReferenceService,
  ) {}

  @Query(() => TuningProposalConnection, { description: 'Newest first, of any class, synthetic or not.' })
  tuningProposals(
    @Args() args: TuningProposalsArgs,
    @Ctx() { viewer }: Context,
  ): Promise<Connection<TuningProposal>> {
    return this.tunings.list(viewer, args);
  }

  @Query(() => SyntheticValidation, { description: 'Synthetic classes held against real outcomes.' })
  syntheticValidation(@Ctx() { viewer }: Context): Promise<SyntheticValidation> {
    return this.validation.validate(viewer);
  }

  @Mutation(() => TuningProposal, {
    description: 'Applies, rejects, or takes back an applied tuning of a reference class.',
  })
  decideTuning(
    @Arg('id', () => ID) id: string,
    @Arg('decision', () => TuningDecision) decision: TuningDecisionName,
    @Ctx() { viewer }: Context,
  ): Promise<TuningProposal> {
    return this.tunings.decide(viewer, id, decision);
  }

  @FieldResolver(() => ReferenceClass)
  referenceClass(@Root() tuning: TuningProposal): Promise<ReferenceClass> {
    return this.references.get(tuning, tuning.referenceClassId);
  }

  @FieldResolver(() => Boolean)
  isPlatform(@Root() tuning: TuningProposal): boolean {
    return tuning.tenantId === null;
  }
}
