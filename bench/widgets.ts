import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { ask, type Server } from './server.ts';

export interface Event {
  __typename: string;
  messageId: string;
  index: number;
  text?: string;
}

/** An open widget that hears of its session's replies. */
export interface Widget {
  token: string;
  sessionId: string;
  events: Event[];
  /** Whether the socket has closed, or the subscription ended. */
  isGone: boolean;
  client: Client;
}

/** Registers a company as its owner would, by the mail's link; resolves with its API key. */
export async function registerCompany(server: Server, dataDir: string, place: number): Promise<string> {
  const email = `owner${place}@load.example`;
  const input = { name: `Load ${place}`, email, password: `a long enough word ${place}`, tier: 'ENTERPRISE' };
  const from = `10.1.0.${place}`;
  const query = 'mutation ($input: RegisterTenantInput!) { registerTenant(input: $input) { apiKey } }';
  const { registerTenant } = await ask<{ registerTenant: { apiKey: string } }>(
    ...[server, query, { input }, undefined, from],
  );
  const token = await linkToken(join(dataDir, 'outbox'), email);
  const verify = 'mutation ($token: String!) { verifyEmail(token: $token) { message } }';
  await ask(server, verify, { token }, undefined, from);
  return registerTenant.apiKey;
}

async function linkToken(folder: string, email: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith('.eml')) continue;
      const mail = (await readFile(join(folder, name), 'utf8'))
        .replaceAll('=\r\n', '')
        .replaceAll('=3D', '=');
      if (mail.includes(email)) return /[?&/]token=([\w-]+)/.exec(mail)?.[1] ?? '';
    }
    await sleep(100);
  }
  throw new Error(`No mail to ${email}.`);
}

const subscription = `subscription ($sessionId: UUID!) { chatReply(sessionId: $sessionId) { __typename
  ... on ChatReplyStarted { messageId index } ... on ChatReplyDelta { messageId index text }
  ... on ChatReplyCompleted { messageId index } ... on ChatReplyFailed { messageId index } } }`;

/** Opens a widget: a session, a socket, and its subscription. Resolves once the socket is let in. */
export async function openWidget(server: Server, apiKey: string, from: string): Promise<Widget> {
  const query =
    'mutation ($input: StartWidgetSessionInput!) { startWidgetSession(input: $input) { sessionToken sessionId } }';
  const { startWidgetSession } = await ask<{
    startWidgetSession: { sessionToken: string; sessionId: string };
  }>(server, query, { input: { apiKey } }, undefined, from);
  const { sessionToken: token, sessionId } = startWidgetSession;
  class Forwarded extends WebSocket {
    constructor(url: string, protocols?: string | string[]) {
      super(url, protocols, { headers: { 'x-forwarded-for': from }, perMessageDeflate: false });
    }
  }
  const client = createClient({
    ...{ url: `${server.url.replace('http', 'ws')}/graphql`, webSocketImpl: Forwarded, retryAttempts: 0 },
    connectionParams: { authorization: `Bearer ${token}` },
  });
  const widget: Widget = { token, sessionId, events: [], isGone: false, client };
  const gone = () => {
    widget.isGone = true;
  };
  const connected = new Promise<void>((resolve, reject) => {
    client.on('connected', () => resolve());
    client.on('closed', reject);
  });
  client.subscribe<{ chatReply: Event }>(
    { query: subscription, variables: { sessionId } },
    { next: ({ data }) => void (data && widget.events.push(data.chatReply)), error: gone, complete: gone },
  );
  await connected;
  return widget;
}

/** Says something and waits for the reply's end; whether every event of it came, in order, with every word. */
export async function talk(server: Server, widget: Widget, from: string): Promise<boolean> {
  const query =
    'mutation ($input: SendChatMessageInput!) { sendChatMessage(input: $input) { reply { id content status } } }';
  const input = { sessionId: widget.sessionId, message: 'I want a 15x30 pool with spa in San Diego' };
  const { sendChatMessage } = await ask<{
    sendChatMessage: { reply: { id: string; content: string; status: string } };
  }>(server, query, { input }, widget.token, from);
  const { id, content, status } = sendChatMessage.reply;
  const own = () => widget.events.filter(({ messageId }) => messageId === id);
  for (let waited = 0; waited < 100 && own().at(-1)?.__typename !== 'ChatReplyCompleted'; waited += 1)
    await sleep(100);
  const isOrdered = own().every(({ index }, place) => index === place);
  const text = own().map((event) => event.text ?? '');
  return status === 'COMPLETED' && isOrdered && text.join('') === content;
}
