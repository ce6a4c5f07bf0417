import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would load another build of graphql for our files, and instanceof GraphQLError fails between two builds.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/system/**'],
    globalSetup: 'test/support/global-setup.ts',
    pool: 'forks',
    // Test files share imported modules: loading them for each file took a third of the time. Our modules keep no state at import.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
