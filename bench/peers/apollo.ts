import { ApolloServer } from '@apollo/server';
import fastifyApollo from '@as-integrations/fastify';
import Fastify from 'fastify';
import { announce } from './announce.ts';
import { resolvers, typeDefs } from './constant.ts';

// Apollo Server on Fastify as its guide has it: no accounts, no limits, no database.
const apollo = new ApolloServer({ typeDefs, resolvers });
await apollo.start();
const app = Fastify();
await app.register(fastifyApollo(apollo));
announce(await app.listen({ port: 0, host: '127.0.0.1' }));
