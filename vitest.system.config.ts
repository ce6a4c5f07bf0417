import { defineConfig } from 'vitest/config';
import everyTest from './vitest.config.js';

/** What takes long or needs a browser: as the other tests, but Chromium must be on the machine. */
export default defineConfig({
  ...everyTest,
  test: { ...everyTest.test, include: ['test/system/**/*.test.ts'], exclude: [] },
});
