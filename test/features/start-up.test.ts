import { randomUUID } from 'node:crypto';
import { chmod, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { logIn, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, reply, say, textOf } from '../support/chat.ts';
import { get } from '../support/graphql.ts';
import {
  demoAccount,
  freshDataDir,
  type ServerProcess,
  startInVain,
  startProcess,
} from '../support/process.ts';

const project = 'I want to install a 15x30 pool with spa in my backyard in San Diego';

let dataDir: string;
let running: ServerProcess[];

beforeEach(async () => {
  dataDir = await freshDataDir();
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.kill('SIGKILL').catch(() => undefined)));
  await rm(dataDir, { recursive: true, force: true });
});

async function startHere(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await startProcess({ DATA_DIR: dataDir, ...env });
  running.push(server);
  return server;
}

async function stop(server: ServerProcess, signal: NodeJS.Signals): Promise<number | null> {
  running = running.filter((other) => other !== server);
  return server.kill(signal);
}

describe('a first start with no environment', () => {
  it('says in one line where it is and what it runs on, and shows the demo’s credentials once', async () => {
    const first = await startHere();
    expect(first.line).toMatchObject({
      database: 'embedded',
      events: 'memory',
      mail: 'outbox',
      llm: 'scripted',
    });
    expect(first.line.databaseUri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\//);
    const { email, password, apiKey, tenantId } = await demoAccount(dataDir);
    // The welcome comes right after the line.
    await vi.waitFor(() => {
      for (const shown of [`${first.url}/graphql`, `${first.url}/demo`, email, password, apiKey])
        expect(first.output()).toContain(shown);
    }, 5_000);
    for (const secret of ['demo.json', 'database.json', 'signing-key.pem', 'master-key'])
      expect((await stat(join(dataDir, secret))).mode & 0o777, secret).toBe(0o600);
    const token = await logIn(first, { email, password });
    const { viewer } = await get<{ viewer: object }>(first, '{ viewer { role tenant { id tier } } }', {
      token,
    });
    expect(viewer).toEqual({ role: 'ADMIN', tenant: { id: tenantId, tier: 'ENTERPRISE' } });

    expect(await stop(first, 'SIGTERM')).toBe(0);
    const second = await startHere();
    expect(second.output()).not.toContain(password);
    expect(second.output()).not.toContain(apiKey);
    expect((await get<{ viewer: object }>(second, '{ viewer { role } }', { token })).viewer).toEqual({
      role: 'ADMIN',
    });
    expect(await logIn(second, { email, password })).toBeTruthy();
  });
});

describe('a conversation', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)('is there again after %s', async (signal) => {
    const first = await startHere();
    const guest = await visitor(first, await demoAccount(dataDir));
    await reply(first, guest, project);
    const before = await history(first, guest);
    await stop(first, signal);

    const second = await startHere();
    expect(await history(second, guest)).toEqual(before);
    expect((await reply(second, guest, 'by next summer')).reply.status).toBe('COMPLETED');
    expect((await history(second, guest)).messages).toHaveLength(4);
  });

  it('killed in mid-reply keeps what was said as FAILED, and the retry completes the same turn', async () => {
    const first = await startHere();
    const guest = await visitor(first, await demoAccount(dataDir));
    const seen = await follow(first, guest, { sessionId: guest.sessionId });
    const id = randomUUID();
    const lost = say(first, guest, project, id).catch(() => null);
    await seen.until((events) => textOf(events).length > 120);
    await stop(first, 'SIGKILL');
    await lost;
    const heard = textOf(seen.events);
    await seen.cut();

    const second = await startHere();
    const [question, broken] = (await history(second, guest)).messages;
    expect(question).toMatchObject({ role: 'USER', content: project });
    expect(broken).toMatchObject({ role: 'ASSISTANT', status: 'FAILED' });
    expect(heard.startsWith(broken?.content ?? '?')).toBe(true);
    const resumed = await follow(second, guest, {
      sessionId: guest.sessionId,
      afterIndex: seen.events.at(-1)?.index ?? 0,
    });
    const [end] = await resumed.until(hasEnded);
    expect(end).toMatchObject({ __typename: 'ChatReplyFailed', retryable: true });

    const turn = await reply(second, guest, project, id);
    expect(turn.reply.status).toBe('COMPLETED');
    expect(turn.userMessage.id).toBe(question?.id);
    expect((await history(second, guest)).messages).toHaveLength(2);
    await resumed.cut();
  });
});

describe('a stop', () => {
  it('lets what was admitted end, stores it, and then goes', async () => {
    const server = await startHere();
    const guest = await visitor(server, await demoAccount(dataDir));
    const running = reply(server, guest, project);
    const seen = await follow(server, guest, { sessionId: guest.sessionId });
    await seen.until((events) => events.length > 0);
    const stopped = stop(server, 'SIGTERM');
    expect((await running).reply.status).toBe('COMPLETED');
    expect(await stopped).toBe(0);
    await seen.cut();
  });
});

describe('a start that cannot be', () => {
  it('names every fault of the environment at once, without the values', async () => {
    const { code, output } = await startInVain({
      DATA_DIR: dataDir,
      PORT: 'eighty',
      LLM: 'magic',
      SMTP_URL: 'smtp://user:hunter2@',
      EFOFX_MASTER_KEYS: 'hunter2',
    });
    expect(code).toBe(1);
    for (const name of ['PORT', 'LLM', 'SMTP_URL', 'EFOFX_MASTER_KEYS']) expect(output).toContain(name);
    expect(output).not.toContain('hunter2');
  });

  it('says so when Redis does not answer, without its password', async () => {
    const REDIS_URL = 'redis://:hunter2@127.0.0.1:1';
    const { code, output } = await startInVain({ DATA_DIR: dataDir, REDIS_URL });
    expect(code).toBe(1);
    expect(output.trim()).toBe('REDIS_URL: Redis does not answer there (ECONNREFUSED).');
  });

  it('refuses generated keys and the embedded database in production', async () => {
    const { code, output } = await startInVain({ DATA_DIR: dataDir, NODE_ENV: 'production' });
    expect(code).toBe(1);
    for (const name of ['MONGODB_URI', 'EFOFX_SIGNING_KEY', 'EFOFX_MASTER_KEYS'])
      expect(output).toContain(name);
  });

  it('says so when the port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { code, output } = await startInVain({ DATA_DIR: dataDir, PORT: port });
    holder.close();
    expect(code).toBe(1);
    expect(output).toContain(`port ${port}`);
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  it('says so when DATA_DIR cannot be used', async () => {
    const file = join(dataDir, 'a-file');
    await writeFile(file, '');
    await chmod(file, 0o400);
    const { code, output } = await startInVain({ DATA_DIR: join(file, 'below') });
    expect(code).toBe(1);
    expect(output).toContain('DATA_DIR');
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  it('says so when another server runs on the same folder', async () => {
    await startHere();
    const { code, output } = await startInVain({ DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(output).toContain('DATA_DIR');
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  it('says so when the database does not answer', async () => {
    const { code, output } = await startInVain({
      DATA_DIR: dataDir,
      MONGODB_URI: 'mongodb://127.0.0.1:1/efofx',
    });
    expect(code).toBe(1);
    expect(output).toContain('MONGODB_URI');
    expect(output.trim().split('\n')).toHaveLength(1);
  });
});
