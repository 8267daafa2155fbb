import { LRUCache } from 'lru-cache';
import type { Conversation } from './conversation.model.ts';
import type { Message } from './message.model.ts';
import { type Session, sessionKey } from './session-key.ts';

/** A conversation as this process left it. Another may have gone on with it since: a claim tells, see `isCurrent`. */
export interface KnownTalk {
  turns: number;
  replies: number;
  /** All that were said, in the order of the talk. */
  messages: readonly Message[];
}

/** In characters of what was said: with the rest of a message some 20 MB. */
const largest = 4_000_000;
/** What a message takes beside its text. */
const messageOverhead = 500;
/** Who has not said anything for so long is looked up again. */
const livesMs = 15 * 60_000;

/** What was said in the sessions that this process has just served, so that the next turn need not be read from the database. */
export class KnownTalks {
  readonly #talks = new LRUCache<string, KnownTalk>({
    maxSize: largest,
    sizeCalculation: sizeOf,
    ttl: livesMs,
  });

  /** A session that has just been opened: nobody can have said anything. */
  begin(session: Session): void {
    this.#talks.set(sessionKey(session), { turns: 0, replies: 0, messages: [] });
  }

  of(session: Session): KnownTalk | null {
    return this.#talks.get(sessionKey(session)) ?? null;
  }

  /** After a turn. A talk whose replies have not all come to a good end is not kept: they may be replaced. */
  keep(session: Session, talk: KnownTalk): void {
    if (talk.messages.every(hasEndedWell)) this.#talks.set(sessionKey(session), talk);
    else this.forget(session);
  }

  forget(session: Session): void {
    this.#talks.delete(sessionKey(session));
  }
}

/** Whether nobody but the claim's owner has had the right to write since. */
export function isCurrent(known: KnownTalk, claimed: Pick<Conversation, 'turns' | 'replies'>): boolean {
  return known.turns + 1 === claimed.turns && known.replies + 1 === claimed.replies;
}

const hasEndedWell = ({ status }: Message): boolean => status === 'COMPLETED' || status === 'CANCELLED';

const sizeOf = ({ messages }: KnownTalk): number =>
  messages.reduce((sum, { content }) => sum + content.length + messageOverhead, messageOverhead);
