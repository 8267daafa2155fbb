import type { Emit } from '../embed.ts';
import type { TransportFailure } from '../transport/transport.ts';
import { type ChatModel, createChat } from './chat.model.ts';
import { createEstimate, type EstimateModel } from './estimate.model.ts';
import { createFollower, type FollowerOptions } from './follower.ts';
import { keep, restore } from './keep.ts';
import { createSession, type SessionModel, type SessionOptions } from './session.model.ts';
import { effect, type Signal, signal } from './signal.ts';
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
  /** Takes up what another tab has kept. */
  look(): void;
  save(): void;
  dispose(): void;
}

const retryEveryMs = 5_000;

export function createWidget({ store, emit, delayMs, ...options }: WidgetOptions): WidgetModel {
  const { transport } = options;
  const onExpired = () => follower.restart();
  const sessions = createSession({ ...options, restore: () => restore(store, kept) });
  const chat = createChat({ transport, sessions, emit, onExpired });
  const estimate = createEstimate({ transport, sessions, chat, emit, onExpired });
  const connection = signal<ConnectionFault>(null);
  const steps = followingSteps(options, sessions, chat, connection);
  const follower = createFollower({ ...steps, ...(delayMs ? { delayMs } : {}) });
  const isOpen = signal(false);

  const kept = { sessions, chat, estimate };
  restore(store, kept);
  const keeper = keep(store, kept);
  // A closed widget holds no socket, unless something is still to be sent or a reply being written.
  const stopFollowing = effect(() =>
    isOpen.value || chat.isBusy.value || chat.isWaiting.value ? follower.start() : follower.stop(),
  );
  let retrying: ReturnType<typeof setInterval> | undefined;
  // The socket may have outlived the moment in which a request found no network.
  const stopRetrying = effect(() => {
    clearInterval(retrying);
    if (chat.isWaiting.value) retrying = setInterval(() => void chat.sendWaiting(), retryEveryMs);
  });
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
    wake() {
      follower.wake();
      void chat.sendWaiting();
    },
    look() {
      if (restore(store, kept)) follower.restart();
    },
    save: keeper.save,
    dispose() {
      stopFollowing();
      stopRetrying();
      clearInterval(retrying);
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
      const isNew = !sessions.find();
      const { sessionId } = await sessions.ensure();
      const known = transport.resume(sessionId);
      // Nothing was said in a new one: only what could be said first is to come, and nobody waits for it.
      if (isNew) known.then(chat.greet, () => undefined);
      else chat.merge(await known);
      void chat.sendWaiting();
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
