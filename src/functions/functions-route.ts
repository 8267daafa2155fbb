import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, Answering } from './answering.ts';
import type { FunctionsService } from './functions.service.ts';
import type { FunctionsGate } from './gate.ts';

export interface FunctionsRouteDependencies {
  gate: FunctionsGate;
  functions: FunctionsService;
  onFault: (error: unknown) => void;
}

const longestBodyBytes = 100 * 1_024;
const none = Buffer.alloc(0);

const problem = (code: number, message: string) => ({ jsonrpc: '2.0', error: { code, message }, id: null });
const refused = problem(-32_001, 'Not authorized.');

/** POST /mcp: raw bytes are checked before anything in them is read; every refusal is the same. */
export function functionsRoute({ gate, functions, onFault }: FunctionsRouteDependencies) {
  let loading: Promise<Answering> | undefined;
  // The SDK is loaded by the first call: a start need not wait for it.
  const load = () => {
    loading ??= import('./answering.ts').then((loaded) => new loaded.Answering(functions, onFault));
    return loading;
  };
  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, body: Buffer) => body,
    );
    app.setErrorHandler(async (error: { statusCode?: number }, _request, reply) => {
      const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
      if (!isTheirs) onFault(error);
      // A body that is too long or cut off was never checked.
      return isTheirs
        ? refuse(reply)
        : reply.code(500).send(problem(-32_603, 'Something went wrong on our side.'));
    });
    app.route({
      method: ['POST', 'GET', 'DELETE'],
      url: '/mcp',
      bodyLimit: longestBodyBytes,
      handler: async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : none;
        const { method = '', url: path = '' } = request.raw;
        const caller = await gate.admit({ method, path, body, header: (name) => headerOf(request, name) });
        if (!caller) return refuse(reply);
        if (method !== 'POST')
          return reply.code(405).header('allow', 'POST').send(problem(-32_000, 'Messages are sent by POST.'));
        const message = parsed(body);
        if (message === undefined)
          return reply.code(400).send(problem(-32_700, 'The body must be JSON in UTF-8.'));
        if (Array.isArray(message)) return reply.code(400).send(problem(-32_600, 'One message at a time.'));
        const answering = await load();
        const accept = request.headers.accept ?? '';
        const protocolVersion = headerOf(request, 'mcp-protocol-version');
        return send(reply, await answering.answer({ caller, accept, protocolVersion, message }));
      },
    });
  };
}

async function refuse(reply: FastifyReply): Promise<FastifyReply> {
  return reply.code(401).header('www-authenticate', 'Bearer').send(refused);
}

async function send(reply: FastifyReply, { status, body }: Answer): Promise<FastifyReply> {
  return body === null ? reply.code(status).send() : reply.code(status).send(body);
}

/** A header that came more than once is none. */
function headerOf({ raw }: FastifyRequest, name: string): string | null {
  const values = raw.headersDistinct[name];
  return values?.length === 1 ? (values[0] ?? null) : null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}
