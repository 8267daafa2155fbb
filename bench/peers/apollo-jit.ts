import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo from '@as-integrations/fastify';
import Fastify from 'fastify';
import { buildSchema } from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { announce } from './announce.ts';
import { resolvers, typeDefs } from './constant.ts';

// The same with documents compiled once, and without the plugin that would wrap every resolver for it.
const schema = buildSchema(typeDefs);
const estimation = schema.getQueryType()?.getFields().estimation;
if (estimation) estimation.resolve = resolvers.Query.estimation;

const compiled = new Map<string, CompiledQuery>();
const apollo = new ApolloServer({
  plugins: [ApolloServerPluginCacheControlDisabled()],
  gateway: {
    load: async () => ({
      executor: async ({ document, queryHash, operationName, context, request }) => {
        const known = compiled.get(queryHash) ?? compileQuery(schema, document, operationName ?? undefined);
        if (!isCompiledQuery(known)) return known;
        compiled.set(queryHash, known);
        return known.query(undefined, context, request.variables);
      },
    }),
    onSchemaLoadOrUpdate: (listener) => {
      listener({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  },
});
await apollo.start();
const app = Fastify();
await app.register(fastifyApollo(apollo));
announce(await app.listen({ port: 0, host: '127.0.0.1' }));
