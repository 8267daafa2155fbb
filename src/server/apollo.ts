import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../auth/context.ts';
import { maskError, statusOf } from './error-mask.ts';

/** Apollo for queries and mutations over HTTP; operations reach it only after `operation-limits` has admitted them. */
export async function createApollo(
  schema: GraphQLSchema,
  introspection: boolean,
  logger: Logger,
): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    logger,
    plugins: [ApolloServerPluginCacheControlDisabled(), maskingPlugin(logger)],
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

function maskingPlugin(logger: Logger): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response, errors, contextValue }) => {
        if (response.body.kind !== 'single' || !errors?.length) return;
        const { requestId } = contextValue.viewer.client;
        const masked = errors.map((error) => maskError(error, requestId));
        for (const { fault } of masked)
          if (fault) logger.error({ err: fault, requestId }, 'operation failed');
        const { singleResult } = response.body;
        singleResult.errors = masked.map(({ error }) => error);
        response.http.status = statusOf(
          masked.map(({ code }) => code),
          singleResult.data != null,
        );
        response.http.headers ??= new HeaderMap();
        const retryAfter = masked[0]?.error.extensions?.retryAfterSeconds;
        if (typeof retryAfter === 'number') response.http.headers.set('retry-after', String(retryAfter));
      },
    }),
  };
}
