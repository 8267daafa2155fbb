import { setImmediate as afterThis } from 'node:timers/promises';
import type { Member } from '../auth/viewer.ts';
import type { AssistantService, ReplyPlan } from './assistant.service.ts';
import type { Conversation } from './conversation.model.ts';
import type { ConversationsService } from './conversations.service.ts';
import type { KnownTalk } from './known-talks.ts';
import type { Message } from './message.model.ts';

type Question = Pick<Message, 'sessionId' | 'role' | 'content'>;

/** What came before a turn that nobody has claimed yet, and a plan that goes by it; null: it waits until the turn is paid for. */
export interface Draft {
  earlier: readonly Message[];
  plan: ReplyPlan | null;
}

/** A plan for a claimed turn, and what came before that. */
export type Settled = Draft & { plan: ReplyPlan };

/** Characters of the visitor's own that are read before anyone has paid for it: a few milliseconds' work, whatever they are. */
const mostUnpaid = 2_000;

/** Plans replies, where possible before their turn is claimed: the visitor waits for the first word. */
export class ReplyPlans {
  readonly #conversations: Pick<ConversationsService, 'messages'>;
  readonly #assistant: Pick<AssistantService, 'plan'>;

  constructor(
    conversations: Pick<ConversationsService, 'messages'>,
    assistant: Pick<AssistantService, 'plan'>,
  ) {
    this.#conversations = conversations;
    this.#assistant = assistant;
  }

  /** For a session that began with a message, as it is known, or else as it stands now. Asks no model. */
  draft(viewer: Member, sessionId: string, content: string, known: KnownTalk | null): Promise<Draft> {
    const drafting = this.#draft(viewer, { sessionId, role: 'USER', content }, known);
    // It is awaited in time; until then a rejection must not count as nobody's.
    drafting.catch(() => undefined);
    return drafting;
  }

  /** For a claimed turn: the draft, if the session is still as that has it, else a new one. */
  async settled(
    viewer: Member,
    { preface }: Conversation,
    question: Question & Pick<Message, 'turn'>,
    drafting: Promise<Draft> | null,
  ): Promise<Settled> {
    const draft = await drafting;
    const whole = draft && isWhole(draft.earlier, question.turn) ? draft : null;
    if (whole?.plan && preface === null) return { ...whole, plan: whole.plan };
    const earlier = whole?.earlier ?? (await this.#before(viewer, question));
    return { earlier, plan: await this.#plan(viewer, earlier, question, preface) };
  }

  async #draft(viewer: Member, question: Question, known: KnownTalk | null): Promise<Draft> {
    const earlier = known
      ? await afterThis(known.messages)
      : await this.#conversations.messages(viewer, question.sessionId);
    const isShort = lengthOf([...earlier, question]) <= mostUnpaid;
    return { earlier, plan: isShort ? await this.#plan(viewer, earlier, question, null) : null };
  }

  async #before(viewer: Member, { sessionId, turn: latest }: Question & Pick<Message, 'turn'>) {
    const all = await this.#conversations.messages(viewer, sessionId);
    return all.filter(({ turn }) => turn < latest);
  }

  #plan(
    viewer: Member,
    earlier: readonly Message[],
    question: Question,
    preface: Conversation['preface'],
  ): Promise<ReplyPlan> {
    return this.#assistant.plan(viewer, { preface, messages: [...earlier, question] });
  }
}

/** Of what the visitor said. */
function lengthOf(messages: readonly Pick<Message, 'role' | 'content'>[]): number {
  return messages.reduce((sum, { role, content }) => sum + (role === 'USER' ? content.length : 0), 0);
}

/** Whether they are all that was said before a turn. Another's may have ended after they were read, and even begun. */
function isWhole(earlier: readonly Message[], latest: number): boolean {
  if (earlier.some(({ turn, status }) => turn >= latest || status === 'STREAMING')) return false;
  return latest === 1 || earlier.some(({ turn, role }) => turn === latest - 1 && role === 'ASSISTANT');
}
