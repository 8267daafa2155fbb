import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { subscribe } from '../../client-widget/src/transport/graphql-socket.ts';

/** A socket at whose other end nobody may be any more: nothing but what the test says comes from it. */
class SilentSocket {
  static made: SilentSocket[] = [];
  sent: string[] = [];
  isClosed = false;
  onopen: (() => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  constructor() {
    SilentSocket.made.push(this);
  }
  send(data: string): void {
    this.sent.push((JSON.parse(data) as { type: string }).type);
  }
  close(): void {
    this.isClosed = true;
  }
  say(type: string): void {
    this.onmessage?.({ data: JSON.stringify({ type }) });
  }
}

const second = 1_000;

function follow() {
  const endings: unknown[] = [];
  const request = { url: 'ws://x', token: 't', query: 'subscription { x }', variables: {} };
  subscribe(request, {
    connected: () => undefined,
    next: () => undefined,
    ended: (reason) => endings.push(reason),
  });
  const socket = SilentSocket.made.at(-1);
  if (!socket) throw new Error('no socket');
  return { socket, endings };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', SilentSocket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a socket that has frozen', () => {
  it('is given up where it does not open, in time for a slow network', () => {
    const { socket, endings } = follow();
    vi.advanceTimersByTime(19 * second);
    expect([endings, socket.isClosed]).toEqual([[], false]);
    vi.advanceTimersByTime(2 * second);
    expect([endings, socket.isClosed]).toEqual([[0], true]);
  });

  it('is asked after ten seconds of silence, and given up after eight without an answer, once', () => {
    const { socket, endings } = follow();
    socket.onopen?.();
    socket.say('connection_ack');
    expect(socket.sent).toEqual(['connection_init', 'subscribe']);
    vi.advanceTimersByTime(11 * second);
    expect(socket.sent.at(-1)).toBe('ping');
    vi.advanceTimersByTime(8 * second);
    expect([endings, socket.isClosed]).toEqual([[0], true]);
    vi.advanceTimersByTime(60 * second);
    expect(endings).toHaveLength(1);
  });

  it('is none while it answers', () => {
    const { socket, endings } = follow();
    socket.onopen?.();
    socket.say('connection_ack');
    for (let minute = 0; minute < 10; minute += 1) {
      vi.advanceTimersByTime(11 * second);
      socket.say('pong');
    }
    expect([endings, socket.isClosed]).toEqual([[], false]);
    expect(socket.sent.filter((type) => type === 'ping')).toHaveLength(10);
  });
});
