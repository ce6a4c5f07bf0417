import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ADDRESS, hasServer, type StartedProcess, startNode, useBuild, useDataDirs } from '../support/process.js';

useBuild();
const dirs = useDataDirs();
const started: StartedProcess[] = [];
afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

/** The longest wait for a restart of the database, on a busy machine. */
const BACK = { timeout: 40_000, interval: 100 };

function start(dir: string): StartedProcess {
  const gateway = startNode('dist/main.js', [], { PORT: '0', DATA_DIR: dir });
  started.push(gateway);
  return gateway;
}

async function killServer(dir: string): Promise<void> {
  const [pid] = (await readFile(join(dir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
}

/** Sends a query. Returns the HTTP status, and the error code or `ok`. */
async function ask(address: string): Promise<string> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ site { language } }' }),
  });
  const { errors }: { errors?: { extensions: { code: string } }[] } = JSON.parse(await response.text());
  return `${response.status} ${errors?.[0]?.extensions.code ?? 'ok'}`;
}

async function databaseOf(address: string): Promise<unknown> {
  const health: { database: string } = JSON.parse(await (await fetch(`${address}/health`)).text());
  return health.database;
}

describe('an embedded PostgreSQL that two gateways use', () => {
  it('is reported as UNAVAILABLE when it is killed, is started again each time, and stops with the last gateway', async () => {
    const dir = await dirs.create();
    const addresses: string[] = [];
    for (const _ of Array(2)) addresses.push(await start(dir).sees(ADDRESS));
    for (const _ of Array(2)) {
      await killServer(dir);
      for (const address of addresses) {
        await expect.poll(() => ask(address), BACK).toBe('503 UNAVAILABLE');
        expect(await databaseOf(address)).toBe('unavailable');
      }
      for (const address of addresses) {
        await expect.poll(() => ask(address), BACK).toBe('200 ok');
        await expect.poll(() => databaseOf(address), BACK).toBe('ok');
      }
    }
    for (const gateway of started) await gateway.sees(/the database answers again/);
    for (const { child, ended } of started) {
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    }
    expect(await hasServer(dir)).toBe(false);
  }, 200_000);
});
