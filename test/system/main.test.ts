import { afterEach, describe, expect, it } from 'vitest';
import {
  ADDRESS,
  askPage,
  hasServer,
  messagesOf,
  type StartedProcess,
  startNode,
  useBuild,
  useDataDirs,
} from '../support/process.js';

useBuild();
const dirs = useDataDirs();
const started: StartedProcess[] = [];

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

function start(dataDir: string): StartedProcess {
  const process = startNode('dist/main.js', [], { PORT: '0', DATA_DIR: dataDir });
  started.push(process);
  return process;
}

// The tests of kills and of simultaneous starts are in test/system/process.test.ts.
describe('a gateway', () => {
  it('prints the steps of its start, serves the sample, stops its database, and finds its data at the second start', async () => {
    const dir = await dirs.create();
    for (const content of [/^content: the sample newsroom, \d+ items$/, /^content: what the database holds$/]) {
      const gateway = start(dir);
      await gateway.sees(ADDRESS);
      expect(messagesOf(gateway)).toEqual([
        expect.stringMatching(/^database: embedded PostgreSQL in /),
        expect.stringMatching(
          /^schema: \d+ migrations, \d+ of them new; \d+ functions and triggers, \d+ of them new or changed$/,
        ),
        expect.stringMatching(content),
        expect.stringMatching(/^address: http:\/\/127\.0\.0\.1:\d+\/graphql/),
      ]);
      const page = await askPage(gateway);
      expect(page.status).toBe(200);
      expect(page.body).toContain('Assembly approves the Harbour Bridge');
      gateway.child.kill('SIGTERM');
      expect(await gateway.ended).toBe(0);
      expect(await hasServer(dir)).toBe(false);
    }
  });
});
