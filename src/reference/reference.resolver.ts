import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import type { Connection } from '../connection.ts';
import { ReferenceService } from './reference.service.ts';
import { MatchArgs, ReferenceClassesArgs, ReferenceClassMatch } from './reference.types.ts';
import { ReferenceClass, ReferenceClassConnection } from './reference-class.model.ts';
import { ReferenceClassInput } from './reference-class-input.types.ts';
import { ReferenceClassesService } from './reference-classes.service.ts';

@Resolver(() => ReferenceClass)
export class ReferenceResolver {
  constructor(
    private readonly references: ReferenceService,
    private readonly classes: ReferenceClassesService,
  ) {}

  @Query(() => ReferenceClassConnection, {
    description: "Platform classes and the tenant's own, by name.",
  })
  referenceClasses(
    @Args() args: ReferenceClassesArgs,
    @Ctx() { viewer }: Context,
  ): Promise<Connection<ReferenceClass>> {
    return this.references.list(viewer, args);
  }

  @Query(() => ReferenceClass, { nullable: true })
  referenceClass(
    @Arg('id', () => ID) id: string,
    @Ctx() { viewer }: Context,
  ): Promise<ReferenceClass | null> {
    return this.references.find(viewer, id);
  }

  @Query(() => [ReferenceClassMatch], {
    description:
      'Ranked candidates for a description of 1 to 2 000 characters, best first; [] where nothing fits.',
  })
  matchReferenceClasses(@Args() args: MatchArgs, @Ctx() { viewer }: Context): ReferenceClassMatch[] {
    return this.references.rank(viewer, args);
  }

  @Mutation(() => ReferenceClass)
  createReferenceClass(
    @Arg('input', () => ReferenceClassInput) input: ReferenceClassInput,
    @Ctx() { viewer }: Context,
  ): Promise<ReferenceClass> {
    return this.classes.create(viewer, input);
  }

  @Mutation(() => ReferenceClass)
  updateReferenceClass(
    @Arg('id', () => ID) id: string,
    @Arg('input', () => ReferenceClassInput) input: ReferenceClassInput,
    @Ctx() { viewer }: Context,
  ): Promise<ReferenceClass> {
    return this.classes.update(viewer, id, input);
  }

  @Mutation(() => ReferenceClass)
  archiveReferenceClass(
    @Arg('id', () => ID) id: string,
    @Ctx() { viewer }: Context,
  ): Promise<ReferenceClass> {
    return this.classes.archive(viewer, id);
  }

  @FieldResolver(() => Boolean)
  isPlatform(@Root() { tenantId }: ReferenceClass): boolean {
    return tenantId === null;
  }
}
