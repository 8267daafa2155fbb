import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { announce } from './peers/announce.ts';
import { tokenMs, tokens, unhurried } from './tokens.ts';

const common = { id: 'chatcmpl-1', created: 0, model: 'tokens' };

/** An OpenAI-compatible server that says the same tokens to whatever it is asked, and reads nothing out of it. */
const server = createServer(async (request, response) => {
  const body = await text(request);
  const { stream }: { stream?: boolean } = JSON.parse(body);
  if (!stream) return extract(response);
  await say(response, body.includes(unhurried) ? tokenMs : 0);
});
// Longer than anyone rests between two requests: a connection that is closed as it is used again would count as a failure.
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
  announce(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
});

const chunks = [
  chunk({ role: 'assistant', content: '' }, null),
  ...tokens.map((content) => chunk({ content }, null)),
  chunk({}, 'stop'),
  Buffer.from('data: [DONE]\n\n'),
];

async function say(response: ServerResponse, everyMs: number): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const one of chunks) {
    const isFull = !response.write(one);
    if (isFull) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    if (response.destroyed) return;
    if (everyMs > 0) await pause(everyMs);
  }
  response.end();
}

function chunk(delta: object, finishReason: string | null): Buffer {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finishReason }];
  const event = { ...common, object: 'chat.completion.chunk', system_fingerprint: null, choices };
  return Buffer.from(`data: ${JSON.stringify(event)}\n\n`);
}

function extract(response: ServerResponse): void {
  const message = { role: 'assistant', content: '{}', refusal: null };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ...common, object: 'chat.completion', choices }));
}
