import { setTimeout as sleep } from 'node:timers/promises';
import { type Row, row } from './figures.ts';
import { timesOf } from './load.ts';
import { residentKb } from './memory.ts';
import { type Server, withServer } from './server.ts';
import { withTemporaryFolder } from './temporary.ts';
import { openWidget, registerCompany, talk, type Widget } from './widgets.ts';

const COMPANIES = 8;
const SOCKETS = 1_000;
const STREAMS = 200;
/** How much more a process may hold at a soak's end than after its first quarter. */
const GROWTH_LIMIT = 0.15;

interface Crowd {
  server: Server;
  widgets: Widget[];
}

/** One address for each widget, as behind a proxy. */
const addressOf = (place: number) => `10.2.${Math.floor(place / 250)}.${place % 250}`;

/** 1 000 open widgets and 200 replies at once on one process; with minutes of soak, half of it for so long after. */
export function benchHeldLoad(soakMinutes: number): Promise<Row[]> {
  return withTemporaryFolder((dataDir) => {
    const env = { TRUST_PROXY: '1', SELF_SERVICE_TIERS: 'ENTERPRISE', LLM: 'scripted', DEMO: '0' };
    return withServer(dataDir, env, async (server) => {
      const keys: string[] = [];
      for (let place = 0; place < COMPANIES; place += 1)
        keys.push(await registerCompany(server, dataDir, place));
      const crowd: Crowd = { server, widgets: [] };
      await open(crowd, keys, SOCKETS);
      const begun = performance.now();
      const lost = await talkAtOnce(crowd, STREAMS);
      const seconds = (performance.now() - begun) / 1_000;
      const gone = crowd.widgets.filter(({ isGone }) => isGone).length;
      const rows = [
        row(`${SOCKETS} sockets open: lost`, gone, '', ['<=', 0]),
        row(`${STREAMS} replies at once: not whole`, lost, '', ['<=', 0]),
        row(`${STREAMS} replies at once: until all had ended`, seconds, 's'),
        ...(soakMinutes > 0 ? await soak(crowd, soakMinutes) : []),
      ];
      await Promise.all(crowd.widgets.map(({ client }) => client.dispose()));
      return rows;
    });
  });
}

async function open({ server, widgets }: Crowd, keys: readonly string[], count: number): Promise<void> {
  const first = widgets.length;
  await timesOf({ count, parallel: 10 }, async (n) => {
    const place = first + n;
    widgets.push(await openWidget(server, keys[place % COMPANIES] ?? '', addressOf(place)));
  });
}

/** How many of that many replies at once did not come whole. */
async function talkAtOnce({ server, widgets }: Crowd, count: number, from = 0): Promise<number> {
  const talkers = Array.from({ length: count }, (_, n) => widgets[(from + n) % widgets.length]);
  const whole = await Promise.all(
    talkers.map((widget, n) => widget && talk(server, widget, addressOf(from + n))),
  );
  return whole.filter((isWhole) => !isWhole).length;
}

/** Half the sockets and half the replies, again and again. */
async function soak(crowd: Crowd, minutes: number): Promise<Row[]> {
  const leaving = crowd.widgets.splice(SOCKETS / 2);
  await Promise.all(leaving.map(({ client }) => client.dispose()));
  const end = performance.now() + minutes * 60_000;
  const memory: number[] = [];
  let lost = 0;
  for (let round = 0; performance.now() < end; round += 1) {
    const roundEnds = performance.now() + 30_000;
    // Each widget speaks in every fifth round, below the limit of a session.
    lost += await talkAtOnce(crowd, STREAMS / 2, (round * STREAMS) / 2);
    for (const { events } of crowd.widgets) events.length = 0;
    memory.push(await residentKb(crowd.server));
    await sleep(Math.max(0, Math.min(roundEnds, end) - performance.now()));
  }
  const early = Math.max(...memory.slice(0, Math.ceil(memory.length / 4)));
  const late = memory.at(-1) ?? Number.NaN;
  return [
    row(`${minutes} minutes at half the load: replies not whole`, lost, '', ['<=', 0]),
    row(`${minutes} minutes at half the load: memory at the end`, late / 1_024, 'MB'),
    row('growth since the first quarter', late / early - 1, '', ['<=', GROWTH_LIMIT]),
  ];
}
