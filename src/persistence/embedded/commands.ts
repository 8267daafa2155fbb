import { aggregateCommands } from './commands/aggregate.ts';
import { collectionCommands } from './commands/collections.ts';
import { findAndModifyCommands } from './commands/find-and-modify.ts';
import { handshakeCommands } from './commands/handshake.ts';
import { indexCommands } from './commands/indexes.ts';
import { readingCommands } from './commands/reading.ts';
import { writingCommands } from './commands/writing.ts';
import type { Engine } from './engine.ts';
import { asFailure, CommandFailure } from './failure.ts';
import { type Doc, encode, isDoc, toNumber } from './values.ts';
import type { Request } from './wire.ts';

/** Answers one command: a document, or BSON that is ready to go. */
export type Command = (engine: Engine, request: Request) => Doc | Buffer | Promise<Doc | Buffer>;

const commands = new Map<string, Command>(
  Object.entries({
    ...handshakeCommands,
    ...readingCommands,
    ...aggregateCommands,
    ...writingCommands,
    ...findAndModifyCommands,
    ...indexCommands,
    ...collectionCommands,
  }),
);

/** Runs a command; a failure of any kind becomes its answer. */
export async function answer(engine: Engine, request: Request): Promise<Buffer> {
  try {
    const [name = ''] = Object.keys(request.command);
    const command = commands.get(name);
    if (!command) throw new CommandFailure('CommandNotFound', `no such command: '${name}'`);
    refuseUnsupported(request.command);
    const reply = await command(engine, request);
    if (asksForJournal(request.command)) await engine.store.flushed();
    return Buffer.isBuffer(reply) ? reply : encode(reply);
  } catch (error) {
    return encode(failureReply(error));
  }
}

/** `j: true` waits for the disk, as in MongoDB; otherwise a power cut, though not a kill, may take the last moments. */
function asksForJournal({ writeConcern }: Doc): boolean {
  return isDoc(writeConcern) && writeConcern.j === true;
}

function failureReply(error: unknown): Doc {
  const { code, codeName, message, details } = asFailure(error);
  return { ok: 0, errmsg: message, code, codeName, ...details };
}

/** What a standalone MongoDB refuses, and what this one leaves out. */
function refuseUnsupported({ txnNumber, startTransaction, collation, writeConcern, readConcern }: Doc): void {
  if (txnNumber !== undefined || startTransaction !== undefined) {
    const message = 'Transaction numbers are only allowed on a replica set member or mongos';
    throw new CommandFailure('IllegalOperation', message);
  }
  if (isDoc(collation) && collation.locale !== undefined && collation.locale !== 'simple') {
    throw new CommandFailure('CommandNotSupported', 'collations other than simple are not supported');
  }
  const w = isDoc(writeConcern) ? writeConcern.w : undefined;
  if (w !== undefined && typeof w !== 'string' && toNumber(w) > 1) {
    throw new CommandFailure('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  }
  const level = isDoc(readConcern) ? readConcern.level : undefined;
  if (level === 'snapshot' || level === 'linearizable') {
    throw new CommandFailure('NotAReplicaSet', `readConcern ${level} needs a replica set`);
  }
}
