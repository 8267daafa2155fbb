import { describe, expect, it } from 'vitest';
import { emptyConversation, withAccepted, withWaiting } from '../../client-widget/src/models/conversation.ts';
import { createSnapshotStore, type Snapshot } from '../../client-widget/src/models/snapshot.ts';
import { message } from './fake-transport.ts';

function memory(): Pick<Storage, 'getItem' | 'setItem'> & { items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
}

const snapshot: Snapshot = {
  version: 1,
  session: { sessionToken: 't', sessionId: 's' },
  conversation: withWaiting(emptyConversation, 'Hello', 'c1'),
  contactGiven: true,
};

const hello = message('USER', 'm1', 'Hello', { clientMessageId: 'c1' });

describe('what is kept between pages', () => {
  it('comes back, with a message on its way as one that is still to be sent', () => {
    const storage = memory();
    createSnapshotStore('key', () => storage).write(snapshot);
    const read = createSnapshotStore('key', () => storage).read();
    expect(read).toMatchObject({ session: snapshot.session, contactGiven: true });
    expect(read?.conversation.entries).toMatchObject([{ text: 'Hello', state: 'waiting', fault: null }]);
  });

  it('holds what another tab of the session has still to send, until that is sent', () => {
    const storage = memory();
    const [one, other] = [
      createSnapshotStore('key', () => storage),
      createSnapshotStore('key', () => storage),
    ];
    const empty = { ...snapshot, conversation: emptyConversation };
    one.write(snapshot);
    other.write(empty);
    expect(one.read()?.conversation.entries).toMatchObject([{ text: 'Hello', state: 'waiting' }]);
    one.write({ ...snapshot, conversation: withAccepted(snapshot.conversation, hello) });
    other.write(empty);
    expect(other.read()?.conversation.entries).toEqual([]);
  });

  it('lasts as long as the page where storage throws', () => {
    const store = createSnapshotStore('key', () => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(store.read()).toBeNull();
    store.write(snapshot);
    expect(store.read()?.session).toEqual(snapshot.session);
  });

  it.each(['', '{', 'null', '[]', '{"version":2}', '{"version":1,"conversation":{}}'])(
    'is begun anew where it cannot be read: %s',
    (text) => {
      const storage = memory();
      storage.items.set('key', text);
      expect(createSnapshotStore('key', () => storage).read()).toBeNull();
    },
  );
});
