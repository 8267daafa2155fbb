import { effect, type Signal, signal } from '@preact/signals-core';
import type { Emit } from '../embed.ts';
import type { TransportFailure } from '../transport/transport.ts';
import { type ChatModel, createChat } from './chat.model.ts';
import { createEstimate, type EstimateModel } from './estimate.model.ts';
import { createFollower, type FollowerOptions } from './follower.ts';
import { keep, restore } from './keep.ts';
import { createSession, type SessionModel, type SessionOptions } from './session.model.ts';
import type { SnapshotStore } from './snapshot.ts';

export interface WidgetOptions extends SessionOptions {
  store: SnapshotStore;
  emit: Emit;
  delayMs?: FollowerOptions['delayMs'];
}

/** null: nothing is wrong. */
export type ConnectionFault = Pick<TransportFailure, 'code' | 'retryAfterSeconds'> | null;

/** The whole widget without its looks. */
export interface WidgetModel {
  isOpen: Signal<boolean>;
  connection: Signal<ConnectionFault>;
  sessions: SessionModel;
  chat: ChatModel;
  estimate: EstimateModel;
  /** False once it could not be loaded. */
  hasLogo: Signal<boolean>;
  open(): void;
  close(): void;
  /** Tries a lost connection again now. */
  wake(): void;
  save(): void;
  dispose(): void;
}

export function createWidget({ store, emit, delayMs, ...options }: WidgetOptions): WidgetModel {
  const { transport } = options;
  const onExpired = () => follower.restart();
  const sessions = createSession(options);
  const chat = createChat({ transport, sessions, emit, onExpired });
  const estimate = createEstimate({ transport, sessions, chat, emit, onExpired });
  const connection = signal<ConnectionFault>(null);
  const steps = followingSteps(options, sessions, chat, connection);
  const follower = createFollower({ ...steps, ...(delayMs ? { delayMs } : {}) });
  const isOpen = signal(false);

  restore(store, { sessions, chat, estimate });
  const keeper = keep(store, { sessions, chat, estimate });
  // A closed widget holds no socket, unless a reply is still being written.
  const stopFollowing = effect(() =>
    isOpen.value || chat.isBusy.value ? follower.start() : follower.stop(),
  );
  const turn = (open: boolean) => {
    if (isOpen.peek() === open) return;
    isOpen.value = open;
    emit(open ? 'opened' : 'closed', undefined);
  };
  return {
    isOpen,
    connection,
    sessions,
    chat,
    estimate,
    hasLogo: signal(true),
    open: () => turn(true),
    close: () => turn(false),
    wake: follower.wake,
    save: keeper.save,
    dispose() {
      stopFollowing();
      follower.stop();
      keeper.stop();
    },
  };
}

function followingSteps(
  { transport }: SessionOptions,
  sessions: SessionModel,
  chat: ChatModel,
  connection: Signal<ConnectionFault>,
): FollowerOptions {
  return {
    transport,
    take: chat.take,
    async prepare() {
      const isNew = sessions.session.peek() === null;
      const { sessionId } = await sessions.ensure();
      if (!isNew) chat.merge(await transport.resume(sessionId));
      return { sessionId, cursor: chat.conversation.peek().cursor };
    },
    connected() {
      connection.value = null;
    },
    lost(failure) {
      if (failure.code === 'NOT_FOUND') chat.forgetCursor();
      const isOver = failure.isExpired && chat.endSession(sessions.session.peek());
      connection.value = isOver ? null : failure;
    },
  };
}
