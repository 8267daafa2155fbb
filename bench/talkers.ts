import { type Hearing, heard, hearEvent, hearFrame, hearModel } from './hearing.ts';
import { ask, postTo, type Server } from './server.ts';
import { openSocket } from './socket-client.ts';

/** One who has a socket open, says something and hears a reply. */
export interface Talker {
  /** Resolves at the reply's end: null where the whole of it came, word for word and in order, else what came instead. */
  talk(said?: { message?: string; onFirst?: () => void }): Promise<string | null>;
  close(): void;
}

const usual = 'I want a 15x30 pool with spa in San Diego.';
const follow = `subscription ($sessionId: UUID!) { chatReply(sessionId: $sessionId) { __typename
  ... on ChatReplyStarted { messageId index } ... on ChatReplyDelta { messageId index text }
  ... on ChatReplyCompleted { messageId index } ... on ChatReplyFailed { messageId index code } } }`;
const startSession =
  'mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { sessionId sessionToken } }';
const send =
  'mutation ($input: SendChatMessageInput!) { sendChatMessage(input: $input) { reply { id status } } }';

/** A visitor of the product: a session, a socket that follows it, and messages over HTTP. `onUnasked`: what comes while nothing was said. */
export async function openVisitor(product: Server, apiKey: string, onUnasked = () => {}): Promise<Talker> {
  const { startWidgetSession } = await ask<{
    startWidgetSession: { sessionId: string; sessionToken: string };
  }>(product, startSession, { input: { apiKey } });
  const { sessionId, sessionToken } = startWidgetSession;
  let hearing: Hearing | null = null;
  const socket = await openSocket(product, `Bearer ${sessionToken}`, (frame) => {
    if (hearing) hearEvent(hearing, frame);
    else onUnasked();
  });
  socket.subscribe(follow, { sessionId });
  return {
    talk: ({ message = usual, onFirst } = {}) =>
      heard((next) => {
        hearing = next;
        ask(product, send, { input: { sessionId, message } }, sessionToken).catch((error) =>
          next.end(String(error)),
        );
      }, onFirst),
    close: socket.close,
  };
}

/** One who asks a peer: each question is a subscription of its own. */
export async function openAsker(peer: Server): Promise<Talker> {
  let hearing: Hearing | null = null;
  const socket = await openSocket(peer, null, (frame) => {
    if (hearing) hearFrame(hearing, frame);
  });
  const query = 'subscription ($message: String!) { reply(message: $message) }';
  return {
    talk: ({ message = usual, onFirst } = {}) =>
      heard((next) => {
        hearing = next;
        socket.subscribe(query, { message });
      }, onFirst),
    close: socket.close,
  };
}

/** One who has the model itself answer, over HTTP, by way of a proxy. */
export function openProxied(proxy: Server): Talker {
  return {
    talk: ({ message = usual, onFirst } = {}) =>
      heard((hearing) => {
        const body = { model: 'tokens', stream: true, messages: [{ role: 'user', content: message }] };
        postTo(`${proxy.url}/chat/completions`, JSON.stringify(body))
          .then((response) => hearModel(hearing, response))
          .catch((error) => hearing.end(String(error)));
      }, onFirst),
    close: () => undefined,
  };
}
