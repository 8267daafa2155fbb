import { ApolloServer, type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../auth/context.ts';
import type { Client } from '../auth/viewer.ts';
import { type Compiled, createCompiled } from './compiled.ts';
import { maskError, statusOf } from './error-mask.ts';
import type { Meters } from './metrics/meters.ts';

/** Apollo for queries and mutations over HTTP; operations reach it only after `operation-limits` has admitted them. */
export async function createApollo(
  schema: GraphQLSchema,
  introspection: boolean,
  logger: Logger,
  meters: Meters,
): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    logger,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      answeringPlugin(createCompiled(schema), logger, meters),
    ],
    // Every document has been validated on admission, where the cost of validating is bounded.
    dangerouslyDisableValidation: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  return apollo;
}

/** Has what is compiled answer in Apollo's place, and masks whatever went wrong in either. */
function answeringPlugin(compiled: Compiled, logger: Logger, meters: Meters): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => {
      let thrownThere: readonly GraphQLError[] | undefined;
      return {
        responseForOperation: async ({ document, operation, request, contextValue }) => {
          const variables = request.variables ?? {};
          const result = await compiled.run({ document, operation, variables, contextValue });
          if (!result) return null;
          thrownThere = result.errors;
          const singleResult = { data: result.data ?? null };
          return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
        },
        willSendResponse: async ({ response, contextValue, errors = thrownThere }) => {
          if (errors?.length) maskErrors(response, errors, contextValue.viewer.client, logger, meters);
        },
      };
    },
  };
}

function maskErrors(
  { body, http }: GraphQLResponse,
  errors: readonly GraphQLError[],
  { requestId }: Client,
  logger: Logger,
  meters: Meters,
): void {
  if (body.kind !== 'single') return;
  const masked = errors.map((error) => maskError(error, requestId));
  for (const { code, fault } of masked) {
    meters.note(({ failures }) => failures.inc({ code, transport: 'http' }));
    if (fault) logger.error({ err: fault, requestId }, 'operation failed');
  }
  const { singleResult } = body;
  singleResult.errors = masked.map(({ error }) => error);
  http.status = statusOf(
    masked.map(({ code }) => code),
    singleResult.data != null,
  );
  http.headers ??= new HeaderMap();
  const retryAfter = masked[0]?.error.extensions?.retryAfterSeconds;
  if (typeof retryAfter === 'number') http.headers.set('retry-after', String(retryAfter));
}
