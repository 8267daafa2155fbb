import type { Client } from 'graphql-ws';
import { type Answer, ask, type GraphqlError, socketClient } from './graphql.ts';

export interface Message {
  id: string;
  role: 'USER' | 'ASSISTANT';
  content: string;
  status: 'STREAMING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  clientMessageId: string | null;
}

export interface Turn {
  sessionId: string;
  userMessage: Message;
  reply: Message;
  suggestions: string[];
  readyForEstimate: boolean;
  extractedDetails: Record<string, unknown>;
}

export interface ReplyEvent {
  __typename: 'ChatReplyStarted' | 'ChatReplyDelta' | 'ChatReplyCompleted' | 'ChatReplyFailed';
  messageId: string;
  index: number;
  text?: string;
  code?: string;
  retryable?: boolean;
  userMessage?: Message;
  turn?: Turn;
}

const message = 'id role content status clientMessageId';
const turn = `sessionId userMessage { ${message} } reply { ${message} } suggestions readyForEstimate extractedDetails`;

export const sendMutation = `mutation Send($input: SendChatMessageInput!) { sendChatMessage(input: $input) { ${turn} } }`;
const historyQuery = `query History($sessionId: UUID!) { chatHistory(sessionId: $sessionId) { sessionId messages { ${message} } readyForEstimate extractedDetails suggestions } }`;
export const cancelMutation =
  'mutation Cancel($sessionId: UUID!, $messageId: ID) { cancelChatReply(sessionId: $sessionId, messageId: $messageId) }';
export const replySubscription = `subscription Reply($sessionId: UUID!, $messageId: ID, $afterIndex: Int) {
  chatReply(sessionId: $sessionId, messageId: $messageId, afterIndex: $afterIndex) {
    __typename
    ... on ChatReplyStarted { messageId index userMessage { ${message} } }
    ... on ChatReplyDelta { messageId index text }
    ... on ChatReplyCompleted { messageId index turn { ${turn} } }
    ... on ChatReplyFailed { messageId index code retryable }
  }
}`;

export interface Talker {
  token: string;
  sessionId?: string;
}

/** Says something; resolves when the reply has ended. */
export async function say(
  server: { url: string },
  talker: Talker,
  text: string,
  clientMessageId?: string,
): Promise<Answer<{ sendChatMessage: Turn }>> {
  const input = { sessionId: talker.sessionId, message: text, clientMessageId };
  return ask(server, sendMutation, { token: talker.token, variables: { input } });
}

/** Like `say`, for messages that are expected to be answered. */
export async function reply(
  server: { url: string },
  talker: Talker,
  text: string,
  clientMessageId?: string,
): Promise<Turn> {
  const { data, status, text: body } = await say(server, talker, text, clientMessageId);
  if (!data) throw new Error(`"${text}" → ${status} ${body}`);
  return data.sendChatMessage;
}

export interface History {
  sessionId: string;
  messages: Message[];
  readyForEstimate: boolean;
  suggestions: string[];
}

export async function history(server: { url: string }, talker: Required<Talker>): Promise<History> {
  const variables = { sessionId: talker.sessionId };
  const answer = await ask<{ chatHistory: History }>(server, historyQuery, {
    token: talker.token,
    variables,
  });
  if (!answer.data) throw new Error(`history → ${answer.text}`);
  return answer.data.chatHistory;
}

export interface Followed {
  /** Everything that has arrived so far. */
  events: ReplyEvent[];
  errors: GraphqlError[];
  /** Resolves once the condition holds for what has arrived; rejects when the subscription ends before. */
  until(condition: (events: ReplyEvent[]) => boolean): Promise<ReplyEvent[]>;
  /** Resolves when the subscription has ended, however. */
  ended: Promise<void>;
  /** Cuts the socket without a goodbye. */
  cut(): Promise<void>;
  client: Client;
}

export const isEnd = ({ __typename }: ReplyEvent): boolean =>
  __typename === 'ChatReplyCompleted' || __typename === 'ChatReplyFailed';

export const hasEnded = (events: ReplyEvent[]): boolean => events.some(isEnd);

export const textOf = (events: ReplyEvent[]): string => events.map(({ text }) => text ?? '').join('');

/** Subscribes to a session's replies over a socket of its own. Resolves once the server has accepted the socket. */
export async function follow(
  server: { socketUrl: string },
  talker: { token?: string },
  variables: { sessionId: string; messageId?: string; afterIndex?: number },
): Promise<Followed> {
  const client = socketClient(server, talker.token);
  const waiting = new Set<() => void>();
  const followed = { events: [] as ReplyEvent[], errors: [] as GraphqlError[] };
  let isOver = false;
  const wake = () => {
    for (const look of waiting) look();
  };
  const connected = new Promise<void>((resolve, reject) => {
    client.on('connected', () => resolve());
    client.on('closed', (event) => reject(event));
  });
  const ended = new Promise<void>((resolve) => {
    const over = () => {
      isOver = true;
      wake();
      resolve();
    };
    client.subscribe<{ chatReply: ReplyEvent }>(
      { query: replySubscription, variables },
      {
        next: ({ data, errors }) => {
          if (data?.chatReply) followed.events.push(data.chatReply);
          if (errors) followed.errors.push(...(errors as unknown as GraphqlError[]));
          wake();
        },
        error: (error) => {
          if (Array.isArray(error)) followed.errors.push(...error);
          over();
        },
        complete: over,
      },
    );
  });
  await connected;
  return {
    ...followed,
    ended,
    client,
    until: (condition) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (condition(followed.events)) resolve(followed.events);
          else if (isOver) reject(new Error(`the subscription ended: ${JSON.stringify(followed)}`));
          else return;
          waiting.delete(look);
        };
        waiting.add(look);
        look();
      }),
    cut: async () => {
      client.terminate();
      await client.dispose();
    },
  };
}
