import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, isEnd, reply, say, textOf } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { isGapless, spoken, twoProcesses } from '../support/two-processes.ts';

const bench = twoProcesses(freshDatabase('killed-writers'));
const rounds = 20;
const question = 'a pool in San Diego';

/** Kills the writer after so many events of its reply; resolves with how long the reply stayed open, in ms. */
async function round(place: number): Promise<number> {
  const [writer, survivor] = place % 2 ? [bench.other, bench.one] : [bench.one, bench.other];
  const company = await tenant(survivor, 'TRIAL');
  const guest = await visitor(survivor, company);
  const seen = await follow(survivor, guest, guest);
  const id = randomUUID();
  const sending = say(writer, guest, question, id).catch(() => null);
  await seen.until((events) => events.length > (place * 7) % 24);
  await bench.kill(writer);
  const at = performance.now();
  const answer = await sending;
  const events = [...(await seen.until(hasEnded))];
  const ms = performance.now() - at;
  expect(isGapless(events)).toBe(true);
  expect(spoken.startsWith(textOf(events))).toBe(true);
  const [asked, kept] = (await history(survivor, guest)).messages;
  expect(kept?.status).toBe(answer ? 'COMPLETED' : 'FAILED');
  expect(spoken.startsWith(kept?.content ?? 'nothing')).toBe(true);
  const turn = await reply(survivor, guest, question, id);
  expect(turn.reply).toMatchObject({ status: 'COMPLETED', content: spoken });
  expect(turn.userMessage.id).toBe(asked?.id);
  expect((await history(survivor, guest)).messages).toHaveLength(2);
  await seen.until((all) => all.filter(isEnd).length === 2);
  await seen.cut();
  await bench.startAnother();
  return ms;
}

it(`${rounds} processes are killed while they write: each reply is FAILED within 20 s, and its retry completes the same turn`, async () => {
  const times: number[] = [];
  for (let place = 0; place < rounds; place += 1) {
    times.push(await round(place));
    process.stdout.write(`round ${place} ${times.at(-1)}\n`);
  }
  const [longest, sum] = [Math.max(...times), times.reduce((total, ms) => total + ms, 0)];
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  process.stdout.write(
    `${rounds} writers killed: replies given up after ${seconds(sum / rounds)} on average, ${seconds(longest)} at most\n`,
  );
  expect(longest).toBeLessThan(20_000);
});
