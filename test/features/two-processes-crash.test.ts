import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, isEnd, reply, say, textOf } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { isGapless, spoken, twoProcesses } from '../support/two-processes.ts';

const bench = twoProcesses(freshDatabase('two-processes-crash'), { msPerChunk: 40 });

it('kill -9 of the process that writes a reply: FAILED within 20 s, what was said is kept, the retry completes the same turn', async () => {
  const guest = await visitor(bench.one, await tenant(bench.one, 'TRIAL'));
  const { other } = bench;
  const seen = await follow(other, guest, guest);
  const id = randomUUID();
  const sending = say(bench.one, guest, 'a pool in San Diego', id).catch(() => 'cut off');
  await seen.until((events) => events.length > 1);
  const stored = async () => (await history(other, guest)).messages[1]?.content.length;
  await vi.waitFor(async () => expect(await stored()).toBeGreaterThan(20), { timeout: 5_000, interval: 50 });
  await bench.kill(bench.one);
  const at = performance.now();
  expect(await sending).toBe('cut off');
  const events = await seen.until(hasEnded);
  const ms = performance.now() - at;
  process.stdout.write(`the reply of a killed process was given up after ${(ms / 1_000).toFixed(1)} s\n`);
  expect(ms).toBeLessThan(20_000);
  expect(events.at(-1)).toMatchObject({ __typename: 'ChatReplyFailed', retryable: true });
  expect(isGapless(events)).toBe(true);
  const [question, failed] = (await history(other, guest)).messages;
  expect(failed).toMatchObject({ status: 'FAILED' });
  expect(failed?.content.length).toBeGreaterThan(20);
  expect(spoken.startsWith(failed?.content ?? 'nothing')).toBe(true);
  expect(textOf(events).startsWith(failed?.content ?? 'nothing')).toBe(true);
  const turn = await reply(other, guest, 'a pool in San Diego', id);
  expect(turn.reply).toMatchObject({ status: 'COMPLETED', content: spoken });
  expect(turn.userMessage.id).toBe(question?.id);
  expect((await history(other, guest)).messages.map(({ role }) => role)).toEqual(['USER', 'ASSISTANT']);
  await seen.until((all) => all.filter(isEnd).length === 2);
  await seen.cut();
}, 40_000);
