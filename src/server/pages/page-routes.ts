import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { anonymous } from '../../auth/viewer.ts';
import { Failure } from '../../errors.ts';
import type { InFlight } from '../../in-flight.ts';
import { maskError } from '../error-mask.ts';
import { clientOf } from '../graphql-route.ts';
import { calibrationPage } from './calibration.ts';
import { type FeedbackPageDependencies, feedbackPage } from './feedback.ts';
import { type InvitePageDependencies, invitePage } from './invite.ts';
import type { Form } from './link-page.ts';
import { type Page, rendered } from './page.ts';
import { refusal, unreadable } from './refusal.ts';
import { type ResetPageDependencies, resetPage } from './reset.ts';
import { type PageScripts, readScripts } from './scripts.ts';
import { styleIn } from './style.ts';
import { type VerifyPageDependencies, verifyPage } from './verify.ts';

export interface PageDependencies
  extends VerifyPageDependencies,
    ResetPageDependencies,
    InvitePageDependencies,
    FeedbackPageDependencies {
  /** Folder with `widget/`, as the build leaves it. */
  assets: string;
}

export interface Serving {
  isDraining: () => boolean;
  inFlight: InFlight;
}

const pageBytes = 4_096;

type Asked = FastifyRequest<{ Querystring: { token?: unknown } }>;
type Addressed = FastifyRequest<{ Params: { token: string } }>;
type Sent = FastifyRequest<{ Body: Form | undefined }>;

/** The pages that mails link to. Opening one changes nothing, since mail scanners open links too; pressing its button does. */
export function pageRoutes(d: PageDependencies, { isDraining, inFlight }: Serving) {
  const pages = { '/verify': verifyPage(d), '/reset': resetPage(d), '/invite': invitePage(d) };
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: pageBytes },
      readForm,
    );
    app.setErrorHandler((error, request, reply) => send(reply, failurePage(error, request)));
    app.addHook('onRequest', async (request) => inFlight.enter(request));
    app.addHook('onResponse', async (request) => inFlight.leave(request));
    app.get('/pages.css', sendStyle);
    await app.register(scriptedPages(d, await readScripts(d.assets)));
    for (const [path, page] of Object.entries(pages)) {
      app.get(path, async (request: Asked, reply) => send(reply, await page.show(tokenIn(request))));
      app.post(path, async (request: Sent, reply) => {
        if (isDraining()) throw new Failure('SERVICE_UNAVAILABLE', 'The server is restarting.');
        return send(reply, await page.take(anonymous(clientOf(request)), request.body ?? {}));
      });
    }
  };
}

/** The pages that a script of ours draws. */
function scriptedPages(d: PageDependencies, scripts: PageScripts) {
  const feedback = feedbackPage(d, scripts.feedback);
  return async (app: FastifyInstance): Promise<void> => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers({ 'x-robots-tag': 'noindex', vary: 'accept-language' });
    });
    // Whose customer it was is not known any more: no name at all is better than ours.
    app.setErrorHandler((error, request, reply) =>
      send(reply, { ...failurePage(error, request), unsignedAs: '' }),
    );
    app.get('/feedback/:token', async (request: Addressed, reply) =>
      send(reply, await feedback(request.params.token, request.headers['accept-language'])),
    );
    app.get('/calibration', async (_request, reply) => send(reply, calibrationPage(scripts.calibration)));
  };
}

async function readForm(_request: FastifyRequest, body: string): Promise<Form> {
  return Object.fromEntries(new URLSearchParams(body));
}

/** null: the address has none; one that was given twice is none that we wrote. */
function tokenIn({ query: { token } }: Asked): string | null {
  return token === undefined ? null : typeof token === 'string' ? token : '';
}

function failurePage(thrown: unknown, request: FastifyRequest): Page {
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  if (status < 500) return unreadable(status);
  const masked = maskError(thrown, request.id);
  if (masked.fault) request.log.error({ err: masked.fault, requestId: request.id }, 'page failed');
  return refusal(masked);
}

async function sendStyle(request: FastifyRequest<{ Querystring: { color?: unknown } }>, reply: FastifyReply) {
  return reply
    .header('cache-control', 'public, max-age=300')
    .type('text/css; charset=utf-8')
    .send(styleIn(request.query.color));
}

function send(reply: FastifyReply, page: Page) {
  if (page.retryAfter !== undefined) reply.header('retry-after', page.retryAfter);
  return reply
    .code(page.status ?? 200)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(rendered(page));
}
