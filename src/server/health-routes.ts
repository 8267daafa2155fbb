import type { FastifyInstance } from 'fastify';

export interface Readiness {
  /** Rejects while something the server needs does not answer. */
  check(): Promise<void>;
  isDraining(): boolean;
}

/** /healthz: the process is alive. /readyz: it can serve; 503 while it drains or the database does not answer. */
export function healthRoutes(readiness: Readiness) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/healthz', async () => ({ status: 'alive' }));
    app.get('/readyz', async (_request, reply) => {
      if (readiness.isDraining()) return reply.code(503).send({ status: 'draining' });
      try {
        await readiness.check();
        return { status: 'ready' };
      } catch {
        return reply.code(503).send({ status: 'unavailable' });
      }
    });
  };
}
