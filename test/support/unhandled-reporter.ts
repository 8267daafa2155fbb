import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Writes the errors that no test heard, a line each, to the file that UNHANDLED_ERRORS names: the default reporter
 * prints them in the middle of a long log, and the JSON report leaves them out.
 */
export default class UnhandledReporter implements Reporter {
  onTestRunEnd(_modules: readonly TestModule[], errors: readonly SerializedError[]) {
    const file = process.env.UNHANDLED_ERRORS;
    if (file) writeFileSync(file, errors.map((error) => `${inOneLine(error)}\n`).join(''));
  }
}

function inOneLine(error: SerializedError): string {
  const place = error.VITEST_TEST_PATH ?? error.VITEST_TEST_NAME;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  const cause = error.cause ? `caused by ${error.cause.message}` : '';
  return [error.type, error.name, error.message, cause, place && `during ${place}`, ...frames.slice(0, 6)]
    .filter(Boolean)
    .join(' | ')
    .replaceAll('\n', ' ');
}
