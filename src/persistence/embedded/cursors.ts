import { Long } from 'bson';
import { CommandFailure } from './failure.ts';
import { type Doc, encode } from './values.ts';

/** Documents of the first page where the client asks for no other number. */
const FIRST_PAGE = 101;
const MAX_PAGE_BYTES = 16_000_000;
const MAX_OPEN = 1_000;
export const IDLE_MS = 10 * 60_000;

interface OpenCursor {
  rows: Iterator<Buffer>;
  /** A row read that did not fit into the page before. */
  pending: Buffer | null;
  namespace: string;
  lastUsed: number;
}

/** Cursors between their pages. Each holds a place, not data; the one unused for longest goes when there are too many. */
export class Cursors {
  private readonly open = new Map<string, OpenCursor>();
  private lastId = BigInt(Date.now());

  /** The reply to a command that opens a cursor. */
  first(namespace: string, rows: Iterable<Buffer>, batchSize: number | undefined, isSingle = false): Buffer {
    const cursor: OpenCursor = {
      rows: rows[Symbol.iterator](),
      pending: null,
      namespace,
      lastUsed: Date.now(),
    };
    const { page, isDone } = takePage(cursor, batchSize ?? FIRST_PAGE);
    const id = isDone || isSingle ? Long.ZERO : this.keep(cursor);
    return cursorReply('firstBatch', page, id, namespace);
  }

  next(id: Long, batchSize: number | undefined): Buffer {
    const key = id.toString();
    const cursor = this.open.get(key);
    if (!cursor) throw new CommandFailure('CursorNotFound', `cursor id ${key} not found`);
    this.open.delete(key);
    const { page, isDone } = takePage(cursor, batchSize || Infinity);
    if (!isDone) {
      cursor.lastUsed = Date.now();
      this.open.set(key, cursor);
    }
    return cursorReply('nextBatch', page, isDone ? Long.ZERO : id, cursor.namespace);
  }

  kill(id: Long): boolean {
    return this.open.delete(id.toString());
  }

  dropIdle(now = Date.now()): void {
    for (const [key, cursor] of this.open) if (now - cursor.lastUsed > IDLE_MS) this.open.delete(key);
  }

  private keep(cursor: OpenCursor): Long {
    this.lastId++;
    this.dropIdle();
    const [oldest] = this.open.keys();
    if (this.open.size >= MAX_OPEN && oldest !== undefined) this.open.delete(oldest);
    this.open.set(this.lastId.toString(), cursor);
    return Long.fromBigInt(this.lastId);
  }
}

function takePage(cursor: OpenCursor, count: number): { page: Buffer[]; isDone: boolean } {
  const page: Buffer[] = [];
  let bytes = 0;
  while (page.length < count) {
    const row = cursor.pending ?? nextRow(cursor);
    cursor.pending = null;
    if (row === null) return { page, isDone: true };
    if (page.length > 0 && bytes + row.length > MAX_PAGE_BYTES) {
      cursor.pending = row;
      return { page, isDone: false };
    }
    page.push(row);
    bytes += row.length;
  }
  if (count > 0) cursor.pending = nextRow(cursor);
  return { page, isDone: count > 0 && cursor.pending === null };
}

function nextRow(cursor: OpenCursor): Buffer | null {
  const next = cursor.rows.next();
  return next.done ? null : next.value;
}

/** Puts documents that are BSON already into the reply without taking them apart. */
function cursorReply(field: string, page: readonly Buffer[], id: Long, ns: string): Buffer {
  const cursor = withArray(encode({ id, ns }), field, page);
  return withElement(encode({ ok: 1 } as Doc), 0x03, 'cursor', cursor);
}

function withArray(doc: Buffer, field: string, items: readonly Buffer[]): Buffer {
  const names = items.map((_item, at) => `\u0003${at}\u0000`);
  const content = names.reduce((sum, name, at) => sum + name.length + (items[at]?.length ?? 0), 0);
  // A length before, a zero behind.
  const body = Buffer.allocUnsafe(content + 5);
  let end = body.writeInt32LE(body.length);
  for (const [at, item] of items.entries()) {
    end += body.write(names[at] ?? '', end, 'latin1');
    end += item.copy(body, end);
  }
  body[end] = 0;
  return withElement(doc, 0x04, field, body);
}

/** Adds one element, given as its BSON type and bytes, in front of a document's others. */
function withElement(doc: Buffer, type: number, name: string, value: Buffer): Buffer {
  const head = Buffer.concat([Buffer.alloc(4), Buffer.from([type]), Buffer.from(`${name}\u0000`)]);
  const result = Buffer.concat([head, value, doc.subarray(4)]);
  result.writeInt32LE(result.length);
  return result;
}
