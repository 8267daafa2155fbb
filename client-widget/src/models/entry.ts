import type { Estimation } from '../transport/transport.ts';

/** `waiting`: for its turn or the network; `sending`: not yet accepted; `sent`: accepted; `streaming`: the reply is being written. */
export type MessageState =
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'streaming'
  | 'completed'
  | 'cancelled'
  | 'failed';

export interface Fault {
  /** An API code or NETWORK. */
  code: string;
  isRetryable: boolean;
  retryAfterSeconds: number | null;
}

interface EntryBase {
  /** Stays the same while the entry changes. */
  key: string;
  /** Belongs to a session that has ended. */
  isPast: boolean;
}

export interface MessageEntry extends EntryBase {
  kind: 'message';
  author: 'visitor' | 'assistant';
  /** The server's; null until it is known. */
  id: string | null;
  /** Of the visitor's message; on a reply: of the message it answers. */
  clientMessageId: string | null;
  text: string;
  state: MessageState;
  fault: Fault | null;
}

export interface NoticeEntry extends EntryBase {
  kind: 'notice';
  notice: 'sessionEnded' | 'restarted';
}

export interface EstimateEntry extends EntryBase {
  kind: 'estimate';
  estimation: Estimation;
}

export type Entry = MessageEntry | NoticeEntry | EstimateEntry;

export function visitorEntry(text: string, clientMessageId: string): MessageEntry {
  return {
    kind: 'message',
    key: clientMessageId,
    isPast: false,
    author: 'visitor',
    id: null,
    clientMessageId,
    text,
    state: 'waiting',
    fault: null,
  };
}

export function replyEntry(messageId: string, answers: string | null): MessageEntry {
  return {
    kind: 'message',
    key: messageId,
    isPast: false,
    author: 'assistant',
    id: messageId,
    clientMessageId: answers,
    text: '',
    state: 'streaming',
    fault: null,
  };
}

export function estimateEntry(estimation: Estimation): EstimateEntry {
  return { kind: 'estimate', key: `${estimation.id}/${estimation.revision}`, isPast: false, estimation };
}

export function isFinal(state: MessageState): boolean {
  return state === 'completed' || state === 'cancelled' || state === 'failed';
}
