import { Args, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../auth/context.ts';
import { EstimateNarrativeArgs, type NarrativeEvent, NarrativeEventUnion } from './narrative.types.ts';
import { Narratives } from './narratives.service.ts';

@Resolver()
export class NarrativeResolver {
  @Subscription(() => NarrativeEventUnion, {
    description:
      'The narrative of an estimate as it is written, released sentence by sentence once its figures are checked. Written once per revision and audience, started by the mutation that estimates (CUSTOMER) or by the first request (CONTRACTOR); later readers replay it. afterIndex as in chatReply; NarrativeCompleted is authoritative and ends the subscription.',
    subscribe: ({ args, context }: { args: EstimateNarrativeArgs; context: Context }) =>
      context.service(Narratives).follow(context.viewer, args),
  })
  estimateNarrative(@Args() _args: EstimateNarrativeArgs, @Root() event: NarrativeEvent): NarrativeEvent {
    return event;
  }
}
