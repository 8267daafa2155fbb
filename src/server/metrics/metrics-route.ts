import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Meters } from './meters.ts';
import { type Sources, sample } from './sample.ts';

export interface MetricsDependencies {
  meters: Meters;
  sources: Sources;
  /** What a scraper from elsewhere shows as its bearer; null: only this machine may ask. */
  token: string | null;
}

/** /metrics in Prometheus's text format, for this machine or with the token; every request is noted. */
export function metricsRoute({ meters, sources, token }: MetricsDependencies) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/metrics', async (request, reply) => {
      if (!mayRead(request, token))
        return reply.code(401).header('www-authenticate', 'Bearer').send({ message: 'Not allowed.' });
      const instruments = await meters.instruments();
      await sample(instruments, sources);
      reply.header('cache-control', 'no-store').type(instruments.registry.contentType);
      return instruments.registry.metrics();
    });
  };
}

function mayRead(request: FastifyRequest, token: string | null): boolean {
  const { authorization } = request.headers;
  if (authorization !== undefined) return token !== null && isEqual(authorization, `Bearer ${token}`);
  // A proxy on this machine speaks for others.
  const isForwarded = ['x-forwarded-for', 'forwarded', 'via'].some((name) => request.headers[name]);
  return !isForwarded && isLoopback(request.socket.remoteAddress ?? '');
}

/** Of digests: they are of one length, and how far two of them agree tells nothing. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** Notes each answered request under its route, which is one of few, never under its address. */
export function noteRequest({ note }: Meters, request: FastifyRequest, status: number, ms: number): void {
  const route = request.routeOptions.url ?? 'none';
  note(({ requests, requestSeconds }) => {
    requests.inc({ method: request.method, route, status: String(status) });
    requestSeconds.observe({ route }, ms / 1_000);
  });
}
