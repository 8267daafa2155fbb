import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemJobs } from '../../src/persistence/tenant-guard.ts';
import { type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, reply } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get } from '../support/graphql.ts';
import { type Started, start } from '../support/start.ts';

type Command = Record<string, unknown>;
interface Seen {
  name: string;
  collection: string;
  command: Command;
}

const database = freshDatabase('scoped-commands');
const tenantCollections = [
  'users',
  'estimations',
  'conversations',
  'messages',
  'widget_sessions',
  'reference_classes',
];
/** They carry no filter: what they continue was looked at when it began, and indexes hold no rows. */
const withoutFilter = new Set(['getMore', 'killCursors', 'createIndexes', 'create']);
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

const seen: Seen[] = [];
let server: Started;
let tenantIds: string[];

/** Every command of the servers' connections, as the driver sends it. */
function watchCommands(): void {
  const connect = mongoose.createConnection.bind(mongoose);
  vi.spyOn(mongoose, 'createConnection').mockImplementation(((
    uri: string,
    options: mongoose.ConnectOptions,
  ) => {
    const connection = connect(uri, { ...options, monitorCommands: true });
    connection.getClient().on('commandStarted', ({ commandName: name, command }) => {
      const collection: unknown = name === 'getMore' ? command.collection : command[name];
      seen.push({ name, collection: String(collection), command });
    });
    return connection;
  }) as typeof mongoose.createConnection);
}

beforeAll(async () => {
  watchCommands();
  server = await start({ MONGODB_URI: database.uri }, { durations: { reaperIntervalMs: 20, replyLogMs: 1 } });
  const company = await tenant(server);
  const neighbour = await tenant(server);
  tenantIds = [company.tenantId, neighbour.tenantId];
  await wholeVisit(company);
  await staffAtWork(company);
  await neighbourLooks(neighbour, await visitor(server, company));
  const reaped = () => seen.some(({ command }) => command.comment === 'system:reaper');
  await vi.waitFor(() => expect(reaped()).toBe(true));
});
afterAll(async () => {
  await server.close();
  vi.restoreAllMocks();
});

async function wholeVisit(company: TenantActor): Promise<void> {
  const guest = await visitor(server, company);
  const { token, sessionId } = guest;
  const watching = await follow(server, guest, { sessionId });
  await reply(server, guest, project, crypto.randomUUID());
  await watching.until(hasEnded);
  await watching.cut();
  const late = await follow(server, guest, { sessionId, afterIndex: 0 });
  await late.until(hasEnded);
  await late.cut();
  await history(server, guest);
  await get(
    server,
    'mutation ($input: CustomerInfoInput!) { captureCustomerInfo(input: $input) { sessionId } }',
    {
      token,
      variables: { input: { email: 'ana@example.com' } },
    },
  );
  const session = { token, variables: { sessionId } };
  await get(
    server,
    'mutation ($sessionId: UUID!) { estimateFromChat(sessionId: $sessionId) { id } }',
    session,
  );
  await get(server, 'mutation ($sessionId: UUID!) { cancelChatReply(sessionId: $sessionId) }', session);
  await get(server, 'query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { id } }', session);
  await get(server, '{ viewer { widgetSession { customerInfo { email } } } }', { token });
  const input = { description: project };
  await get(
    server,
    'mutation ($input: WidgetEstimateInput!) { widgetEstimate(input: $input) { revision } }',
    {
      token,
      variables: { input },
    },
  );
}

async function staffAtWork({ token }: TenantActor): Promise<void> {
  await get(server, 'mutation ($input: StartEstimateInput!) { startEstimate(input: $input) { id } }', {
    token,
    variables: { input: { description: project } },
  });
  const opened = await reply(server, { token }, project);
  await reply(server, { token, sessionId: opened.sessionId }, 'and heated');
  await get(server, '{ viewer { user { id } tenant { id } } tenant { name } rateLimit { remaining } }', {
    token,
  });
  const { estimations } = await get<{ estimations: { pageInfo: { endCursor: string } } }>(
    server,
    '{ estimations(first: 1, filter: { status: COMPLETED, from: "2020-01-01T00:00:00Z" }) { totalCount pageInfo { endCursor } } }',
    { token },
  );
  const variables = { after: estimations.pageInfo.endCursor };
  await get(server, 'query ($after: String) { estimations(after: $after) { totalCount } }', {
    token,
    variables,
  });
  const { referenceClasses } = await get<{ referenceClasses: { edges: { node: { id: string } }[] } }>(
    server,
    '{ referenceClasses(first: 1, filter: { search: "pool", isPlatform: true }) { edges { node { id } } } matchReferenceClasses(description: "a pool") { confidence } }',
    { token },
  );
  const id = referenceClasses.edges[0]?.node.id;
  await get(server, 'query ($id: ID!) { referenceClass(id: $id) { id } }', { token, variables: { id } });
}

async function neighbourLooks({ token }: TenantActor, { sessionId }: Visitor): Promise<void> {
  const variables = { sessionId };
  await ask(server, 'query ($sessionId: UUID!) { estimation(sessionId: $sessionId) { id } }', {
    token,
    variables,
  });
  await ask(server, 'query ($sessionId: UUID!) { chatHistory(sessionId: $sessionId) { sessionId } }', {
    token,
    variables,
  });
}

/** The filters or documents that a command applies to its collection, each of which must name the tenant. */
function partsOf({ name, command }: Seen): Command[] {
  const lists: Record<string, () => unknown> = {
    insert: () => command.documents,
    update: () => (command.updates as Command[]).map(({ q }) => q),
    delete: () => (command.deletes as Command[]).map(({ q }) => q),
    aggregate: () => [(command.pipeline as Command[])[0]?.$match ?? {}],
    find: () => [command.filter],
    findAndModify: () => [command.query],
  };
  const parts = lists[name]?.() as Command[] | undefined;
  if (!parts) throw new Error(`an unexpected command: ${name}`);
  return parts;
}

function isBound(part: Command, isShared: boolean): boolean {
  const { tenantId } = part;
  if (typeof tenantId === 'string') return tenantIds.includes(tenantId);
  const { $eq, $in, ...rest } = tenantId as Command;
  if (Object.keys(rest).length > 0) return false;
  if ($eq !== undefined) return $in === undefined && tenantIds.includes(String($eq));
  return (
    isShared &&
    Array.isArray($in) &&
    $in.length === 2 &&
    $in[0] === null &&
    tenantIds.includes(String($in[1]))
  );
}

describe('the commands of a whole day', () => {
  it('reach every collection', () => {
    const collections = new Set(seen.map(({ collection }) => collection));
    expect([...collections]).toEqual(
      expect.arrayContaining([...tenantCollections, 'tenants', 'credentials']),
    );
    expect(seen.length).toBeGreaterThan(100);
  });

  it('on tenants’ collections name one tenant each, or the job of the system that they are', () => {
    const onTenants = seen.filter(
      ({ collection, name }) => tenantCollections.includes(collection) && !withoutFilter.has(name),
    );
    expect(onTenants.length).toBeGreaterThan(50);
    const unbound = onTenants.filter((command) => {
      if (systemJobs.some((job) => job === command.command.comment)) return false;
      return !partsOf(command).every((part) => isBound(part, command.collection === 'reference_classes'));
    });
    expect(unbound).toEqual([]);
  });

  it('write shared rows for the system alone, and no row’s tenant again', () => {
    const writes = seen.filter(({ name }) => ['update', 'findAndModify'].includes(name));
    const shared = writes.filter(({ collection }) => collection === 'reference_classes');
    expect(new Set(shared.map(({ command }) => command.comment))).toEqual(new Set(['system:catalogue']));
    const changes = writes
      .filter(({ collection }) => collection !== 'reference_classes')
      .map(({ command }) =>
        JSON.stringify(command.update ?? (command.updates as Command[]).map(({ u }) => u)),
      );
    for (const change of changes) expect(change).not.toContain('"tenantId":');
  });

  it('look global rows up by their key alone', () => {
    const looked = seen.filter(
      ({ collection, name }) => ['credentials', 'tenants'].includes(collection) && name === 'find',
    );
    for (const { command } of looked) {
      const filter = command.filter as Command;
      expect(Object.keys(filter).join()).toMatch(/^(_id|kind,email)$/);
      for (const value of Object.values(filter)) expect(Object.keys(value as Command)).toEqual(['$eq']);
    }
  });
});
