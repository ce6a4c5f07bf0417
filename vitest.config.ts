import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would take the package's other build for our files, and an error of one build is no error of the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/system/**'],
    globalSetup: 'test/support/global-setup.ts',
    pool: 'forks',
    // Files share what they import: loading it for each took a third of the time. Nothing of ours keeps state at import.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
