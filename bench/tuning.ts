import { platformCatalogue } from '../src/reference/catalogue.ts';
import { type Row, row } from './figures.ts';
import { type Quality, quantities, type Standing, simulate, stages } from './tuning-simulation.ts';
import { verdictOn } from './tuning-verdict.ts';
import { classesOfWorlds, oddClass, type World, worlds } from './tuning-worlds.ts';

const SEEDS = 200;
const everyClass = platformCatalogue.map(({ name }) => name);

/** What tuning makes of quotes in worlds of known truth; the whole of it is printed, the worst of each world held to its bounds. */
export async function benchTuning(): Promise<Row[]> {
  process.stdout.write(`${heading}\n`);
  const rows = worlds.flatMap((world) => {
    const standings = standingsOf(world, classesOfWorlds);
    process.stdout.write(`${linesOf(world, standings).join('\n')}\n`);
    return verdictRows(world, standings, world.name);
  });
  return [...rows, ...worlds.slice(0, 2).flatMap(everyClassRows)];
}

function standingsOf(world: World, names: readonly string[]): Standing[] {
  return names.flatMap((name) => simulate(world, name, SEEDS));
}

function verdictRows(world: World, standings: readonly Standing[], what: string): Row[] {
  const { lossToUntuned } = verdictOn(standings);
  const overUntuned = `${what}: loss to untuned, at worst`;
  if (world.fraud === 'early') return [row(overUntuned, 100 * lossToUntuned, '%')];
  if (world.fraud) return [row(overUntuned, 100 * lossToUntuned, '%', ['<=', 112])];
  return [...finalRows(standings, what), row(overUntuned, 100 * lossToUntuned, '%', ['<=', 105])];
}

/** The class that fares worst is only told: of so many, one of the widest spread comes to lie above the mean. */
function everyClassRows(world: World): Row[] {
  const what = `${world.name}, all ${everyClass.length} classes`;
  const standings = standingsOf(world, everyClass);
  const { lossToUntuned, meanLossToUntuned } = verdictOn(standings);
  return [
    ...finalRows(standings, what),
    row(`${what}: loss to untuned, mean of all, at worst`, 100 * meanLossToUntuned, '%', ['<=', 105]),
    row(`${what}: loss to untuned, the worst class`, 100 * lossToUntuned, '%'),
  ];
}

/** After the last stage. */
function finalRows(standings: readonly Standing[], what: string): Row[] {
  const { p50Covers, p80Covers, lossToOracle } = verdictOn(standings);
  return [
    row(`${what}: P50 covers at least`, 100 * p50Covers.least, '%', ['>=', 43]),
    row(`${what}: P50 covers at most`, 100 * p50Covers.most, '%', ['<=', 57]),
    row(`${what}: P80 covers at least`, 100 * p80Covers.least, '%', ['>=', 75]),
    row(`${what}: P80 covers at most`, 100 * p80Covers.most, '%', ['<=', 85]),
    row(`${what}: loss to the oracle's`, 100 * lossToOracle, '%', ['<=', 115]),
  ];
}

const heading = [
  `Coverage in % and pinball loss in % of the oracle's, as tuned / untuned; means of ${SEEDS} seeds and all classes meant.`,
  "Both are of the world's own distribution, that is what countless further honest outcomes would come to.",
  '| world | of | outcomes | P50 covers | P80 covers | P50 loses | P80 loses |',
  '|---|---|---|---|---|---|---|',
].join('\n');

/** A class that differs is told apart from the rest. */
function linesOf(world: World, standings: readonly Standing[]): string[] {
  const isOdd = ({ className }: Standing) => world.truthOf !== undefined && className === oddClass;
  const odd = standings.filter(isOdd);
  const rest = standings.filter((standing) => !isOdd(standing));
  const lines = groupLines(odd.length > 0 ? `${world.name}: the others` : world.name, rest);
  return odd.length > 0 ? [...groupLines(`${world.name}: that class`, odd), ...lines] : lines;
}

function groupLines(name: string, standings: readonly Standing[]): string[] {
  return quantities.flatMap((quantity) =>
    stages.map((stage) => {
      const here = standings.filter(({ outcomes, quantity: its }) => outcomes === stage && its === quantity);
      const shown = (key: keyof Quality) =>
        `${percent(here.map(({ tuned }) => tuned[key]))} / ${percent(here.map(({ untuned }) => untuned[key]))}`;
      const cells = [shown('coverP50'), shown('coverP80'), shown('lossP50'), shown('lossP80')];
      return `| ${[name, quantity, stage, ...cells].join(' | ')} |`;
    }),
  );
}

function percent(shares: readonly number[]): string {
  return ((100 * shares.reduce((sum, share) => sum + share, 0)) / shares.length).toFixed(1);
}
