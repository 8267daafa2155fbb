import type { FastifyInstance } from 'fastify';
import { anonymous } from '../auth/viewer.ts';
import { Failure, httpStatusByCode } from '../errors.ts';
import type { WidgetService } from '../widget/widget.service.ts';
import { maskError } from './error-mask.ts';
import { clientOf } from './graphql-route.ts';

export interface WidgetConfigRouteDependencies {
  widgets: Pick<WidgetService, 'config'>;
}

/**
 * GET /widget-config?apiKey=…: the query `widgetConfig` for the launcher. A page of another origin must ask leave before it posts JSON,
 * which on a slow network takes as long as the answer itself; a plain GET needs none.
 */
export function widgetConfigRoute({ widgets }: WidgetConfigRouteDependencies) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/widget-config', async (request, reply) => {
      reply
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('cache-control', 'no-store');
      try {
        const { apiKey } = request.query as { apiKey?: unknown };
        if (typeof apiKey !== 'string') throw new Failure('BAD_USER_INPUT', 'apiKey is required.');
        return await widgets.config(anonymous(clientOf(request)), apiKey);
      } catch (thrown) {
        const { error, code, fault } = maskError(thrown, request.id);
        if (fault) request.log.error({ err: fault, requestId: request.id }, 'request failed');
        const status = httpStatusByCode[code];
        return reply.code(status === 200 ? 400 : status).send({ errors: [error] });
      }
    });
  };
}
