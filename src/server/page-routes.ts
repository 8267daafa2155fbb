import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { anonymous } from '../auth/viewer.ts';
import { httpStatusByCode } from '../errors.ts';
import { escaped } from '../html.ts';
import type { RegistrationService } from '../tenant/registration.service.ts';
import { maskError } from './error-mask.ts';
import { clientOf } from './graphql-route.ts';

const pageBytes = 4_096;

const style = `:root{color-scheme:light dark;font:1.0625rem/1.5 system-ui,sans-serif}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText}
main{max-width:32rem;padding:2rem}
button{font:inherit;min-height:44px;padding:.5rem 1.5rem;border:0;border-radius:.5rem;background:#1f5eff;color:#fff;cursor:pointer}
button:focus-visible{outline:3px solid currentColor;outline-offset:3px}`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)} · efOfX</title><link rel="stylesheet" href="/pages.css"></head>
<body><main><h1>${escaped(title)}</h1>${body}</main></body>
</html>`;
}

/** The pages that mails link to. Opening one changes nothing, since mail scanners open links too; pressing its button does. */
export function pageRoutes(registration: RegistrationService) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.setErrorHandler((error, request, reply) => sendFailure(request, reply, error));
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: pageBytes },
      readForm,
    );
    app.get('/pages.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
    app.get('/verify', async (request: FastifyRequest<{ Querystring: { token?: unknown } }>, reply) => {
      const token = escaped(String(request.query.token ?? ''));
      return send(
        reply,
        200,
        'Confirm your e-mail address',
        `<p>One press and your efOfX account is active.</p>
<form method="post" action="/verify"><input type="hidden" name="token" value="${token}"><button>Confirm the address</button></form>`,
      );
    });
    app.post('/verify', async (request: FastifyRequest<{ Body: { token?: string } | undefined }>, reply) => {
      const token = request.body?.token ?? '';
      const { tenant } = await registration.verifyEmail(anonymous(clientOf(request)), token);
      const welcome = `<p>The account of <strong>${escaped(tenant.name)}</strong> is active. You can log in now, and its API key works.</p>`;
      return send(reply, 200, 'Your address is confirmed', welcome);
    });
  };
}

async function readForm(_request: FastifyRequest, body: string): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(body));
}

function sendFailure(request: FastifyRequest, reply: FastifyReply, thrown: unknown) {
  const refusal = refusedByFramework(thrown);
  if (refusal)
    return send(
      reply,
      refusal,
      'That did not work',
      '<p>The page was sent something that it cannot read.</p>',
    );
  const { error, code, fault } = maskError(thrown, request.id);
  if (fault) request.log.error({ err: fault, requestId: request.id }, 'page failed');
  const status =
    code === 'INTERNAL_SERVER_ERROR' || code === 'SERVICE_UNAVAILABLE' ? httpStatusByCode[code] : 400;
  return send(reply, status, 'That did not work', `<p>${escaped(error.message)}</p>`);
}

/** Status for a body that is too large, of another kind, or broken; null for anything else. */
function refusedByFramework(thrown: unknown): number | null {
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  return status < 500 ? status : null;
}

function send(reply: FastifyReply, status: number, title: string, body: string) {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page(title, body));
}
