import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Context } from '../auth/context.ts';
import { anonymous, type Client } from '../auth/viewer.ts';
import { Failure } from '../errors.ts';
import type { InFlight } from '../in-flight.ts';
import { onBehalfOf } from '../request-scope.ts';
import { maskError } from './error-mask.ts';
import { admitOperation } from './operation-limits.ts';
import { hasOptedOut } from './opt-out.ts';

export interface GraphqlRouteDependencies {
  schema: GraphQLSchema;
  apollo: ApolloServer<Context>;
  authenticate: Authenticate;
  introspection: boolean;
  service: Context['service'];
  isDraining: () => boolean;
  inFlight: InFlight;
}

const longestBodyBytes = 100 * 1_024;

/** POST /graphql: admits the operation, finds out who is asking, and hands it to Apollo. */
export function graphqlRoute(d: GraphqlRouteDependencies) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(cors, {
      origin: '*',
      methods: ['POST'],
      allowedHeaders: ['content-type', 'authorization'],
      exposedHeaders: ['retry-after'],
      maxAge: 600,
    });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, readJson);
    app.setErrorHandler(answerRefusal);
    app.addHook('onRequest', async (request) => d.inFlight.enter(request));
    app.addHook('onResponse', async (request) => d.inFlight.leave(request));
    // Only here: reading the body has left whatever was begun before it.
    app.addHook('preHandler', (request, _reply, done) => onBehalfOf(request.id, done));
    app.route({
      method: 'POST',
      url: '/graphql',
      bodyLimit: longestBodyBytes,
      preHandler: async (request) => {
        if (d.isDraining())
          throw new Failure('SERVICE_UNAVAILABLE', 'The server is restarting; please try again.');
        const operation = operationOf(request.body);
        // What else came with it is nobody's business further on.
        request.body = operation;
        const { schema, introspection } = d;
        admitOperation({
          schema,
          ...operation,
          introspection,
          allow: ['query', 'mutation'],
        });
        const viewer = await d.authenticate(request.headers.authorization, clientOf(request));
        request.context = { viewer, service: d.service };
      },
      handler: fastifyApolloHandler(d.apollo, {
        context: async (request: FastifyRequest) =>
          request.context ?? { viewer: anonymous(clientOf(request)), service: d.service },
      }),
    });
  };
}

declare module 'fastify' {
  interface FastifyRequest {
    context?: Context;
  }
}

export function clientOf(request: FastifyRequest): Client {
  const { id: requestId, ip, headers } = request;
  return { requestId, ip, origin: headers.origin ?? null, hasOptedOut: hasOptedOut(headers) };
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

async function readJson(request: FastifyRequest, body: Buffer): Promise<unknown> {
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(request.headers['content-type'] ?? '')?.[1];
  try {
    if (charset && charset.toLowerCase() !== 'utf-8') throw new Error('another charset');
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new Failure('BAD_USER_INPUT', 'The body must be JSON in UTF-8.');
  }
}

interface Operation {
  query: string;
  operationName: string | null;
  variables: Record<string, unknown> | null;
}

function operationOf(body: unknown): Operation {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Failure('BAD_USER_INPUT', 'The body must be one GraphQL operation.');
  const { query, operationName = null, variables = null }: { [key: string]: unknown } = { ...body };
  if (typeof query !== 'string') throw new Failure('BAD_USER_INPUT', 'The body needs a query as text.');
  if (operationName !== null && typeof operationName !== 'string')
    throw new Failure('BAD_USER_INPUT', 'operationName must be text.');
  if (variables !== null && (typeof variables !== 'object' || Array.isArray(variables)))
    throw new Failure('BAD_USER_INPUT', 'variables must be an object.');
  return { query, operationName, variables: variables === null ? null : { ...variables } };
}

/** Refusals before any operation ran: the document itself is wrong, so BAD_USER_INPUT is a 400 here. */
async function answerRefusal(thrown: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { error, code, fault } = maskError(refusalOf(thrown), request.id);
  if (fault) request.log.error({ err: fault, requestId: request.id }, 'request failed');
  const status =
    { BAD_USER_INPUT: 400, QUERY_TOO_COMPLEX: 400, SERVICE_UNAVAILABLE: 503 }[code as string] ?? 500;
  await reply.code(status).send({ errors: [error] });
}

function refusalOf(thrown: unknown): unknown {
  if (thrown instanceof Failure || !(thrown instanceof Error) || !('statusCode' in thrown)) return thrown;
  if (thrown.statusCode === 413)
    return new Failure('QUERY_TOO_COMPLEX', 'The body is too large.', { limit: longestBodyBytes });
  if (thrown.statusCode === 415) return new Failure('BAD_USER_INPUT', 'The body must be JSON in UTF-8.');
  return thrown.statusCode === 400 ? new Failure('BAD_USER_INPUT', 'The request is not valid.') : thrown;
}
