import { type Conversation, isWaiting, patchMessage } from './conversation.ts';
import type { Entry } from './entry.ts';
import type { Session } from './session.model.ts';

/** What outlives a reload. Text and cursor are written together, so a reply goes on exactly where it was. */
export interface Snapshot {
  version: 1;
  session: Session | null;
  conversation: Conversation;
  contactGiven: boolean;
}

export interface SnapshotStore {
  read(): Snapshot | null;
  write(snapshot: Snapshot): void;
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

const mostEntries = 200;

/** Keeps the snapshot under the key; in memory where the page's storage is blocked, full or absent. */
export function createSnapshotStore(key: string, storage: () => Storage = () => localStorage): SnapshotStore {
  let remembered: string | null = null;
  return {
    read() {
      try {
        return parse(storage().getItem(key) ?? remembered);
      } catch {
        return parse(remembered);
      }
    },
    write(snapshot) {
      const entries = [...snapshot.conversation.entries, ...unsentElsewhere(this.read(), snapshot)].slice(
        -mostEntries,
      );
      remembered = JSON.stringify({ ...snapshot, conversation: { ...snapshot.conversation, entries } });
      try {
        storage().setItem(key, remembered);
      } catch {
        // Remembered above: the conversation lasts as long as the page does.
      }
    },
  };
}

/** What another tab of the session has still to send: it may be reloaded before it does. */
function unsentElsewhere(kept: Snapshot | null, { session, conversation }: Snapshot): readonly Entry[] {
  if (!kept?.session || kept.session.sessionId !== session?.sessionId) return [];
  const known = new Set(conversation.entries.map(({ key }) => key));
  return kept.conversation.entries.filter((entry) => isWaiting(entry) && !known.has(entry.key));
}

function parse(text: string | null): Snapshot | null {
  if (text === null) return null;
  const stored = JSON.parse(text) as Partial<Snapshot>;
  if (stored.version !== 1 || !Array.isArray(stored.conversation?.entries)) return null;
  const { session = null, conversation, contactGiven = false } = stored;
  // Whether a message on its way was accepted, the history will say; else it is sent again, under the same id.
  const settled = patchMessage(conversation, ({ state }) => state === 'sending', { state: 'waiting' });
  return { version: 1, session, conversation: settled, contactGiven };
}
