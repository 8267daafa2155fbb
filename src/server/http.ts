import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Durations } from '../durations.ts';
import { type FunctionsRouteDependencies, functionsRoute } from '../functions/functions-route.ts';
import { type GraphqlRouteDependencies, graphqlRoute } from './graphql-route.ts';
import { healthRoutes, type Readiness } from './health-routes.ts';
import { type MetricsDependencies, metricsRoute, noteRequest } from './metrics/metrics-route.ts';
import { type PageDependencies, pageRoutes } from './pages/page-routes.ts';
import { type StaticRouteDependencies, staticRoutes } from './static-routes.ts';
import { type WidgetConfigRouteDependencies, widgetConfigRoute } from './widget-config-route.ts';

export interface HttpDependencies {
  graphql: GraphqlRouteDependencies;
  statics: StaticRouteDependencies;
  pages: PageDependencies;
  widget: WidgetConfigRouteDependencies;
  /** null: there is no /mcp. */
  functions: FunctionsRouteDependencies | null;
  readiness: Readiness;
  metrics: MetricsDependencies;
  trustProxy: number;
  durations: Durations;
  logger: Logger;
}

/** Clients that send, or take, their bytes one by one must not hold connections for ever. */
function patience(durations: Durations) {
  return {
    requestTimeout: durations.requestMs,
    connectionTimeout: durations.connectionIdleMs,
    http: {
      headersTimeout: durations.requestHeadMs,
      requestTimeout: durations.requestMs,
      connectionsCheckingInterval: durations.requestLookMs,
    },
  };
}

/** What our own pages may load and do: nothing from elsewhere but pictures. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'https:'],
    'font-src': ["'self'", 'data:'],
    'connect-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  },
};

/** The HTTP side: GraphQL, the widget's files, the pages, health. The websocket is attached to its server. */
export async function createHttp(d: HttpDependencies): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    // Fastify tells of every listening socket; the start-up line is ours to write.
    loggerInstance: d.logger.child({}, { level: quieter(d.logger.level) }) as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: (_address, hop) => hop < d.trustProxy,
    forceCloseConnections: true,
    keepAliveTimeout: 72_000,
    ...patience(d.durations),
    // An address that cannot be read; the default answer repeats it.
    frameworkErrors: (_error, _request, reply) => {
      reply.raw.writeHead(400, { 'content-type': 'application/json' }).end(notValid);
    },
  });
  app.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
    const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
    if (!isTheirs) d.logger.error({ err: error, requestId: request.id }, 'request failed');
    const message = isTheirs ? 'The request is not valid.' : 'Something went wrong on our side.';
    return reply.code(isTheirs ? (error.statusCode ?? 400) : 500).send({ message });
  });
  // The default answer repeats the address, and whatever token stands in it.
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ message: 'Not found.' }));
  await app.register(helmet, { contentSecurityPolicy, hsts: false });
  app.addHook('onResponse', async (request, reply) => {
    noteRequest(d.metrics.meters, request, reply.statusCode, reply.elapsedTime);
    if (!d.logger.isLevelEnabled('debug')) return;
    const { tenantId } = request.context?.viewer ?? { tenantId: null };
    const [path] = request.url.replace(tokenInPath, '$1…').split('?');
    d.logger.debug(
      {
        requestId: request.id,
        tenantId,
        method: request.method,
        path,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  await app.register(graphqlRoute(d.graphql));
  await app.register(widgetConfigRoute(d.widget));
  await app.register(staticRoutes(d.statics));
  await app.register(pageRoutes(d.pages, d.graphql));
  if (d.functions) await app.register(functionsRoute(d.functions));
  await app.register(healthRoutes(d.readiness));
  await app.register(metricsRoute(d.metrics));
  return app;
}

/** Magic links have their token in the path: it is no business of the log's. */
const tokenInPath = /^(\/+feedback\/)[^?]+/i;

const notValid = JSON.stringify({ message: 'The request is not valid.' });

const quieter = (level: string): string => (['trace', 'debug', 'info'].includes(level) ? 'warn' : level);
