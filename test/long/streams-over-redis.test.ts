import { expect, it } from 'vitest';
import { type TenantActor, tenant, type Visitor, visitor } from '../support/actors.ts';
import { follow, hasEnded, reply, textOf } from '../support/chat.ts';
import { freshDatabase } from '../support/database.ts';
import { isGapless, twoProcesses } from '../support/two-processes.ts';

const bench = twoProcesses(freshDatabase('streams-over-redis'), {
  env: { LLM: 'scripted', SELF_SERVICE_TIERS: 'ENTERPRISE', TRUST_PROXY: '1' },
});
const tenants = 8;
const streams = 200;

interface Talk {
  guest: Visitor;
  place: number;
}

async function openTalks(companies: TenantActor[]): Promise<Talk[]> {
  const talks: Talk[] = [];
  for (let place = 0; place < streams; place += 1) {
    const company = companies[place % tenants];
    if (!company) throw new Error('there is no such company');
    const headers = { 'x-forwarded-for': `10.0.${place % tenants}.${place}` };
    talks.push({ place, guest: await visitor(bench.one, company, { headers }) });
  }
  return talks;
}

it(`${streams} replies at once, each read at the process that does not write it, lose no word`, async () => {
  const companies = [];
  for (let place = 0; place < tenants; place += 1) companies.push(await tenant(bench.one, 'ENTERPRISE'));
  const talks = await openTalks(companies);
  const seen = await Promise.all(
    talks.map(({ guest, place }) => follow(place % 2 ? bench.one : bench.other, guest, guest)),
  );
  const begun = performance.now();
  const turns = await Promise.all(
    talks.map(({ guest, place }) =>
      reply(place % 2 ? bench.other : bench.one, guest, `a pool, ${place} ft long`),
    ),
  );
  for (const [place, { until, cut }] of seen.entries()) {
    const events = await until(hasEnded);
    expect(isGapless(events)).toBe(true);
    expect(textOf(events)).toBe(turns[place]?.reply.content);
    await cut();
  }
  const ms = performance.now() - begun;
  const deltas = seen.reduce((sum, { events }) => sum + events.length, 0);
  process.stdout.write(`${streams} streams over Redis: ${deltas} events in ${(ms / 1_000).toFixed(1)} s\n`);
  for (const server of [bench.one, bench.other])
    expect(server.output()).not.toContain('Redis does not answer');
});
