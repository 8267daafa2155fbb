import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineFlags } from '../../scripts/engine.js';
import { scriptsIn } from '../../src/scripts.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'efofx-scripts-'));
  await writeFile(
    join(folder, 'main.cjs'),
    `const { sep } = require('node:path');
const counter = require('./part-counter.cjs');
exports.next = counter.next;
exports.again = () => require('./part-counter.cjs').next();
exports.sep = sep;
exports.place = [__filename, __dirname];`,
  );
  await writeFile(join(folder, 'part-counter.cjs'), 'let count = 0;\nexports.next = () => (count += 1);');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Main {
  next(): number;
  again(): number;
  sep: string;
  place: string[];
}

function expectWorking() {
  const main = scriptsIn(folder).load('main.cjs') as Main;
  expect([main.next(), main.again(), main.next()]).toEqual([1, 2, 3]);
  expect(main.sep).toBe(sep);
  expect(main.place).toEqual([join(folder, 'main.cjs'), folder]);
}

describe('scripts of a folder', () => {
  it('run with what they require, each once', () => {
    expectWorking();
  });

  it('run from what was compiled of them', async () => {
    const scripts = scriptsIn(folder);
    scripts.load('main.cjs');
    scripts.keepCompiled();
    expect((await readFile(join(folder, 'part-counter.cjs.compiled'))).length).toBeGreaterThan(100);
    expectWorking();
  });

  it.each([
    ['cut short', (data: Buffer) => data.subarray(0, 50)],
    ['empty', () => Buffer.alloc(0)],
    ['of another engine', (data: Buffer) => Buffer.concat([Buffer.alloc(16, 7), data.subarray(16)])],
  ])('run all the same where that is %s', async (_, spoilt) => {
    const scripts = scriptsIn(folder);
    scripts.load('main.cjs');
    scripts.keepCompiled();
    const file = join(folder, 'main.cjs.compiled');
    await writeFile(file, spoilt(await readFile(file)));
    expectWorking();
  });

  it('run as they are now where they were changed since', async () => {
    const scripts = scriptsIn(folder);
    scripts.load('main.cjs');
    scripts.keepCompiled();
    await writeFile(
      join(folder, 'part-counter.cjs'),
      'let count = 10;\nexports.next = () => (count += 10);\n',
    );
    expect((scriptsIn(folder).load('main.cjs') as Main).next()).toBe(20);
  });
});

it('Node is started alike by every command, the image and the benchmark: what is compiled ahead fits one set of flags', async () => {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  for (const command of ['start', 'database', 'functions', 'operator'])
    expect(scripts[command]).toContain(`node ${engineFlags.join(' ')} scripts/start.js`);
  const inJson = engineFlags.map((flag) => `"${flag}"`).join(', ');
  expect(await readFile(join(root, 'Dockerfile'), 'utf8')).toContain(`["node", ${inJson}, `);
  const inCode = engineFlags.map((flag) => `'${flag}'`).join(', ');
  expect(await readFile(join(root, 'bench/processes.ts'), 'utf8')).toContain(`[${inCode}]`);
});
