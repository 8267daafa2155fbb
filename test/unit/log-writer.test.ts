import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Events, LogEntry } from '../../src/events/events.ts';
import { LogWriter } from '../../src/events/log-writer.ts';
import { memoryEvents } from '../../src/events/memory.ts';

interface Word extends LogEntry {
  text: string;
}

const log = { tenantId: 't', id: 'log' };
const bell = { tenantId: 't', id: 'bell' };
const word = (index: number): Word => ({ index, text: `word ${index}` });
const words = (count: number) => Array.from({ length: count }, (_, index) => word(index));

let events: Events;
let writer: LogWriter<Word>;
const onFault = vi.fn();

beforeEach(() => {
  onFault.mockClear();
  events = memoryEvents({ logTtlMs: 60_000 });
  writer = new LogWriter<Word>({ events, log, bell, onFault });
});

const say = (index: number, isEnd = false) => writer.append(word(index), isEnd);
const gone = () => Promise.reject(new Error('gone'));

describe('the writer of a log', () => {
  it('logs each entry and rings for it', async () => {
    const rings = vi.spyOn(events, 'ring');
    for (const index of [0, 1, 2]) await say(index);
    expect(await events.read(log, -1)).toEqual(words(3));
    expect(rings).toHaveBeenCalledTimes(3);
    expect(writer.lastIndex).toBe(2);
  });

  it('catches up on what it could not log, in order, told of it once', async () => {
    await say(0);
    const append = vi.spyOn(events, 'append').mockImplementation(gone);
    const rings = vi.spyOn(events, 'ring');
    for (const index of [1, 2, 3]) await say(index);
    expect(rings).not.toHaveBeenCalled();
    append.mockRestore();
    await say(4);
    expect(await events.read(log, -1)).toEqual(words(5));
    expect(onFault).toHaveBeenCalledTimes(1);
    expect(rings).toHaveBeenCalledTimes(1);
  });

  it('logs nothing twice that was logged unheard', async () => {
    const { append } = events;
    vi.spyOn(events, 'append').mockImplementationOnce(async (key, entries) => {
      await append(key, entries);
      return gone();
    });
    await say(0);
    await say(1);
    expect(await events.read(log, -1)).toEqual(words(2));
  });

  it('begins a new log where the first one has gone', async () => {
    await say(0);
    await say(1);
    const emptied = memoryEvents({ logTtlMs: 60_000 });
    events.append = emptied.append;
    events.read = emptied.read;
    await say(2);
    await say(3);
    expect(await emptied.read(log, -1)).toEqual(words(4));
  });

  it('adds nothing to a log that somebody else has ended', async () => {
    await say(0);
    const end = { index: 1, text: 'interrupted' };
    await events.append(log, [end]);
    for (const index of [1, 2, 3]) await say(index);
    expect(await events.read(log, -1)).toEqual([word(0), end]);
  });

  it('rings for the end even where it cannot be logged', async () => {
    vi.spyOn(events, 'append').mockImplementation(gone);
    const listening = await events.listen(bell);
    await say(0);
    await say(1, true);
    expect(await listening.wait(1_000)).toBe(true);
  });
});
