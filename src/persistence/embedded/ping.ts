import net from 'node:net';
import type { Address } from './address.ts';
import { FrameReader } from './frames.ts';
import { encode } from './values.ts';
import { readRequest, writeRequest } from './wire.ts';

const PING_TIMEOUT_MS = 2_000;

/** Whether a database answers at this address. */
export function answersPing({ uri }: Address): Promise<boolean> {
  const { hostname, port } = new URL(uri);
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port: Number(port), timeout: PING_TIMEOUT_MS });
    const reader = new FrameReader();
    const finish = (isAnswer: boolean) => {
      socket.destroy();
      resolve(isAnswer);
    };
    socket.on('connect', () => socket.write(writeRequest(1, encode({ ping: 1, $db: 'admin' }))));
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const frame of reader.push(chunk)) finish(Number(readRequest(frame).command.ok) === 1);
      } catch {
        finish(false);
      }
    });
    socket.on('timeout', () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
  });
}
