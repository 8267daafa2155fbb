import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Connection } from 'mongodb/lib/cmap/connection.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../../src/persistence/driver-connection.ts';

let listener: Server;
let peer: Socket;
let connection: Connection;

beforeEach(async () => {
  listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const accepted = once(listener, 'connection') as Promise<[Socket]>;
  const { port } = listener.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  [peer] = await accepted;
  connection = new Connection(socket, { id: 1, generation: 0, hostAddress: { toString: () => 'a server' } });
});
afterEach(() => {
  connection.socket.destroy();
  peer.destroy();
  listener.close();
});

const ping = () => connection.command({ db: 'admin' }, { ping: 1 });

describe('a command fails, as one of the network’s, that is written', () => {
  it('to a socket that is closed and has not said so yet', async () => {
    connection.socket.destroy();
    await expect(ping()).rejects.toMatchObject({ name: 'MongoNetworkError' });
  });

  it('in the moment in which the other side ends the connection', async () => {
    const written = new Promise((resolve, reject) => {
      // Two ticks after the end was read, Node ends its own side: what is written then is refused.
      const afterEnd = () => process.nextTick(() => process.nextTick(() => ping().then(resolve, reject)));
      connection.socket.once('end', afterEnd);
    });
    connection.socket.resume();
    peer.end();
    await expect(written).rejects.toMatchObject({
      name: 'MongoNetworkError',
      message: 'This socket has been ended by the other party',
    });
  });

  it('to one that takes no more, once its time is over', async () => {
    peer.pause();
    const large = { insert: 'rows', documents: [{ text: 'x'.repeat(15_000_000) }] };
    const sent = connection.command({ db: 'test' }, large, { socketTimeoutMS: 100 });
    await expect(sent).rejects.toMatchObject({ name: 'MongoNetworkTimeoutError' });
  });
});
