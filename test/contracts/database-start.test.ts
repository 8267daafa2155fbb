import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBuiltDatabase } from '../support/database.ts';
import { startAlone } from './database/kill-rounds.ts';

let dataDir: string;
const opened: { close(): Promise<void> }[] = [];
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'efofx-start-'));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

async function open(options: { port?: number; patienceMs?: number; dataDir?: string } = {}) {
  const database = await openBuiltDatabase({ dataDir, port: 0, ...options });
  opened.push(database);
  return database;
}

async function expectAnswering(uri: string) {
  const client = new mongoose.mongo.MongoClient(uri, { serverSelectionTimeoutMS: 2_000 });
  expect(await client.db().command({ ping: 1 })).toMatchObject({ ok: 1 });
  await client.close();
}

describe('the store', () => {
  it('is served at the address that database.json names, for this user only', async () => {
    const { uri, owned } = await open();
    expect(owned).toBe(true);
    expect(uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/efofx\?directConnection=true$/);
    expect(JSON.parse(await readFile(join(dataDir, 'database.json'), 'utf8'))).toEqual({
      uri,
      pid: process.pid,
    });
    expect((await stat(join(dataDir, 'database.json'))).mode & 0o777).toBe(0o600);
    await expectAnswering(uri);
  });

  it('listens on loopback only', async () => {
    const { uri } = await open();
    const socket = net.connect({ host: '127.0.0.2', port: Number(new URL(uri).port) });
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => 'open'),
      once(socket, 'error').then(() => 'refused'),
    ]).catch(() => 'refused');
    socket.destroy();
    expect(outcome).toBe('refused');
  });

  it('that is open already is reached, not opened a second time', async () => {
    const first = await open();
    const second = await open();
    expect(second).toMatchObject({ uri: first.uri, owned: false });
    await second.close();
    await expectAnswering(first.uri);
  });

  it('can be opened again after it was closed, and the address is gone meanwhile', async () => {
    const first = await open();
    await first.close();
    expect(await readdir(dataDir)).not.toContain('database.json');
    expect((await open()).owned).toBe(true);
  });

  it('of a dead process is taken over', async () => {
    const alone = await startAlone(dataDir);
    children.push(alone.process);
    alone.process.kill('SIGKILL');
    await once(alone.process, 'exit');
    const { owned, uri } = await open();
    expect(owned).toBe(true);
    await expectAnswering(uri);
  });

  it('has one owner when several start at once, also over the lock of a dead one', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    await writeFile(join(dataDir, 'database.lock.4'), JSON.stringify({ pid: dead.pid, startedAt: null }));
    const started = await Promise.all(Array.from({ length: 4 }, () => startAlone(dataDir)));
    children.push(...started.map((one) => one.process));
    expect(new Set(started.map(({ uri }) => uri)).size).toBe(1);
    await expect.poll(() => started.filter(({ process: { exitCode } }) => exitCode === null)).toHaveLength(1);
  });

  it('is not taken from a process that only has the pid of a dead owner', async () => {
    await writeFile(join(dataDir, 'database.lock.1'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    expect((await open()).owned).toBe(true);
  });
});

describe('a start that cannot be', () => {
  it('tells who holds the folder and does not answer', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    children.push(holder);
    await writeFile(join(dataDir, 'database.lock.1'), JSON.stringify({ pid: holder.pid, startedAt: null }));
    const failed = open({ patienceMs: 100 });
    await expect(failed).rejects.toThrow(`The database in ${dataDir} is in use by process ${holder.pid}`);
  });

  it('tells which port is taken, and leaves the folder free', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    await expect(open({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
    other.close();
    expect((await open()).owned).toBe(true);
  });

  it('tells which folder cannot be used', async () => {
    const file = join(dataDir, 'file');
    await writeFile(file, '');
    await expect(open({ dataDir: join(file, 'inside') })).rejects.toThrow(
      `The data folder ${join(file, 'inside')} cannot be used`,
    );
    await mkdir(join(dataDir, 'broken', 'database', 'data.mdb'), { recursive: true });
    await expect(open({ dataDir: join(dataDir, 'broken') })).rejects.toThrow(
      /^The database in .*broken cannot be opened: [^\n]*$/,
    );
  });
});

describe('the database alone', () => {
  it('tells its address in one line of JSON and ends cleanly on SIGTERM', async () => {
    const { uri, process: child } = await startAlone(dataDir);
    children.push(child);
    await expectAnswering(uri);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await readdir(dataDir)).not.toContain('database.json');
  });
});
