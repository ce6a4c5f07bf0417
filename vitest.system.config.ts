import { defineConfig } from 'vitest/config';
import everyTest from './vitest.config.js';

/** Tests that take long, or need Chromium or Redis on the machine. */
export default defineConfig({
  ...everyTest,
  test: { ...everyTest.test, include: ['test/system/**/*.test.ts'], exclude: [] },
});
