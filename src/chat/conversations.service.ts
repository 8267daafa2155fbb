import { LRUCache } from 'lru-cache';
import type { Member } from '../auth/viewer.ts';
import { Failure, notFound } from '../errors.ts';
import type { EstimationService } from '../estimation/estimation.service.ts';
import { type Database, isDuplicateKey } from '../persistence/database.ts';
import { scoped } from '../persistence/scoped.ts';
import type { Change } from '../persistence/writing.ts';
import {
  type ProjectReading,
  type Statement,
  type Utterance,
  utterancesIn,
} from '../reference/project-details.ts';
import { readProject } from '../reference/reading.ts';
import { claimedRows } from './claimed-turn.ts';
import { type Claim, Conversation, type Outcome } from './conversation.model.ts';
import { Message } from './message.model.ts';
import type { VisitorSessions } from './visitor-sessions.ts';

/** Everything said in a session. */
export interface Talk {
  /** What was described outright in the session. */
  preface: Statement | null;
  /** What was added to the estimate outright; looked for only where an estimate is wanted. */
  refinements?: readonly { text: string; at: Date }[];
  /** In the order of the talk; failed attempts whose place was taken are left out. What has no time is being said now. */
  messages: readonly (Pick<Message, 'role' | 'content'> & Partial<Message>)[];
}

/** A session as it stands: everything said, and what that comes to. */
export interface Transcript extends Talk {
  conversation: Conversation | null;
  messages: Message[];
}

/** Ids of sessions: some 2 MB. */
const mostOpened = 20_000;

/** Who may talk in which session, what was said there, and who is writing in it now. */
export class ConversationsService {
  readonly #database: Database;
  readonly #estimations: EstimationService;
  readonly #visitors: VisitorSessions;
  /** Sessions whose conversation is known to be there: their next claim need not look for what came before it. */
  readonly #opened = new LRUCache<string, true>({ max: mostOpened });

  constructor(database: Database, estimations: EstimationService, visitors: VisitorSessions) {
    this.#database = database;
    this.#estimations = estimations;
    this.#visitors = visitors;
  }

  /** Fails with NOT_FOUND where the session is not one that the viewer may see, read-only staff access included. */
  async getReadable(viewer: Member, sessionId: string): Promise<Conversation | null> {
    if (viewer.kind === 'visitor') {
      if (viewer.sessionId !== sessionId) throw notFound('Session');
      return this.find(viewer, sessionId);
    }
    const conversation = await this.find(viewer, sessionId);
    if (!conversation && !(await this.#isKnown(viewer, sessionId))) throw notFound('Session');
    return conversation;
  }

  /** Fails as `getWritable`. */
  async checkWritable(viewer: Member, sessionId: string): Promise<void> {
    // A visitor's own session needs no look-up.
    if (viewer.kind === 'visitor' && viewer.sessionId === sessionId) return;
    await this.getWritable(viewer, sessionId);
  }

  /** Like `getReadable`; fails with FORBIDDEN for staff in a conversation that someone else opened. */
  async getWritable(viewer: Member, sessionId: string): Promise<Conversation | null> {
    const conversation = await this.getReadable(viewer, sessionId);
    if (viewer.kind === 'visitor') return conversation;
    const opener = conversation
      ? conversation.userId
      : (await this.#estimations.findBySession(viewer, sessionId))?.userId;
    if (opener !== viewer.userId) throw new Failure('FORBIDDEN', 'Someone else opened this conversation.');
    return conversation;
  }

  /** Opens the session if need be and takes the right to write its next reply; null: somebody else is writing. */
  async claim(
    viewer: Member,
    sessionId: string,
    claim: Claim,
    isNewTurn: boolean,
  ): Promise<Conversation | null> {
    const change = { $set: { writing: claim }, $inc: { turns: isNewTurn ? 1 : 0, replies: 1 } };
    const free = { _id: sessionId, writing: null };
    const claimed = this.#opened.has(sessionId) ? await this.#rows(viewer).update(free, change) : null;
    return claimed ?? this.#open(viewer, free, change);
  }

  /** Also where it may be open already: then it is claimed, or null. */
  async #open(viewer: Member, free: { _id: string }, change: Change): Promise<Conversation | null> {
    const estimation = await this.#estimations.findBySession(viewer, free._id);
    const userId = viewer.kind === 'user' ? viewer.userId : null;
    const rest = { userId, preface: estimation?.statement ?? null, outcome: null };
    try {
      const claimed = await this.#rows(viewer).upsert(free, change, rest);
      this.#opened.set(free._id, true);
      return claimed;
    } catch (error) {
      if (isDuplicateKey(error)) return null;
      throw error;
    }
  }

  /** The claims of these replies hold until then, as far as they hold now. */
  async renew(
    owner: { tenantId: string },
    replies: readonly Pick<Message, '_id' | 'sessionId'>[],
    leaseUntil: Date,
  ): Promise<void> {
    const changes = replies.map(({ _id, sessionId }) => ({
      criteria: { _id: sessionId, 'writing.messageId': _id },
      change: { $set: { 'writing.leaseUntil': leaseUntil } },
    }));
    await this.#rows(owner).updateEach(changes);
  }

  /** Gives the right back; with an outcome, that is what the conversation has come to. */
  async release(
    owner: { tenantId: string },
    sessionId: string,
    messageId: string,
    outcome: Outcome | null,
  ): Promise<void> {
    await this.#rows(owner).update(
      { _id: sessionId, 'writing.messageId': messageId },
      { $set: { writing: null, ...(outcome && { outcome }) } },
    );
  }

  /** All of a session: described outright, or said in it. */
  async transcript(owner: { tenantId: string }, sessionId: string): Promise<Transcript> {
    // Before its messages: a turn that is claimed no longer has been stored.
    const conversation = await this.find(owner, sessionId);
    const [stored, estimation] = await Promise.all([
      this.messages(owner, sessionId),
      this.#estimations.findBySession(owner, sessionId),
    ]);
    const refinements = (estimation?.history ?? []).flatMap(({ additionalInfo, at }) =>
      additionalInfo === null ? [] : [{ text: additionalInfo, at }],
    );
    const messages = withClaimed(stored, conversation);
    return { conversation, messages, preface: estimation?.statement ?? null, refinements };
  }

  messages(owner: { tenantId: string }, sessionId: string): Promise<Message[]> {
    const rows = scoped(this.#database, Message, owner);
    return rows.find({ sessionId, isReplaced: false }, { sort: { turn: 1, role: -1 } });
  }

  async #isKnown(owner: Member, sessionId: string): Promise<boolean> {
    if (await this.#visitors.hasSession(owner, sessionId)) return true;
    return (await this.#estimations.findBySession(owner, sessionId)) !== null;
  }

  find(owner: { tenantId: string }, sessionId: string): Promise<Conversation | null> {
    return this.#rows(owner).findOne({ _id: sessionId });
  }

  #rows(owner: { tenantId: string }) {
    return scoped(this.#database, Conversation, owner);
  }
}

/** With the turn that is claimed, should its rows be still on their way. */
function withClaimed(messages: Message[], conversation: Conversation | null): Message[] {
  const claimed = claimedRows(conversation);
  const rows = claimed ? [claimed.userMessage, claimed.reply] : [];
  return [...messages, ...rows.filter((row) => messages.every(({ _id }) => _id !== row._id))];
}

/** What the person said, each with what had been asked before it. */
export function utterancesOf({ preface, messages, refinements = [] }: Talk): Utterance[] {
  const said: Utterance[] = preface ? utterancesIn(preface) : [];
  const later = [...refinements];
  const addThoseBefore = (at: Date | null) => {
    while (later[0] && (at === null || later[0].at < at)) said.push({ text: later.shift()?.text ?? '' });
  };
  let asked: Outcome['asks'] = null;
  let heard = '';
  for (const message of messages) {
    addThoseBefore(message.createdAt ?? null);
    if (message.role === 'USER')
      said.push({ text: message.content, ...(asked && { answering: asked }), ...(heard && { heard }) });
    else {
      asked = message.outcome?.asks ?? null;
      heard = message.content;
    }
  }
  addThoseBefore(null);
  return said;
}

export function readingOf(transcript: Transcript): ProjectReading {
  return readProject(utterancesOf(transcript));
}
