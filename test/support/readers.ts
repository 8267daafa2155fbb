import type { ChatReplyEvent } from '../../src/chat/chat.types.ts';
import { replyLog, sessionBell } from '../../src/chat/reply-events.ts';
import type { Events } from '../../src/events/events.ts';
import type { Rows, TenantActor, Visitor } from './actors.ts';
import type { FreshDatabase } from './database.ts';
import { acknowledged, type RawSocket } from './graphql.ts';

export interface Reader {
  raw: RawSocket;
  guest: Visitor;
  /** Of the events that have arrived, in the order of their arrival. */
  indexes: number[];
}

const query = `subscription ($sessionId: UUID!) { chatReply(sessionId: $sessionId, afterIndex: -1) {
  ... on ChatReplyDelta { index text } } }`;

/** Reads all of a visitor's reply, and keeps nothing of it but the events' indexes. */
export async function openReader(server: { socketUrl: string }, guest: Visitor): Promise<Reader> {
  const raw = await acknowledged(server, guest.token);
  const indexes: number[] = [];
  raw.socket.removeAllListeners('message');
  raw.socket.on('message', (data) => {
    const index = /"index":(\d+)/.exec(String(data))?.[1];
    if (index) indexes.push(Number(index));
  });
  const variables = { sessionId: guest.sessionId };
  raw.send({ type: 'subscribe', id: '1', payload: { query, variables } });
  return { raw, guest, indexes };
}

export const isGapless = ({ indexes }: Reader): boolean => indexes.every((index, place) => index === place);

/** A reply in a visitor's session that another process is writing. */
export async function beginReply(
  { db }: FreshDatabase,
  { tenantId }: TenantActor,
  { sessionId }: Visitor,
): Promise<void> {
  const now = new Date();
  await db.collection<Rows>('messages').insertOne({
    ...{ _id: sessionId, tenantId, sessionId, turn: 1, order: 1, role: 'ASSISTANT', content: '' },
    ...{ status: 'STREAMING', lastIndex: 0, isReplaced: false, createdAt: now, updatedAt: now },
  });
}

/** Goes on with that reply, as that process would. */
export async function goOn(
  events: Events,
  { tenantId }: TenantActor,
  { sessionId }: Visitor,
  told: { from: number; count: number; text: string },
): Promise<void> {
  const entries = Array.from({ length: told.count }, (_, place) => ({
    ...{ kind: 'delta' as const, messageId: sessionId, index: told.from + place, text: told.text },
  })) satisfies ChatReplyEvent[];
  await events.append(replyLog({ tenantId, _id: sessionId }), entries);
  await events.ring(sessionBell({ tenantId, sessionId }));
}
