import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A program that the test runs in another process, because Vitest handles the faults of its own process. */
const PROGRAM = `
  import { pino } from 'pino';
  import { runAsRequest, surviveFaults } from './src/operation/request-id.js';
  surviveFaults(pino());
  runAsRequest('the-request', () => {
    void Promise.reject(new Error('rejected'));
    setTimeout(() => { throw new Error('thrown'); }, 20);
  });
  setTimeout(() => console.log(JSON.stringify({ msg: 'alive' })), 100);
`;

it('An unhandled rejection or exception is counted and logged with its request id, and the process goes on', async () => {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', PROGRAM], {
    cwd: ROOT,
  });
  const lines = (await run).stdout
    .trim()
    .split('\n')
    .map((line): { msg: string; requestId?: string; faults?: number; err?: { message: string } } => JSON.parse(line));
  expect(lines.map(({ err, faults, requestId }) => [err?.message, requestId, faults])).toEqual([
    ['rejected', 'the-request', 1],
    ['thrown', 'the-request', 2],
    [undefined, undefined, undefined],
  ]);
});
