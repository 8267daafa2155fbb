import { batch, effect } from '@preact/signals-core';
import type { ChatModel } from './chat.model.ts';
import type { EstimateModel } from './estimate.model.ts';
import type { SessionModel } from './session.model.ts';
import type { Snapshot, SnapshotStore } from './snapshot.ts';

export interface Kept {
  sessions: SessionModel;
  chat: ChatModel;
  estimate: EstimateModel;
}

export interface Keeper {
  /** Writes at once: the page may be about to go. */
  save(): void;
  stop(): void;
}

const saveAfterMs = 250;

/** Puts back what an earlier page has kept. */
export function restore(store: SnapshotStore, { sessions, chat, estimate }: Kept): void {
  const snapshot = store.read();
  if (!snapshot) return;
  batch(() => {
    sessions.adopt(snapshot.session);
    chat.conversation.value = snapshot.conversation;
    estimate.contactGiven.value = snapshot.contactGiven;
  });
}

/** Writes what has changed, at most four times a second. */
export function keep(store: SnapshotStore, { sessions, chat, estimate }: Kept): Keeper {
  const snapshot = (): Snapshot => ({
    version: 1,
    session: sessions.session.value,
    conversation: chat.conversation.value,
    contactGiven: estimate.contactGiven.value,
  });
  let latest = snapshot();
  let saving: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(saving);
    saving = undefined;
    store.write(latest);
  };
  const stopWatching = effect(() => {
    latest = snapshot();
    saving ??= setTimeout(save, saveAfterMs);
  });
  return {
    save,
    stop() {
      stopWatching();
      save();
    },
  };
}
