import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { SyntheticService } from './synthetic.service.ts';
import { SyntheticGenerateInput, SyntheticGeneratePayload } from './synthetic.types.ts';

@Resolver()
export class SyntheticResolver {
  constructor(private readonly synthetic: SyntheticService) {}

  @Mutation(() => SyntheticGeneratePayload)
  generateSyntheticReferenceClasses(
    @Arg('input', () => SyntheticGenerateInput) input: SyntheticGenerateInput,
    @Ctx() { viewer }: Context,
  ): Promise<SyntheticGeneratePayload> {
    return this.synthetic.generate(viewer, input);
  }
}
