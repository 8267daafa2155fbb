import { Catalog } from '../../../src/persistence/embedded/catalog.ts';
import { entryKey, keysOf, recordOf } from '../../../src/persistence/embedded/index-keys.ts';
import { keysIn, numberPrefix, openStore, startingWith } from '../../../src/persistence/embedded/store.ts';
import { decode } from '../../../src/persistence/embedded/values.ts';

/** Opens a store that nobody serves and checks that its indexes hold exactly the keys of its documents (no partial or sparse ones). */
export async function expectConsistentStore(folder: string): Promise<void> {
  const store = openStore(folder, {
    onLost: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  try {
    const catalog = new Catalog(store);
    for (const collection of catalog.list()) {
      const wanted = new Set<string>();
      for (const key of keysIn(store.documents, startingWith(numberPrefix(collection.id)))) {
        const doc = decode(store.documents.get(key) ?? Buffer.alloc(0));
        for (const { id, fields } of collection.indexes) {
          for (const { bytes } of keysOf(fields, doc).keys)
            wanted.add(entryKey(id, bytes, recordOf(key)).toString('hex'));
        }
      }
      const present = collection.indexes.flatMap(({ id }) => [
        ...keysIn(store.entries, startingWith(numberPrefix(id))),
      ]);
      const surplus = present.filter((key) => !wanted.delete(key.toString('hex')));
      if (surplus.length > 0 || wanted.size > 0) {
        throw new Error(`${collection.name}: ${surplus.length} index keys too many, ${wanted.size} missing`);
      }
    }
  } finally {
    await store.close();
  }
}
