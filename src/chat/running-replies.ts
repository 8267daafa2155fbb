import { LRUCache } from 'lru-cache';
import type { Message } from './message.model.ts';
import { type Session, sessionKey } from './session-key.ts';

/** Pieces that a process sends in a second, of all replies together: with more, others would wait for their first word. */
const piecesPerSecond = 1_600;
/** However many replies there are, each goes on as often. */
const longestPauseMs = 100;
/** Sessions: some 3 MB. */
const mostRemembered = 20_000;

/** The replies that this process is writing: whoever listens to a session need not ask the database for what begins here. */
export class RunningReplies {
  readonly #bySession = new Map<string, Message>();
  /** The order of the last reply that was begun here, by session. */
  readonly #last = new LRUCache<string, number>({ max: mostRemembered });

  /** How long a reply's pieces wait to be joined, in ms: at least as told, and longer where many are written at once. */
  pauseMs(leastMs: number): number {
    return Math.max(leastMs, Math.min(longestPauseMs, (this.#bySession.size / piecesPerSecond) * 1_000));
  }

  /** Returns how to say that it has ended. */
  add(reply: Message): () => void {
    const key = sessionKey(reply);
    this.#bySession.set(key, reply);
    this.#last.set(key, reply.order ?? 0);
    return () => {
      if (this.#bySession.get(key) === reply) this.#bySession.delete(key);
    };
  }

  /** The session's reply that follows the one of that order, if it is being written here. */
  after(session: Session, order: number): Message | null {
    const reply = this.#bySession.get(sessionKey(session));
    return reply?.order === order + 1 ? reply : null;
  }

  /** Whether the reply of that order was begun here, and none since. */
  isLast(session: Session, order: number): boolean {
    return this.#last.get(sessionKey(session)) === order;
  }
}
