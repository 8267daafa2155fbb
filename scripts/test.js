import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const isLong = process.argv.includes('--long');
const filters = process.argv.slice(2).filter((argument) => argument !== '--long');

/** Debian's packages that tests use, by the program they bring. */
const wanted = [
  {
    program: '/usr/bin/chromium',
    package: 'chromium',
    why: 'the demo page and the playground are tried in it',
  },
  {
    program: '/usr/bin/redis-server',
    package: 'redis-server',
    why: 'what several processes share is tried on it',
  },
];

/**
 * @param {string} command
 * @param {string[]} args
 * @returns {boolean} whether it ended well
 */
function run(command, args) {
  return start(command, args).status === 0;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [environment] beside this process's own
 */
function start(command, args, environment) {
  return spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
}

/** Fetches what is missing where this process may; says what to install where it may not. */
function obtainPrograms() {
  const missing = wanted.filter(({ program }) => !existsSync(program));
  if (missing.length === 0) return;
  const names = missing.map((one) => one.package);
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (mayInstall && run('apt-get', ['update', '-qq']))
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names]);
  const lacking = wanted.filter(({ program }) => !existsSync(program));
  if (lacking.length === 0) return;
  for (const { program, package: name, why } of lacking)
    process.stderr.write(`Missing ${program}: ${why}. Install it: apt-get install ${name}\n`);
  process.exit(1);
}

/**
 * @typedef {{ status: string, fullName: string, failureMessages?: string[] }} TestResult
 * @typedef {{ name: string, status: string, message?: string, assertionResults: TestResult[] }} FileResult
 */

/**
 * One line per failed test or file that did not load, told again at the end where a long log is read first.
 * @param {{ testResults?: FileResult[] }} report
 * @returns {string[]}
 */
function failuresOf(report) {
  const lines = [];
  for (const file of report.testResults ?? []) {
    const path = relative(root, file.name);
    const failed = file.assertionResults.filter(({ status }) => status === 'failed');
    for (const { fullName, failureMessages } of failed)
      lines.push(`FAILED ${path}: ${fullName}: ${firstLine(failureMessages?.[0])}`);
    if (file.status === 'failed' && failed.length === 0)
      lines.push(`FAILED ${path}: ${firstLine(file.message)}`);
  }
  return lines;
}

/** @param {string | undefined} text */
const firstLine = (text) => (text ?? '').split('\n', 1)[0];

/**
 * @param {string} config
 * @returns {{ passed: number, failed: number, failures: string[] }}
 */
function runSuite(config) {
  const folder = mkdtempSync(join(tmpdir(), 'efofx-results-'));
  const results = join(folder, 'results.json');
  const unhandled = join(folder, 'unhandled.txt');
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    '--reporter=./test/support/unhandled-reporter.ts',
  ];
  const ended = start('npx', ['vitest', 'run', '--config', config, ...reporters, ...filters], {
    UNHANDLED_ERRORS: unhandled,
  });
  const report = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
  const unheard = existsSync(unhandled) ? readFileSync(unhandled, 'utf8').split('\n').filter(Boolean) : [];
  rmSync(folder, { recursive: true, force: true });
  const passed = report.numPassedTests ?? 0;
  const failed = report.numTotalTests === undefined ? 1 : report.numTotalTests - passed;
  // A file that does not load, or an error outside any test, fails the run without failing a test.
  const failedInAll = failed === 0 && ended.status !== 0 ? 1 : failed;
  const failures = [
    ...failuresOf(report),
    ...unheard.map((line) => `FAILED ${config}: outside any test: ${line}`),
  ];
  if (failedInAll > failures.length)
    failures.push(`FAILED ${config}: the run itself ended with ${ended.signal ?? ended.status}`);
  return { passed, failed: failedInAll, failures };
}

if (!isLong && filters.length === 0 && !run('npm', ['run', '--silent', 'check'])) {
  process.stdout.write('FAILED npm run check\n0 passed, 1 failed\n');
  process.exit(1);
}
obtainPrograms();
const everyDay = ['test/vitest.config.ts', ...(filters.length === 0 ? ['test/vitest.timing.config.ts'] : [])];
const runs = (isLong ? ['test/vitest.long.config.ts'] : everyDay).map(runSuite);
const passed = runs.reduce((sum, one) => sum + one.passed, 0);
const failed = runs.reduce((sum, one) => sum + one.failed, 0);
for (const line of runs.flatMap((one) => one.failures)) process.stdout.write(`${line}\n`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
