import mongoose from 'mongoose';
import { type GuardOptions, tenantGuard } from '../../src/persistence/tenant-guard.ts';
import { faultOf, type GuardOf, type Sent, shapeOf } from './command-rules.ts';

const listeners = new Set<(sent: Sent) => void>();
const unbound: string[] = [];
let isWatching = false;

/**
 * Looks at every command of every connection that mongoose opens in this process from now on: those of the servers under test. Tests
 * that write rows by hand have clients of their own, which are not looked at.
 */
export function watchConnections(): void {
  if (isWatching) return;
  isWatching = true;
  const connect = mongoose.createConnection.bind(mongoose);
  mongoose.createConnection = ((uri: string, options?: mongoose.ConnectOptions) => {
    const connection = connect(uri, { ...options, monitorCommands: true });
    const guardOf = guardsOf(connection);
    connection.getClient().on('commandStarted', ({ commandName: name, command }) => {
      const collection = String(name === 'getMore' ? command.collection : command[name]);
      look({ name, collection, command }, guardOf);
    });
    return connection;
  }) as typeof mongoose.createConnection;
}

function look(sent: Sent, guardOf: GuardOf): void {
  for (const listener of listeners) listener(sent);
  const fault = faultOf(sent, guardOf);
  if (!fault) return;
  const { lsid, $db, writeConcern, ...command } = sent.command;
  unbound.push(`${fault}: ${sent.collection} ${JSON.stringify(shapeOf(command))}`);
}

/** Tenants' collections are those whose model carries the guard. */
function guardsOf(connection: mongoose.Connection): GuardOf {
  const known = new Map<string, GuardOptions | null>();
  let models = 0;
  return (collection) => {
    const all = Object.values(connection.models);
    if (all.length !== models) {
      models = all.length;
      for (const model of all) known.set(model.collection.collectionName, guardOn(model.schema));
    }
    return known.get(collection) ?? null;
  };
}

/** How the guard stands on a schema; null: it does not. */
export function guardOn(schema: mongoose.Schema): GuardOptions | null {
  const { plugins } = schema as unknown as { plugins: { fn: unknown; opts?: GuardOptions }[] };
  const found = plugins.find(({ fn }) => fn === tenantGuard);
  return found ? (found.opts ?? {}) : null;
}

/** Hears every command from now on; the function that comes back ends it. */
export function onCommand(listener: (sent: Sent) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What was sent since the last call without being bound to one tenant, with types in place of values. */
export function takeUnbound(): string[] {
  return unbound.splice(0);
}

export function failOnUnbound(): void {
  const found = takeUnbound();
  if (found.length === 0) return;
  throw new Error(`Commands that are not bound to one tenant:\n${found.join('\n')}`);
}
