import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../errors.ts';
import { maskError } from './error-mask.ts';

export interface StaticRouteDependencies {
  /** Folder with `widget/` and `playground/`, as the build leaves them. */
  assets: string;
  playground: boolean;
  /** The demo tenant's API key; null: there is no demo. */
  demoKey: () => string | null;
  publicUrl: () => string;
  /** Whether publicUrl was given, rather than taken from where the server listens. */
  hasPublicUrl: boolean;
}

/** The widget, which any page may load; the playground and the demo page, which are ours alone. */
export function staticRoutes(d: StaticRouteDependencies) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(fastifyStatic, {
      root: join(d.assets, 'widget'),
      prefix: '/',
      wildcard: false,
      index: false,
      preCompressed: true,
      cacheControl: false,
      globIgnore: ['demo.html', 'pages.json', '*.br', '*.gz'],
      setHeaders: (response, path) => {
        response.setHeader('access-control-allow-origin', '*');
        response.setHeader('vary', 'accept-encoding');
        response.setHeader('cross-origin-resource-policy', 'cross-origin');
        response.setHeader('cache-control', cacheControlOf(path));
      },
    });
    if (d.playground) await app.register(playground(d.assets));
    else app.get('/graphql', refuseGet);
    app.get('/demo', (request, reply) => demoPage(d, request, reply));
    app.get('/favicon.ico', (_request, reply) => reply.code(204).send());
  };
}

/** Files with a hash in their name never change. */
function cacheControlOf(path: string): string {
  return /-[\w-]{8,}\.js(\.br|\.gz)?$/.test(path)
    ? 'public, max-age=31536000, immutable'
    : 'public, max-age=300';
}

function playground(assets: string) {
  return async (app: FastifyInstance): Promise<void> => {
    await app.register(fastifyStatic, {
      root: join(assets, 'playground'),
      prefix: '/playground/',
      decorateReply: false,
      index: false,
    });
    const page = await readFile(join(assets, 'playground', 'index.html'), 'utf8');
    app.get('/graphql', async (request: FastifyRequest, reply: FastifyReply) => {
      if (!request.headers.accept?.includes('text/html')) return refuseGet(request, reply);
      return reply.type('text/html; charset=utf-8').send(page);
    });
  };
}

async function refuseGet(request: FastifyRequest, reply: FastifyReply) {
  const { error } = maskError(new Failure('BAD_USER_INPUT', 'Operations are sent by POST.'), request.id);
  return reply
    .code(405)
    .header('allow', 'POST')
    .send({ errors: [error] });
}

/** The ways in which the demo page embeds the widget. */
const views = {
  floating: { view: 'floating' },
  inline: { view: 'inline', target: '#ask' },
  es: {
    view: 'floating',
    locale: 'es-US',
    buttonText: 'Pida una estimación',
    welcomeMessage:
      '¡Hola! Le damos la bienvenida a Alder &amp; Reyes. Cuénteme qué le gustaría construir y prepararé con usted una estimación honesta.',
  },
};

async function demoPage(
  { assets, demoKey, publicUrl, hasPublicUrl }: StaticRouteDependencies,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const apiKey = demoKey();
  if (!apiKey) return reply.callNotFound();
  const page = await readFile(join(assets, 'widget', 'demo.html'), 'utf8');
  // Its policy lets it load from itself alone: without a public address, the one that the page was opened at stands for it.
  const isPlainHost = /^[\w.:[\]-]+$/.test(request.host);
  const origin = hasPublicUrl || !isPlainHost ? publicUrl() : `${request.protocol}://${request.host}`;
  const { view } = request.query as { view?: unknown };
  const values: Record<string, string> = {
    apiKey,
    origin,
    ...(view === 'inline' || view === 'es' ? views[view] : views.floating),
  };
  const shown = page.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
  return reply.type('text/html; charset=utf-8').send(shown);
}
