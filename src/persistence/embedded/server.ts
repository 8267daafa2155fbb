import net from 'node:net';
import { answer } from './commands.ts';
import type { Engine } from './engine.ts';
import { FrameReader } from './frames.ts';
import { readRequest, writeReply } from './wire.ts';

export interface Server {
  port: number;
  close(): Promise<void>;
}

/** Listens on loopback; rejects with the system's error if the port is taken. */
export async function listen(engine: Engine, port: number): Promise<Server> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(engine, socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as net.AddressInfo;
  return {
    port: address.port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** Answers a connection's requests in their order. A frame that breaks the protocol ends the connection, nothing else. */
function serve(engine: Engine, socket: net.Socket): void {
  const reader = new FrameReader();
  let queue = Promise.resolve();
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    try {
      for (const frame of reader.push(chunk)) queue = queue.then(() => respond(engine, socket, frame));
    } catch {
      socket.destroy();
    }
  });
}

async function respond(engine: Engine, socket: net.Socket, frame: Buffer): Promise<void> {
  if (socket.destroyed) return;
  try {
    const request = readRequest(frame);
    const reply = await answer(engine, request);
    if (request.wantsReply && !socket.destroyed) socket.write(writeReply(request, reply));
  } catch {
    socket.destroy();
  }
}
