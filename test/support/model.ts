import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ChatCompletionRequest, type FixtureResponse, LLMock } from '@copilotkit/aimock';
import { kindOf, type ModelRequestKind } from './model-kinds.ts';

export interface ModelRequest {
  /** As it was sent, the key included. */
  authorization: string | undefined;
  body: ChatCompletionRequest;
  /** Whether the client dropped the connection before it was answered in full. */
  aborted: boolean;
}

/** Text to say, or any answer that the mock knows (errors with a status, finish reasons, …). */
export type Answer = string | FixtureResponse;
type Answerer = (request: ChatCompletionRequest) => Answer | Promise<Answer>;
/** Answers on the wire, for what the mock cannot do: hanging, broken and odd streams. */
export type RawAnswer = (response: ServerResponse, request: IncomingMessage) => void;

export interface ModelOptions {
  /** To streamed requests; by default it repeats the last message. */
  reply?: Answerer;
  /** To requests to tell of an estimate; by default as `reply`. */
  narrate?: Answerer;
  /** To requests for structured output: the JSON, as text. */
  extract?: Answerer;
  /** Between two pieces of a streamed answer. */
  msPerChunk?: number;
  msToFirstChunk?: number;
  charactersPerChunk?: number;
  truncateAfterChunks?: number;
}

export interface ModelServer {
  baseUrl: string;
  requests: ModelRequest[];
  /** Those of one kind that have arrived in full. */
  asked(kind: ModelRequestKind): ModelRequest[];
  /** Takes over the next request that nothing was queued for yet. */
  answerNext(answer: RawAnswer): void;
  /** Takes over every request from now on. */
  answerAll(answer: RawAnswer | null): void;
  close(): Promise<void>;
}

/** An error as OpenAI gives it, with the key in its text and headers as some servers have it. */
export const refusing =
  (status: number, code: string | null, headers: Record<string, string> = {}): RawAnswer =>
  (response, { headers: { authorization = '' } }) =>
    response
      .writeHead(status, { 'content-type': 'application/json', 'x-echo': authorization, ...headers })
      .end(JSON.stringify({ error: { code, message: `Incorrect API key provided: ${authorization}` } }));

const anything = /^/;

/** An OpenAI-compatible server on a free port that records what it is sent. */
export async function startModel(options: ModelOptions = {}): Promise<ModelServer> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  const requests: ModelRequest[] = [];
  const queue: RawAnswer[] = [];
  let always: RawAnswer | null = null;

  mock.mount('/v1', {
    async handleRequest(request, response) {
      requests.push(record(request, response));
      const raw = queue.shift() ?? always;
      if (!raw) return false;
      request.resume();
      raw(response, request);
      return true;
    },
  });
  mock.on(
    { userMessage: anything, responseFormat: 'json_schema' },
    answering(options.extract ?? (() => '{}')),
  );
  const { reply = lastMessageOf, narrate = reply } = options;
  const inWords: Answerer = (request) => (kindOf(request) === 'narrative' ? narrate : reply)(request);
  mock.on({ userMessage: anything }, answering(inWords), pacing(options));
  await mock.start();

  return {
    baseUrl: `${mock.url}/v1`,
    requests,
    asked: (kind) => requests.filter(({ body }) => kindOf(body) === kind),
    answerNext: (answer) => queue.push(answer),
    answerAll: (answer) => {
      always = answer;
    },
    close: () => mock.stop(),
  };
}

function pacing(options: ModelOptions) {
  const { msToFirstChunk = 0, msPerChunk = 0, charactersPerChunk = 8, truncateAfterChunks } = options;
  return {
    chunkSize: charactersPerChunk,
    // The mock counts chunks per second, and takes 0 for no pace at all.
    streamingProfile: { ttft: msToFirstChunk, tps: msPerChunk === 0 ? 0 : 1_000 / msPerChunk },
    ...(truncateAfterChunks === undefined ? {} : { truncateAfterChunks, latency: 5 }),
  };
}

function answering(answer: Answerer) {
  return async (request: ChatCompletionRequest): Promise<FixtureResponse> => {
    const given = await answer(request);
    return typeof given === 'string' ? { content: given } : given;
  };
}

function lastMessageOf({ messages }: ChatCompletionRequest): string {
  const content = messages.findLast(({ role }) => role === 'user')?.content;
  return typeof content === 'string' ? content : '';
}

/** Listens in on the request without taking its body from whoever reads it. */
function record(request: IncomingMessage, response: ServerResponse): ModelRequest {
  const entry: ModelRequest = {
    authorization: request.headers.authorization,
    body: { model: '', messages: [] },
    aborted: false,
  };
  const chunks: Buffer[] = [];
  const emit = request.emit.bind(request);
  request.emit = (event: string | symbol, ...values: unknown[]) => {
    const [chunk] = values;
    if (event === 'data' && Buffer.isBuffer(chunk)) chunks.push(chunk);
    if (event === 'end') entry.body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return emit(event, ...values);
  };
  response.once('close', () => {
    entry.aborted = !response.writableFinished;
  });
  return entry;
}
