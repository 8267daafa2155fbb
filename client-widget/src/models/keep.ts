import type { ChatModel } from './chat.model.ts';
import { withEstimate } from './conversation.ts';
import type { EstimateModel } from './estimate.model.ts';
import type { SessionModel } from './session.model.ts';
import { batch, effect } from './signal.ts';
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

/**
 * Puts back what an earlier page has kept, or another tab meanwhile: its session takes the place of this one's where nothing that is
 * shown here gets lost by it; of the same session the cards that were made there. True: it is another session now.
 */
export function restore(store: SnapshotStore, { sessions, chat, estimate }: Kept): boolean {
  const snapshot = store.read();
  if (!snapshot) return false;
  const { session, conversation, contactGiven } = snapshot;
  const current = sessions.session.peek();
  const isSame = session !== null && session.sessionId === current?.sessionId;
  const kept = new Set(conversation.entries.map(({ key }) => key));
  const isWhole = chat.conversation.peek().entries.every(({ key }) => kept.has(key));
  if (!isSame && (!isWhole || (current && !session))) return false;
  batch(() => {
    estimate.contactGiven.value = contactGiven;
    if (isSame) return addCards(chat, conversation);
    sessions.adopt(session);
    chat.conversation.value = conversation;
  });
  return !isSame;
}

function addCards({ conversation }: ChatModel, kept: Snapshot['conversation']): void {
  const shown = new Set(conversation.peek().entries.map(({ key }) => key));
  for (const entry of kept.entries) {
    if (entry.kind !== 'estimate' || shown.has(entry.key)) continue;
    conversation.value = withEstimate(conversation.peek(), entry.estimation);
  }
}

/** Writes what has changed, at most four times a second; another session at once, so that other tabs take it up. */
export function keep(store: SnapshotStore, { sessions, chat, estimate }: Kept): Keeper {
  const snapshot = (): Snapshot => ({
    version: 1,
    session: sessions.session.value,
    conversation: chat.conversation.value,
    contactGiven: estimate.contactGiven.value,
  });
  let latest = snapshot();
  let saved = latest;
  let saving: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(saving);
    saving = undefined;
    // What has not changed here may have changed in another tab.
    if (saved !== latest) store.write(latest);
    saved = latest;
  };
  const stopWatching = effect(() => {
    const { session, conversation, contactGiven } = latest;
    const next = snapshot();
    if (next.session === session && next.conversation === conversation && next.contactGiven === contactGiven)
      return;
    latest = next;
    if (next.session !== session) save();
    else saving ??= setTimeout(save, saveAfterMs);
  });
  return {
    save,
    stop() {
      stopWatching();
      save();
    },
  };
}
