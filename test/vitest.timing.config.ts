import { defineConfig } from 'vitest/config';
import { lookedAtThrice } from './support/clock.ts';
import base from './vitest.config.ts';

/** What is measured against a clock: one file at a time, with nothing else of ours on the machine. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    ...lookedAtThrice,
    include: ['test/timing/**/*.test.ts'],
    exclude: [],
    fileParallelism: false,
  },
});
