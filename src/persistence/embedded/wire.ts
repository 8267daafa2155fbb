import { crc32c } from './crc32c.ts';
import { CommandFailure } from './failure.ts';
import { HEADER_BYTES, MalformedFrame } from './frames.ts';
import { type Doc, decode, decodeAround } from './values.ts';

/** https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/ */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
/** Bits that a server must know if they are set. */
const REQUIRED_BITS = 0xffff;
const CHECKSUM_BYTES = 4;

/** A command as it came in. */
export interface Request {
  id: number;
  isLegacy: boolean;
  /** False for unacknowledged writes. */
  wantsReply: boolean;
  command: Doc;
  /** Documents that came beside the command, as BSON, by the name of the field they belong to. */
  sequences: Map<string, Buffer[]>;
}

/** Reads one frame. Throws MalformedFrame, whatever is wrong with it. */
export function readRequest(frame: Buffer): Request {
  try {
    const operation = frame.readInt32LE(12);
    if (operation === OP_MSG) return readMessage(frame);
    if (operation === OP_QUERY) return readQuery(frame);
    throw new MalformedFrame(`operation ${operation}`);
  } catch (error) {
    if (error instanceof MalformedFrame) throw error;
    throw new MalformedFrame(error instanceof Error ? error.message : 'unreadable frame');
  }
}

function readMessage(frame: Buffer): Request {
  const flags = frame.readUInt32LE(HEADER_BYTES);
  if (flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) throw new MalformedFrame('unknown flag');
  const end = flags & CHECKSUM_PRESENT ? checkedEnd(frame) : frame.length;
  let command: Doc | null = null;
  const sequences = new Map<string, Buffer[]>();
  for (let at = HEADER_BYTES + 4; at < end; ) {
    const kind = frame[at++];
    const section = take(frame, at, end);
    if (kind === 0 && !command) command = readCommand(section);
    else if (kind === 1) readSequence(section, sequences);
    else throw new MalformedFrame(`section of kind ${kind}`);
    at += section.length;
  }
  if (!command) throw new MalformedFrame('no command');
  return {
    id: frame.readInt32LE(4),
    isLegacy: false,
    wantsReply: !(flags & MORE_TO_COME),
    command,
    sequences,
  };
}

/** An insert's documents are stored as they came: they are taken apart once, by the command, for the keys of its indexes. */
function readCommand(section: Buffer): Doc {
  const isInsert = section.toString('latin1', 5, 12) === 'insert\0';
  return isInsert ? decodeAround(section, 'documents') : decode(section);
}

/** Where a frame with a checksum ends without it; throws if the checksum is not the frame's. */
function checkedEnd(frame: Buffer): number {
  const end = frame.length - CHECKSUM_BYTES;
  if (crc32c(frame.subarray(0, end)) !== frame.readUInt32LE(end)) throw new MalformedFrame('wrong checksum');
  return end;
}

/** The part that begins at `at` with its own length. */
function take(bytes: Buffer, at: number, end: number): Buffer {
  const length = bytes.readInt32LE(at);
  if (length < 5 || at + length > end) throw new MalformedFrame('section beyond the end of the frame');
  return bytes.subarray(at, at + length);
}

function readSequence(section: Buffer, sequences: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0, 4);
  const name = section.toString('utf8', 4, nameEnd);
  if (nameEnd < 0 || sequences.has(name))
    throw new MalformedFrame('document sequence without a name of its own');
  const docs: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const doc = take(section, at, section.length);
    docs.push(doc);
    at += doc.length;
  }
  sequences.set(name, docs);
}

/** The old form of a command; drivers still open a connection with it. */
function readQuery(frame: Buffer): Request {
  const nameStart = HEADER_BYTES + 4;
  const nameEnd = frame.indexOf(0, nameStart);
  const name = frame.toString('utf8', nameStart, nameEnd);
  if (nameEnd < 0 || !name.endsWith('.$cmd')) throw new MalformedFrame('a query that is not a command');
  const command = decode(take(frame, nameEnd + 9, frame.length));
  const $db = name.slice(0, -'.$cmd'.length);
  return {
    id: frame.readInt32LE(4),
    isLegacy: true,
    wantsReply: true,
    command: { ...command, $db },
    sequences: new Map(),
  };
}

let lastReplyId = 0;

export function writeReply(request: Request, body: Buffer): Buffer {
  const head = Buffer.alloc(request.isLegacy ? 36 : 21);
  lastReplyId = (lastReplyId + 1) & 0x7fffffff;
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(lastReplyId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (request.isLegacy) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}

/** A command as a client sends it. */
export function writeRequest(id: number, body: Buffer): Buffer {
  const head = Buffer.alloc(21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(id, 4);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, body]);
}

/** The documents of a command's field, wherever they came: beside the command or in it. */
export function documentsOf(request: Request, field: string): (Buffer | Doc)[] {
  const beside = request.sequences.get(field);
  if (beside) return beside;
  const inside = request.command[field];
  if (Array.isArray(inside)) return inside as Doc[];
  throw new CommandFailure('FailedToParse', `BSON field '${field}' is missing but a required field`);
}
