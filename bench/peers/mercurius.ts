import Fastify from 'fastify';
import mercurius from 'mercurius';
import { announce } from './announce.ts';
import { resolvers, typeDefs } from './constant.ts';

// mercurius with documents compiled at their first repetition.
const app = Fastify();
await app.register(mercurius, { schema: typeDefs, resolvers, jit: 1 });
announce(await app.listen({ port: 0, host: '127.0.0.1' }));
