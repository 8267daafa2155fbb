import { createServer, type ServerResponse } from 'node:http';

export interface InstantModel {
  baseUrl: string;
  /** From the newest request for a reply, read in full, to the first byte of its answer. */
  replyMs(): number;
  close(): Promise<void>;
}

interface Request {
  stream?: boolean;
}

/** An OpenAI-compatible server that says two words at once to whatever it is asked, and reads nothing out of it. */
export async function startInstantModel(): Promise<InstantModel> {
  let replyMs = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const readAt = performance.now();
    const { stream }: Request = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (!stream) return extract(response);
    reply(response);
    replyMs = performance.now() - readAt;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    replyMs: () => replyMs,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const common = { id: 'chatcmpl-1', created: 0, model: 'instant' };

function reply(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(chunk({ role: 'assistant', content: 'At once.' }, null));
  response.end(`${chunk({}, 'stop')}data: [DONE]\n\n`);
}

function chunk(delta: object, finishReason: string | null): string {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  return `data: ${JSON.stringify({ ...common, object: 'chat.completion.chunk', choices })}\n\n`;
}

function extract(response: ServerResponse): void {
  const message = { role: 'assistant', content: '{}', refusal: null };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ...common, object: 'chat.completion', choices }));
}
