import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { applyMiddleware, type IMiddlewareGenerator } from 'graphql-middleware';
import { shield } from 'graphql-shield';
import { buildSchemaSync, getMetadataStorage } from 'type-graphql';
import { AccountResolver } from '../account/account.resolver.ts';
import { UserResolver } from '../account/user.resolver.ts';
import { SyntheticResolver } from '../admin/synthetic.resolver.ts';
import { TuningResolver } from '../admin/tuning.resolver.ts';
import type { Context } from '../auth/context.ts';
import { ChatResolver } from '../chat/chat.resolver.ts';
import { Failure } from '../errors.ts';
import { EstimationResolver } from '../estimation/estimation.resolver.ts';
import { NarrativeResolver } from '../estimation/narrative.resolver.ts';
import { EstimationFeedbackResolver } from '../feedback/estimation-feedback.resolver.ts';
import { FeedbackResolver } from '../feedback/feedback.resolver.ts';
import { ReferenceClassFeedbackResolver } from '../feedback/reference-class-feedback.resolver.ts';
import { ReferenceResolver } from '../reference/reference.resolver.ts';
import { DateTime } from '../scalars.ts';
import { PlatformResolver } from '../tenant/platform.resolver.ts';
import { TenantResolver } from '../tenant/tenant.resolver.ts';
import { ProspectsResolver } from '../widget/prospects.resolver.ts';
import { WidgetResolver } from '../widget/widget.resolver.ts';
import { permissions } from './permissions.ts';
import { validateInput } from './validate-input.ts';

const resolvers = [
  AccountResolver,
  UserResolver,
  TenantResolver,
  PlatformResolver,
  ReferenceResolver,
  EstimationResolver,
  NarrativeResolver,
  ChatResolver,
  FeedbackResolver,
  EstimationFeedbackResolver,
  ReferenceClassFeedbackResolver,
  TuningResolver,
  SyntheticResolver,
  WidgetResolver,
  ProspectsResolver,
] as const;

/** Where TypeGraphQL finds the instance of a resolver class. */
export interface Instances {
  get(type: { new (...args: never[]): object }): unknown;
}

/** The executable schema: types and resolvers from the decorators, and the permission table in front of every root field. */
export function buildGraph(instances: Instances): GraphQLSchema {
  readPlainly();
  const schema = buildSchemaSync({
    resolvers: [...resolvers],
    container: instances,
    validateFn: validateInput,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    // The schema is looked at when it is written to its file; looking again takes a twentieth of every start.
    skipCheck: true,
    // Subscriptions read logs; a publish that reached this would be a mistake.
    pubSub: { publish: refusePubSub, subscribe: refusePubSub },
  });
  const guard = shield(permissions, { allowExternalErrors: true, debug: false });
  return guardSubscriptions(handOnEvents(applyMiddleware(schema, rootsOf(guard, schema))));
}

/** A field that is called as its property needs no resolver: a call each costs more than reading what stands there. */
function readPlainly(): void {
  for (const field of getMetadataStorage().fields) field.simple = field.name === field.schemaName;
}

/** Shield on the roots alone: wrapping every field of every type halves the speed. */
function rootsOf(guard: ReturnType<typeof shield>, schema: GraphQLSchema) {
  const { Query, Mutation } = (guard as IMiddlewareGenerator<unknown, Context, unknown>).generate(
    schema,
  ) as Record<string, object>;
  return { Query, Mutation } as Parameters<typeof applyMiddleware>[1];
}

/** An event is what its source gives; TypeGraphQL would check the subscription's arguments again for each. */
function handOnEvents(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {}))
    field.resolve = (event: unknown) => event;
  return schema;
}

/** Shield leaves `subscribe` alone: the same rule has to stand before it, so that a refused source is never started. */
function guardSubscriptions(schema: GraphQLSchema): GraphQLSchema {
  const rules: Record<string, (typeof permissions.Subscription)['*']> = permissions.Subscription;
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    const open = field.subscribe as GraphQLFieldResolver<unknown, Context>;
    const rule = rules[field.name] ?? permissions.Subscription['*'];
    field.subscribe = async (root, args, context, info) => {
      const verdict = await rule.resolve(root, args, context, info, shieldOptions);
      if (verdict !== true)
        throw verdict instanceof Error
          ? verdict
          : new Failure('FORBIDDEN', 'You are not allowed to do this.');
      return open(root, args, context, info);
    };
  }
  return schema;
}

const shieldOptions = {
  debug: false,
  allowExternalErrors: true,
  fallbackRule: permissions.Subscription['*'],
  hashFunction: () => '',
};

function refusePubSub(): never {
  throw new Error('Subscriptions do not go through a pubSub here.');
}
