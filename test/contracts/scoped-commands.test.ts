import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemJobs } from '../../src/persistence/tenant-guard.ts';
import { type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, reply } from '../support/chat.ts';
import { onCommand } from '../support/command-monitor.ts';
import { type Command, ownerOf, partsOf, platform, type Sent } from '../support/command-rules.ts';
import { freshDatabase } from '../support/database.ts';
import { ask, get } from '../support/graphql.ts';
import {
  logOut,
  member,
  refresh,
  removeMutation,
  resetLink,
  resetMutation,
  roleMutation,
  signIn,
  usersQuery,
} from '../support/people.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('scoped-commands');
const tenantCollections = [
  'users',
  'estimations',
  'conversations',
  'messages',
  'widget_sessions',
  'reference_classes',
  'audit',
];
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

const seen: Sent[] = [];
let stopWatching: () => void;
let server: Started;
let tenantIds: string[];

beforeAll(async () => {
  stopWatching = onCommand((sent) => seen.push(sent));
  server = await start({ MONGODB_URI: database.uri }, { durations: { reaperIntervalMs: 20, replyLogMs: 1 } });
  const company = await tenant(server);
  const neighbour = await tenant(server);
  tenantIds = [company.tenantId, neighbour.tenantId];
  await wholeVisit(company);
  await staffAtWork(company);
  await peopleComeAndGo(company);
  await neighbourLooks(neighbour, await visitor(server, company));
  const reaped = () => seen.some(({ command }) => command.comment === 'system:reaper');
  await vi.waitFor(() => expect(reaped()).toBe(true));
});
afterAll(async () => {
  await server.close();
  stopWatching();
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

async function peopleComeAndGo(company: TenantActor): Promise<void> {
  const person = await member(server, company, 'ADMIN');
  const variables = { userId: person.userId, role: 'STANDARD' };
  await get(server, roleMutation, { token: company.token, variables });
  await get(server, usersQuery, { token: company.token });
  const link = await resetLink(server, person.email);
  const newPassword = 'another long phrase with 77 words';
  await get(server, resetMutation, { variables: { token: link, newPassword } });
  const session = await signIn(server, { ...person, password: newPassword });
  await logOut(server, (await refresh(server, session.refreshToken)).refreshToken);
  await get(server, removeMutation, { token: company.token, variables });
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

describe('the commands of a whole day', () => {
  it('reach every collection', () => {
    const collections = new Set(seen.map(({ collection }) => collection));
    expect([...collections]).toEqual(
      expect.arrayContaining([...tenantCollections, 'tenants', 'credentials']),
    );
    expect(seen.length).toBeGreaterThan(100);
  });

  it('on tenants’ collections name one of those who were there, or the job of the system that they are', () => {
    const onTenants = seen.filter(({ collection }) => tenantCollections.includes(collection));
    const bound = onTenants.flatMap((sent) => {
      if (systemJobs.some((job) => job === sent.command.comment)) return [];
      const sharesPlatform = sent.collection === 'reference_classes';
      return (partsOf(sent) ?? []).map(({ tenantId }) => ownerOf(tenantId, sharesPlatform));
    });
    expect(bound.length).toBeGreaterThan(50);
    expect(new Set(bound)).toEqual(new Set(tenantIds));
    expect(bound).not.toContain(platform);
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

  it('look global rows up by their key, or by the tenant and user whose they are, but for jobs of the system', () => {
    const parts = seen
      .filter(({ collection, name }) => isGlobal(collection) && name !== 'insert')
      .filter(({ command }) => !systemJobs.some((job) => job === command.comment))
      .flatMap((sent) => partsOf(sent) ?? []);
    for (const part of parts) {
      const isByKey = '_id' in part || Object.keys(part).join() === 'kind,email';
      const owner = ownerOf(part.tenantId, false);
      expect(isByKey || ('kind' in part && tenantIds.includes(owner ?? '')), JSON.stringify(part)).toBe(true);
    }
    // Equality, a list that the code writes, and whether something is there: nothing that looks through rows.
    const conditions = parts.flatMap((part) => Object.values(part) as Command[]);
    const operators = new Set(conditions.flatMap((condition) => Object.keys(condition)));
    expect([...operators].sort()).toEqual(['$eq', '$exists', '$in']);
  });
});

const isGlobal = (collection: string) => ['credentials', 'tenants'].includes(collection);
