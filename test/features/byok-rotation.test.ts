import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentTypes } from '../../src/document-types.ts';
import { durations } from '../../src/durations.ts';
import { openaiModel } from '../../src/llm/openai.ts';
import { scriptedModel } from '../../src/llm/scripted.ts';
import { modelTiming } from '../../src/llm/timing.ts';
import { connectMongo } from '../../src/persistence/mongo.ts';
import { Secret } from '../../src/security/secret.ts';
import { createVault } from '../../src/security/vault.ts';
import { OpenaiKeysService } from '../../src/tenant/openai-keys.service.ts';
import { TenantDirectory } from '../../src/tenant/tenant-directory.ts';
import { logIn, type Rows, type TenantActor, tenant, visitor } from '../support/actors.ts';
import { reply, sendMutation } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { refused } from '../support/graphql.ts';
import { type ModelServer, startModel } from '../support/model.ts';
import { change, tenantRow } from '../support/settings.ts';
import { type Started, start } from '../support/start.ts';

const database = freshDatabase('byok-rotation');
const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';
const masterKey = (kid: string) => `${kid}:${randomBytes(32).toString('base64')}`;
const [older, newer, newest] = [masterKey('older'), masterKey('newer'), masterKey('newest')];

let model: ModelServer;
let running: Started | null = null;

beforeAll(async () => {
  model = await startModel({ reply: () => 'Lovely.' });
});
beforeEach(() => model.answerAll(null));
afterEach(async () => {
  await running?.close();
  running = null;
});
afterAll(() => model.close());

/** The product with these master keys, on the same database as before. */
async function startWith(...masterKeys: string[]): Promise<Started> {
  await running?.close();
  running = await start({
    ...{ MONGODB_URI: database.uri, LLM: 'openai', OPENAI_BASE_URL: model.baseUrl },
    EFOFX_MASTER_KEYS: masterKeys.join(),
  });
  return running;
}

async function ownersWithKeys(server: Started, count: number): Promise<TenantActor[]> {
  const owners = await Promise.all(Array.from({ length: count }, () => tenant(server, 'PRO')));
  for (const owner of owners) await change(server, owner, { openaiApiKey: keyOf(owner) });
  return owners;
}

const keyOf = ({ tenantId }: { tenantId: string }) => `sk-of-${tenantId}`;
const keyIdsInUse = () => database.db.collection<Rows>('tenants').distinct('openaiKey.keyId');
const untilUnder = (kid: string) => expect.poll(keyIdsInUse).toEqual([kid]);

async function talksOnItsOwn(server: Started, owner: TenantActor): Promise<void> {
  model.requests.length = 0;
  await reply(server, await visitor(server, owner), project);
  const used = new Set(model.requests.map(({ authorization }) => authorization));
  expect([...used]).toEqual([`Bearer ${keyOf(owner)}`]);
}

describe('a new master key', () => {
  it('takes over at the next start, in the background; then the older one can be dropped', async () => {
    const owners = await ownersWithKeys(await startWith(older), 3);
    const [first] = owners;
    if (!first) throw new Error('nobody');
    const before = await tenantRow(database.db, first);

    const rotating = await startWith(newer, older);
    for (const owner of owners) await talksOnItsOwn(rotating, owner);
    await untilUnder('newer');
    await expect
      .poll(() => rotating.log.some((line) => line.includes('brought under the current master key')))
      .toBe(true);
    const after = await tenantRow(database.db, first);
    const { keyId, dataKey, ...rest } = after.openaiKey as Record<string, unknown>;
    expect(before.openaiKey).toMatchObject(rest);
    expect(after.updatedAt).toEqual(before.updatedAt);
    const late = await tenant(rotating, 'PRO');
    await change(rotating, late, { openaiApiKey: keyOf(late) });

    const rotated = await startWith(newer);
    for (const owner of [...owners, late]) await talksOnItsOwn(rotated, owner);
    expect(rotated.log.join('')).not.toContain('cannot be opened');
  });

  it('that comes without the older one leaves keys closed, and told of, until they are set again', async () => {
    const [owner] = await ownersWithKeys(await startWith(newer), 1);
    if (!owner) throw new Error('nobody');
    const server = await startWith(newest);
    await expect
      .poll(() => server.log.join(''))
      .toContain(`key of tenant ${owner.tenantId} cannot be opened`);
    const guest = await visitor(server, owner);
    const input = { sessionId: guest.sessionId, message: project };
    await refused(server, sendMutation, 'LLM_KEY_INVALID', { token: guest.token, variables: { input } });
    await change(server, { token: await logIn(server, owner) }, { openaiApiKey: keyOf(owner) });
    await talksOnItsOwn(server, owner);
    expect(server.log.join('')).not.toContain(keyOf(owner));
  });
});

describe('re-wrapping', () => {
  async function keysUnder(...masterKeys: string[]) {
    const connected = await connectMongo(database.uri, documentTypes);
    const faults: unknown[] = [];
    const service = new OpenaiKeysService({
      database: connected,
      directory: new TenantDirectory(connected, 1),
      vault: createVault(masterKeys.join()),
      openai: openaiModel({ model: 'm', baseUrl: model.baseUrl, timing: modelTiming }),
      scripted: scriptedModel({ msPerWord: 1, maxMs: 1 }),
      durations,
      onFault: (fault) => faults.push(fault),
    });
    return { service, faults, close: () => connected.close() };
  }

  const forever = () => new AbortController().signal;

  it('by several at once does each key once, and a second time nothing', async () => {
    await database.db.collection('tenants').deleteMany({});
    await ownersWithKeys(await startWith(older), 5);
    const both = [await keysUnder(newer, older), await keysUnder(newer, older)];
    const counts = await Promise.all(both.map(({ service }) => service.rewrapAll(forever())));
    expect(counts.reduce((sum, count) => sum + count)).toBe(5);
    expect(await keyIdsInUse()).toEqual(['newer']);
    const rows = await database.db.collection('tenants').find().toArray();
    for (const { service } of both) expect(await service.rewrapAll(forever())).toBe(0);
    expect(await database.db.collection('tenants').find().toArray()).toEqual(rows);
    await Promise.all(both.map(({ close }) => close()));
  });

  it('goes through many, past those that nothing opens', async () => {
    await database.db.collection('tenants').deleteMany({});
    const [owner] = await ownersWithKeys(await startWith(older), 1);
    if (!owner) throw new Error('nobody');
    const template = await tenantRow(database.db, owner);
    const old = createVault(older);
    const copies = Array.from({ length: 250 }, (_, n) => {
      const tenantId = `copy-${String(n).padStart(3, '0')}`;
      // Every fiftieth has a key that was sealed for another.
      const context = { purpose: 'openai-key', tenantId: n % 50 === 0 ? 'another' : tenantId };
      const sealed = old.seal(context, new Secret(keyOf({ tenantId })));
      return {
        ...template,
        _id: tenantId,
        openaiKey: { lastFour: '0000', validatedAt: new Date(), ...sealed },
      };
    });
    await database.db.collection<Rows>('tenants').insertMany(copies);
    const { service, faults, close } = await keysUnder(newer, older);
    expect(await service.rewrapAll(forever())).toBe(246);
    expect(faults).toHaveLength(5);
    const left = database.db.collection('tenants').find({ 'openaiKey.keyId': 'older' });
    expect(await left.toArray()).toHaveLength(5);
    await close();
  });

  it('ends early when told to, and goes on where it stopped', async () => {
    await database.db.collection('tenants').deleteMany({});
    await ownersWithKeys(await startWith(older), 2);
    const { service, close } = await keysUnder(newer, older);
    expect(await service.rewrapAll(AbortSignal.abort())).toBe(0);
    expect(await keyIdsInUse()).toEqual(['older']);
    const task = service.rewrapTask();
    expect(task).toMatchObject({ name: 'rewrap-openai-keys', everyMs: 3_600_000 });
    await task.run(forever());
    expect(await keyIdsInUse()).toEqual(['newer']);
    await close();
  });

  it('does not put an older key back over one that is set meanwhile', async () => {
    await database.db.collection('tenants').deleteMany({});
    const server = await startWith(older);
    const [owner] = await ownersWithKeys(server, 1);
    if (!owner) throw new Error('nobody');
    const { service, close } = await keysUnder(newer, older);
    const rounds = Array.from({ length: 15 }, (_, n) => `${keyOf(owner)}-${n}`);
    for (const openaiApiKey of rounds)
      await Promise.all([change(server, owner, { openaiApiKey }), service.rewrapAll(forever())]);
    const rotated = await startWith(newer, older);
    model.requests.length = 0;
    await reply(rotated, await visitor(rotated, owner), project);
    expect(model.requests[0]?.authorization).toBe(`Bearer ${rounds.at(-1)}`);
    await close();
  });
});
