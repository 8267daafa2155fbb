import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type Row, timeRows } from './figures.ts';
import { inRounds } from './load.ts';
import { type InstantModel, startInstantModel } from './model.ts';
import { ask, demoAccount, type Server, withServer } from './server.ts';
import { withTemporaryFolder } from './temporary.ts';

const SESSIONS_PER_ROUND = 4;
/** Below the limit of 20 messages a minute in one session. */
const MESSAGES_PER_SESSION = 16;
const LIMIT_MS = 30;

const messages = [
  'I want a 15x30 pool with spa in San Diego',
  'The yard is flat and a truck can get to it',
  'Midrange finishes, and it should be heated',
  'We would like to start in spring',
];

interface Visitor {
  sessionId: string;
  sessionToken: string;
}

interface Bench {
  server: Server;
  model: InstantModel;
  apiKey: string;
}

/** What the server adds to a model's first token: from sending a message to the reply's first delta on the websocket, less the model's own time. */
export function benchFirstToken(): Promise<Row[]> {
  return withTemporaryFolder(async (dataDir) => {
    const model = await startInstantModel();
    const env = { LLM: 'openai', OPENAI_API_KEY: 'sk-bench', OPENAI_BASE_URL: model.baseUrl };
    try {
      return await withServer(dataDir, env, async (server) => {
        const { apiKey } = await demoAccount(dataDir);
        const bench = { server, model, apiKey };
        // The first session warms the server up.
        await delaysOfSession(bench);
        const rounds = await inRounds(() => delaysOfRound(bench));
        return timeRows('message sent to first delta, less the model', rounds, LIMIT_MS);
      });
    } finally {
      await model.close();
    }
  });
}

async function delaysOfRound(bench: Bench): Promise<number[]> {
  const delays: number[] = [];
  for (let session = 0; session < SESSIONS_PER_ROUND; session++)
    delays.push(...(await delaysOfSession(bench)));
  return delays;
}

/** One visitor who waits for each reply before saying the next. */
async function delaysOfSession({ server, model, apiKey }: Bench): Promise<number[]> {
  const visitor = await startSession(server, apiKey);
  const deltas = await followDeltas(server, visitor);
  try {
    const delays: number[] = [];
    for (let n = 0; n < MESSAGES_PER_SESSION; n++) {
      const sentAt = performance.now();
      const firstDelta = deltas.next().then(() => performance.now() - sentAt);
      const [delay] = await Promise.all([
        firstDelta,
        say(server, visitor, messages[n % messages.length] ?? ''),
      ]);
      delays.push(delay - model.replyMs());
    }
    return delays;
  } finally {
    await deltas.close();
  }
}

async function startSession(server: Server, apiKey: string): Promise<Visitor> {
  const { startWidgetSession } = await ask<{ startWidgetSession: Visitor }>(
    server,
    `mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { sessionId sessionToken } }`,
    { input: { apiKey } },
  );
  return startWidgetSession;
}

function say(server: Server, { sessionId, sessionToken }: Visitor, message: string): Promise<unknown> {
  return ask(
    server,
    `mutation ($input: SendChatMessageInput!) { sendChatMessage(input: $input) { reply { id status } } }`,
    { input: { sessionId, message } },
    sessionToken,
  );
}

interface Deltas {
  /** Resolves with the next reply's first delta; fails when the subscription ends before. */
  next(): Promise<void>;
  close(): Promise<void>;
}

async function followDeltas(server: Server, { sessionId, sessionToken }: Visitor): Promise<Deltas> {
  const client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${sessionToken}` },
  });
  const connected = new Promise<void>((resolve) => client.on('connected', () => resolve()));
  let arrived = () => {};
  const ended = subscribe(client, sessionId, () => arrived()).then(() => {
    throw new Error('The subscription ended before its time.');
  });
  // Closing ends it too, when nobody waits for it any more.
  ended.catch(() => {});
  await Promise.race([connected, ended]);
  const arrival = () =>
    new Promise<void>((resolve) => {
      arrived = resolve;
    });
  return {
    next: () => Promise.race([arrival(), ended]),
    close: async () => client.dispose(),
  };
}

interface ReplyEvent {
  __typename: string;
  messageId?: string;
}

async function subscribe(client: Client, sessionId: string, onFirstDelta: () => void): Promise<void> {
  const query = `subscription ($sessionId: UUID!) {
    chatReply(sessionId: $sessionId) { __typename ... on ChatReplyDelta { messageId index text } }
  }`;
  const events = client.iterate<{ chatReply: ReplyEvent }>({ query, variables: { sessionId } });
  let latest: string | undefined;
  for await (const { data, errors } of events) {
    if (!data) throw new Error(JSON.stringify(errors));
    const { __typename, messageId } = data.chatReply;
    if (__typename !== 'ChatReplyDelta' || messageId === latest) continue;
    latest = messageId;
    onFirstDelta();
  }
}
