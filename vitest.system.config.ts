import { defineConfig } from 'vitest/config';
import everyTest from './vitest.config.js';

/** The suite in a browser: as the others, but it needs Chromium on the machine. */
export default defineConfig({
  ...everyTest,
  test: { ...everyTest.test, include: ['test/system/**/*.test.ts'], exclude: [] },
});
