import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TenantActor, tenant, visitor } from '../support/actors.ts';
import { follow, hasEnded, history, say, textOf } from '../support/chat.ts';
import { freshDataDir, type ServerProcess, startProcess } from '../support/process.ts';

const streams = 200;
const env = { DEMO: '0', LLM: 'scripted', SELF_SERVICE_TIERS: 'ENTERPRISE', TRUST_PROXY: '1' };

let server: ServerProcess;
let dataDir: string;

beforeAll(async () => {
  dataDir = await freshDataDir();
  server = await startProcess({ ...env, DATA_DIR: dataDir });
});
afterAll(async () => void (await server.kill('SIGKILL')));

it(`SIGTERM with ${streams} replies running: all end, sockets close spread out, and what was acknowledged is stored once`, async () => {
  const companies: TenantActor[] = [];
  for (let place = 0; place < 8; place += 1) companies.push(await tenant(server, 'ENTERPRISE'));
  const talks = await Promise.all(
    Array.from({ length: streams }, async (_, place) => {
      const company = companies[place % companies.length];
      if (!company) throw new Error('there is no such company');
      const headers = { 'x-forwarded-for': `10.0.${place % 8}.${place}` };
      const guest = await visitor(server, company, { headers });
      return { guest, seen: await follow(server, guest, guest) };
    }),
  );
  const sending = talks.map(({ guest }) => say(server, guest, 'a 15x30 pool with spa in San Diego'));
  await Promise.all(talks.map(({ seen }) => seen.until((events) => events.length > 1)));
  const begun = performance.now();
  const closedAt: number[] = [];
  for (const { seen } of talks) seen.client.on('closed', () => closedAt.push(performance.now() - begun));
  const code = await server.kill('SIGTERM');
  const ms = performance.now() - begun;
  const answers = await Promise.all(sending);
  expect([code, answers.filter(({ data }) => data === null)]).toEqual([0, []]);
  expect(ms).toBeLessThan(30_000);
  const spread = Math.max(...closedAt) - Math.min(...closedAt);
  process.stdout.write(
    `SIGTERM with ${streams} streams: exit after ${ms.toFixed(0)} ms, sockets closed over ${spread.toFixed(0)} ms\n`,
  );
  expect(spread).toBeGreaterThan(500);
  server = await startProcess({ ...env, DATA_DIR: dataDir });
  for (const [place, { guest, seen }] of talks.entries()) {
    expect(hasEnded(seen.events)).toBe(true);
    const told = answers[place]?.data?.sendChatMessage.reply.content;
    const stored = (await history(server, guest)).messages.map(({ content }) => content);
    expect([textOf(seen.events), stored[1], stored.length]).toEqual([told, told, 2]);
  }
});
