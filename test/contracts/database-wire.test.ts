import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { crc32c } from '../../src/persistence/embedded/crc32c.ts';
import type { EmbeddedDatabase } from '../../src/persistence/embedded/embedded.ts';
import { type Doc, decode, encode } from '../../src/persistence/embedded/values.ts';
import { openBuiltDatabase } from '../support/database.ts';

const OP_MSG = 2013;
const OP_QUERY = 2004;
let dataDir: string;
let embedded: EmbeddedDatabase;
const sockets: net.Socket[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'efofx-wire-'));
  embedded = await openBuiltDatabase({ dataDir, port: 0 });
});

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

afterAll(async () => {
  await embedded.close();
  await rm(dataDir, { recursive: true, force: true });
});

function frame(operation: number, ...parts: Buffer[]): Buffer {
  const head = Buffer.alloc(16);
  const body = Buffer.concat(parts);
  head.writeInt32LE(16 + body.length, 0);
  head.writeInt32LE(7, 4);
  head.writeInt32LE(operation, 12);
  return Buffer.concat([head, body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function message(command: Doc, flags = 0, ...sections: Buffer[]): Buffer {
  return frame(OP_MSG, int32(flags), Buffer.from([0]), encode(command), ...sections);
}

function sequence(name: string, docs: readonly Doc[]): Buffer {
  const body = Buffer.concat([Buffer.from(`${name}\u0000`), ...docs.map(encode)]);
  return Buffer.concat([Buffer.from([1]), int32(body.length + 4), body]);
}

async function connect(): Promise<net.Socket> {
  const socket = net.connect(Number(new URL(embedded.uri).port), '127.0.0.1');
  sockets.push(socket);
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}

/** The next reply: its operation, what it answers and its document. */
async function reply(socket: net.Socket): Promise<{ operation: number; to: number; doc: Doc }> {
  let bytes = Buffer.alloc(0);
  while (bytes.length < 16 || bytes.length < bytes.readInt32LE(0)) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    bytes = Buffer.concat([bytes, chunk]);
  }
  const operation = bytes.readInt32LE(12);
  return {
    operation,
    to: bytes.readInt32LE(8),
    doc: decode(bytes.subarray(operation === 1 ? 36 : 21, bytes.readInt32LE(0))),
  };
}

async function ask(socket: net.Socket, bytes: Buffer) {
  const answered = reply(socket);
  socket.write(bytes);
  return await answered;
}

async function expectAlive(): Promise<void> {
  const { doc } = await ask(await connect(), message({ ping: 1, $db: 'admin' }));
  expect(Number(doc.ok)).toBe(1);
}

describe('frames', () => {
  it('of the old handshake are answered in kind', async () => {
    const query = frame(
      OP_QUERY,
      int32(0),
      Buffer.from('admin.$cmd\u0000'),
      int32(0),
      int32(-1),
      encode({ isMaster: 1, helloOk: true }),
    );
    const { operation, to, doc } = await ask(await connect(), query);
    expect({ operation, to, ok: Number(doc.ok), helloOk: doc.helloOk }).toEqual({
      operation: 1,
      to: 7,
      ok: 1,
      helloOk: true,
    });
  });

  it('may come in pieces or several at once', async () => {
    const socket = await connect();
    const ping = message({ ping: 1, $db: 'admin' });
    const answered = reply(socket);
    for (const byte of ping) socket.write(Buffer.from([byte]));
    expect((await answered).to).toBe(7);
    let replies = 0;
    socket.on('data', (chunk: Buffer) => {
      for (let at = 0; at < chunk.length; at += chunk.readInt32LE(at)) replies++;
    });
    socket.write(Buffer.concat([ping, ping, ping]));
    await expect.poll(() => replies).toBe(3);
  });

  it('may carry documents beside the command and a checksum', async () => {
    const insert = message({ insert: 'c', $db: 'wire' }, 1, sequence('documents', [{ _id: 1 }, { n: 2 }]));
    insert.writeInt32LE(insert.length + 4, 0);
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32c(insert));
    const { doc } = await ask(await connect(), Buffer.concat([insert, sum]));
    expect(Number(doc.n)).toBe(2);
  });

  it('that want no answer get none, but are carried out', async () => {
    const socket = await connect();
    socket.write(message({ insert: 'quiet', documents: [{ _id: 1 }], $db: 'wire' }, 2));
    const { doc } = await ask(socket, message({ count: 'quiet', $db: 'wire' }));
    expect(Number(doc.n)).toBe(1);
  });
});

describe('malformed frames end the connection, and the server goes on', () => {
  const ping = message({ ping: 1, $db: 'admin' });
  const altered = (at: number, value: number) => {
    const bytes = Buffer.from(ping);
    bytes.writeInt32LE(value, at);
    return bytes;
  };
  const cases: [string, Buffer][] = [
    ['a length below the header', altered(0, 3)],
    ['a negative length', altered(0, -1)],
    ['a length beyond 48 MB', altered(0, 48_000_001)],
    ['an unknown operation', altered(12, 9_999)],
    ['a compressed message', altered(12, 2_012)],
    ['an unknown flag', altered(16, 4)],
    ['a wrong checksum', Buffer.concat([altered(16, 1)])],
    ['a document longer than the frame', altered(21, 1_000)],
    [
      'an unknown element type',
      frame(OP_MSG, int32(0), Buffer.from([0]), Buffer.from([8, 0, 0, 0, 0x77, 97, 0, 0])),
    ],
    ['an unknown section', frame(OP_MSG, int32(0), Buffer.from([5]), encode({ ping: 1 }))],
    ['no section at all', frame(OP_MSG, int32(0))],
    [
      'two commands',
      frame(OP_MSG, int32(0), Buffer.from([0]), encode({ ping: 1 }), Buffer.from([0]), encode({ ping: 1 })),
    ],
    [
      'a sequence without an end',
      frame(OP_MSG, int32(0), Buffer.from([0]), encode({ insert: 'c' }), Buffer.from([1]), int32(500)),
    ],
    ['text', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
    ['nothing but zeros', Buffer.alloc(64)],
  ];

  it.each(cases)('%s', async (_title, bytes) => {
    const socket = await connect();
    // However it ends: a server that leaves something unread resets the connection.
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.write(bytes);
    await closed;
    await expectAlive();
  });

  it('random bytes', async () => {
    for (let round = 0; round < 50; round++) {
      const socket = await connect();
      const bytes = Buffer.from(ping);
      for (let i = 0; i < 4; i++)
        bytes[Math.floor(Math.random() * bytes.length)] = Math.floor(Math.random() * 256);
      socket.end(bytes);
    }
    await expectAlive();
  });

  it('a connection cut in the middle of a frame', async () => {
    const socket = await connect();
    socket.write(ping.subarray(0, 20));
    socket.destroy();
    await expectAlive();
  });
});
