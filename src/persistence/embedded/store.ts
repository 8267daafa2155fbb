import { mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { type Database, open, type RootDatabase } from 'lmdb';
import { CommandFailure } from './failure.ts';

export type Table = Database<Buffer, Buffer>;

/** The four tables of the store's file; every key begins with the 4-byte number of its collection or index. */
export interface Store {
  catalog: Table;
  documents: Table;
  entries: Table;
  /**
   * Runs a piece of writing with nothing else in between, and resolves when it is committed: from then on it survives the death of
   * the process. Pieces that wait at the same time share a commit. A piece must check everything that can fail before its first write: what it wrote before throwing stays.
   * Fails with OutOfDiskSpace where the disk has no room for the commit: then nothing of it was stored.
   */
  write<T>(piece: () => T): Promise<T>;
  /** As `write`, but a piece that throws leaves no trace. */
  writeOrUndo<T>(piece: () => T): Promise<T>;
  /** Resolves when the disk has all that was committed so far: from then on it survives a power cut, too. */
  flushed(): Promise<void>;
  close(): Promise<void>;
}

/** A key longer than LMDB takes would be refused: 1 978 bytes with pages of 4 096. */
export const MAX_KEY_BYTES = 1_978;

export interface StoreListeners {
  /** A commit was lost, and memory may be ahead of the store: called before the next piece of writing, within it. */
  onLost(): void;
  /** The disk refused a commit for another reason than room: nothing may go on. */
  onFault(error: unknown): void;
}

const { ENOSPC, EDQUOT, EFBIG, EIO } = constants.errno;
/** The last two are LMDB's own: a write that was cut short, as by a disk that became full in it, and a full map. */
const noRoom: readonly unknown[] = [ENOSPC, EDQUOT, EFBIG, EIO, -30_792];

export function openStore(folder: string, { onLost, onFault }: StoreListeners): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const root: RootDatabase<Buffer, Buffer> = open({
    path: folder,
    noSubdir: false,
    maxDbs: 4,
    keyEncoding: 'binary',
    encoding: 'binary',
  });
  const table = (name: string): Table => root.openDB(name, { keyEncoding: 'binary', encoding: 'binary' });
  let isBehind = false;
  // Told before the pieces of the next commit run; those of a commit that failed hear of it later.
  root.on('aftercommit', ({ txnId }: { txnId?: number }) => {
    isBehind ||= txnId === undefined;
  });
  const catchUp = () => {
    if (!isBehind) return;
    isBehind = false;
    onLost();
  };
  const committing = async <T>(queue: (piece: () => T) => Promise<T>, piece: () => T): Promise<T> => {
    let fault: { reason: unknown } | undefined;
    const watched = () => {
      try {
        catchUp();
        return piece();
      } catch (reason) {
        fault = { reason };
        throw reason;
      }
    };
    try {
      return await queue(watched);
    } catch (error) {
      if (fault) throw fault.reason;
      const { code } = await reasonOf(error);
      if (noRoom.includes(code)) throw new CommandFailure('OutOfDiskSpace', 'The disk is full.');
      onFault(error);
      throw error;
    }
  };
  return {
    catalog: table('catalog'),
    documents: table('documents'),
    entries: table('entries'),
    write: (piece) => committing((watched) => root.transaction(watched), piece),
    writeOrUndo: (piece) => committing((watched) => root.childTransaction(watched), piece),
    flushed: async () => {
      await root.flushed;
    },
    close: () => root.close(),
  };
}

/** LMDB rejects promises of its own, beside those that it gave to anyone. */
export const isLostCommit = (reason: unknown): boolean =>
  typeof reason === 'object' && reason !== null && 'commitError' in reason;

/** Why the system refused a commit: LMDB's own error says only that it did. */
async function reasonOf(error: unknown): Promise<{ code?: unknown }> {
  const { commitError } = error as { commitError?: Promise<never> };
  return (await commitError?.catch((reason: object) => reason)) ?? {};
}

/** Bytes of keys between `start` (included) and `end` (not included). */
export interface KeyRange {
  start: Buffer;
  end: Buffer;
}

/** The first bytes after everything that begins with `prefix`. */
export function after(prefix: Buffer): Buffer {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const byte = prefix[i] ?? 0xff;
    if (byte === 0xff) continue;
    const end = Buffer.from(prefix.subarray(0, i + 1));
    end[i] = byte + 1;
    return end;
  }
  return Buffer.alloc(prefix.length + 1, 0xff);
}

export function startingWith(prefix: Buffer): KeyRange {
  return { start: prefix, end: after(prefix) };
}

export function numberPrefix(id: number): Buffer {
  const prefix = Buffer.allocUnsafe(4);
  prefix.writeUInt32BE(id);
  return prefix;
}

const FIRST_PAGE = 8;
const LARGEST_PAGE = 512;

/**
 * Keys of a range in order, read page by page: between two pages the store may change, so that a reader who pauses holds nothing open.
 * Pages grow, so that the first key costs little.
 */
export function* keysIn(table: Table, range: KeyRange, isReverse = false): Generator<Buffer> {
  let { start, end } = range;
  let exclusiveStart = isReverse;
  for (let limit = FIRST_PAGE; ; limit = Math.min(limit * 4, LARGEST_PAGE)) {
    const page = isReverse
      ? [
          ...table.getKeys({
            start: end,
            exclusiveStart,
            end: start,
            inclusiveEnd: true,
            reverse: true,
            limit,
          }),
        ]
      : [...table.getKeys({ start, exclusiveStart, end, limit })];
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < limit) return;
    if (isReverse) end = last;
    else start = last;
    exclusiveStart = true;
  }
}

/** Removes every key of the range; returns how many there were. */
export function clearRange(table: Table, range: KeyRange): number {
  let count = 0;
  for (const key of keysIn(table, range)) {
    table.remove(key);
    count++;
  }
  return count;
}
