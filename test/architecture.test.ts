import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Who may import whom: a layer sees itself and the layers before it. */
const layers = ['foundation', 'viewer', 'floor', 'features', 'graph', 'server', 'app'] as const;
const floor = ['security', 'persistence', 'llm', 'events', 'limits', 'mail', 'redis'];
/** Features downward only: each sees itself and those named here. */
const featuresBelow: Record<string, readonly string[]> = {
  tenant: [],
  account: ['tenant'],
  reference: ['tenant'],
  estimation: ['tenant', 'reference'],
  chat: ['tenant', 'reference', 'estimation'],
  feedback: ['tenant', 'reference', 'estimation'],
  widget: ['tenant', 'account', 'reference', 'estimation', 'chat'],
  admin: ['tenant', 'account', 'reference', 'estimation', 'feedback'],
  functions: ['tenant', 'reference', 'estimation'],
};
const foundation = [
  'config',
  'errors',
  'durations',
  'scalars',
  'connection',
  'if-given',
  'html',
  'day',
  'request-scope',
  'within',
  'grouped',
  'in-flight',
];
/** A port's implementations may be named by the composition root alone. */
const implementations =
  /^(llm\/(openai|scripted)|events\/(memory|redis)|limits\/(memory|redis|(nonces|places)-(memory|redis))|redis\/client|mail\/(outbox-folder|smtp)|persistence\/embedded\/embedded)\.ts$/;
const compositionRoots = [
  'app.ts',
  'embedded-store.ts',
  'mailers.ts',
  'models.ts',
  'shared-state.ts',
  'main-database.ts',
  'invite-operator.ts',
  'functions-alone.ts',
];

interface Import {
  from: string;
  to: string;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsIn(folder: string): Import[] {
  const base = join(root, folder);
  return filesBelow(base).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path]) => ({
      from: relative(base, file),
      to: relative(base, resolve(dirname(file), path ?? '')),
    })),
  );
}

function layerOf(file: string): (typeof layers)[number] {
  const [folder = '', rest] = file.split('/');
  if (rest === undefined) return foundation.includes(folder.replace('.ts', '')) ? 'foundation' : 'app';
  if (folder === 'auth') return 'viewer';
  if (floor.includes(folder)) return 'floor';
  if (folder in featuresBelow) return 'features';
  return folder === 'graph' ? 'graph' : 'server';
}

const all = importsIn('src');
const show = ({ from, to }: Import) => `${from} → ${to}`;

describe('the house', () => {
  it('has imports to look at', () => {
    expect(all.length).toBeGreaterThan(100);
  });

  it('imports downward only: foundation ← viewer ← floor ← features ← graph ← server ← app', () => {
    const upward = all.filter(({ from, to }) => layers.indexOf(layerOf(to)) > layers.indexOf(layerOf(from)));
    expect(upward.map(show)).toEqual([]);
  });

  it('lets features see only the features below them', () => {
    const wrong = all.filter(({ from, to }) => {
      const [one = '', other = ''] = [from.split('/')[0], to.split('/')[0]];
      const bothFeatures = one in featuresBelow && other in featuresBelow && one !== other;
      return bothFeatures && !featuresBelow[one]?.includes(other);
    });
    expect(wrong.map(show)).toEqual([]);
  });

  it('keeps resolvers to the graph: no feature imports one', () => {
    const wrong = all.filter(({ from, to }) => to.endsWith('.resolver.ts') && layerOf(from) === 'features');
    expect(wrong.map(show)).toEqual([]);
  });

  it('names implementations of ports in the composition root alone', () => {
    const wrong = all.filter(
      ({ from, to }) =>
        implementations.test(to) && !compositionRoots.includes(from) && dirname(from) !== dirname(to),
    );
    expect(wrong.map(show)).toEqual([]);
  });

  it('reads the environment in config alone', () => {
    const readers = filesBelow(join(root, 'src')).filter(
      (file) => /process\.env/.test(readFileSync(file, 'utf8')) && !/src\/(main(-\w+)?)\.ts$/.test(file),
    );
    expect(readers.map((file) => relative(root, file))).toEqual([]);
  });

  it('keeps the widget apart: it imports nothing of the server', () => {
    const wrong = importsIn('client-widget/src').filter(({ to }) => to.startsWith('../../'));
    expect(wrong.map(show)).toEqual([]);
  });

  it('keeps files small: none over 220 lines, nine in ten within 170', () => {
    const lengths = [...filesBelow(join(root, 'src')), ...filesBelow(join(root, 'client-widget/src'))]
      .filter((file) => !file.includes('/gql/'))
      .map((file) => ({ file: relative(root, file), lines: readFileSync(file, 'utf8').split('\n').length }));
    expect(lengths.filter(({ lines }) => lines > 221)).toEqual([]);
    expect(lengths.filter(({ lines }) => lines <= 171).length / lengths.length).toBeGreaterThanOrEqual(0.9);
  });
});
