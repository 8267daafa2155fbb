import type { Command } from '../commands.ts';
import { MAX_MESSAGE_BYTES } from '../frames.ts';
import { MAX_DOCUMENT_BYTES } from '../records.ts';
import type { Doc } from '../values.ts';

/** The version this server answers like: MongoDB 7.0, standalone. */
const VERSION = { text: '7.0.0', wire: 21 };
const MAX_BATCH = 100_000;

let connections = 0;

/** Offers no sessions (no logicalSessionTimeoutMinutes): drivers then spare themselves one per command. */
const hello: Command = (_engine, { command }) => ({
  ...('hello' in command ? { isWritablePrimary: true } : { ismaster: true }),
  helloOk: true,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  maxMessageSizeBytes: MAX_MESSAGE_BYTES,
  maxWriteBatchSize: MAX_BATCH,
  localTime: new Date(),
  connectionId: ++connections,
  minWireVersion: 0,
  maxWireVersion: VERSION.wire,
  readOnly: false,
  ok: 1,
});

const ok: Command = () => ({ ok: 1 });

const buildInfo: Command = () => ({
  version: VERSION.text,
  versionArray: [...VERSION.text.split('.').map(Number), 0],
  gitVersion: 'efofx',
  modules: [],
  storageEngines: ['lmdb'],
  bits: 64,
  debug: false,
  maxBsonObjectSize: MAX_DOCUMENT_BYTES,
  ok: 1,
});

const parameters: Doc = { featureCompatibilityVersion: { version: '7.0' }, authenticationMechanisms: [] };

const getParameter: Command = (_engine, { command }) => {
  const isAll = command.getParameter === '*';
  const wanted = Object.entries(parameters).filter(([name]) => isAll || name in command);
  return { ...Object.fromEntries(wanted), ok: 1 };
};

const connectionStatus: Command = () => ({
  authInfo: { authenticatedUsers: [], authenticatedUserRoles: [], authenticatedUserPrivileges: [] },
  ok: 1,
});

export const handshakeCommands: Record<string, Command> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: ok,
  endSessions: ok,
  buildInfo,
  buildinfo: buildInfo,
  getParameter,
  connectionStatus,
};
