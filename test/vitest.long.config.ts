import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** What takes long: kill rounds and the like. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['test/long/**/*.test.ts'],
    exclude: [],
    testTimeout: 600_000,
    hookTimeout: 120_000,
  },
});
