import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { postOf, type RawConnection, useRawConnections } from '../gateway/raw-connection.js';
import { aliases } from '../support/attacks.js';
import {
  ADDRESS,
  messagesOf,
  readMemory,
  type StartedProcess,
  startProgram,
  useBuild,
  useDataDirs,
} from '../support/process.js';

useBuild();
const dirs = useDataDirs();
let gateway: StartedProcess;
let address = '';
const open = useRawConnections(() => address);
afterEach(async () => {
  gateway.child.kill('SIGTERM');
  await gateway.ended;
});

const SITE = '{ site { name } }';
const LARGE = `{ contentItems(first: 100) { nodes { ${aliases(330, 'standfirst')} } } }`;
const MEGABYTE = 1_048_576;

/** Starts a gateway with a heap of 1 GB and a limit of open files. */
async function start(openFiles: number): Promise<void> {
  const program = `ulimit -n ${openFiles}; exec "$0" --max-old-space-size=1024 dist/main.js`;
  gateway = startProgram('bash', ['-c', program, process.execPath], {
    ...{ DATA_DIR: await dirs.create(), PORT: '0', DRAIN_SECONDS: '0' },
  });
  address = await gateway.sees(ADDRESS);
}

async function ask(query: string): Promise<number> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query }),
  });
  await response.text();
  return response.status;
}

const countOpen = (connections: readonly RawConnection[]) =>
  connections.filter((connection) => !connection.isClosed()).length;

describe('1,500 idle connections to a gateway that may have 1,000 files open', () => {
  it('do not delay answers to other clients, and make at most one line a second in the log', async () => {
    await start(1000);
    expect(messagesOf(gateway).join('\n')).toContain(
      'the process may open 1000 files, so at most 844 connections are accepted',
    );
    const before = performance.now();
    const idle: RawConnection[] = [];
    for (let count = 0; count < 1500; count += 1) {
      idle.push(await open());
      if (count % 100 === 0) expect(await ask(SITE)).toBe(200);
    }
    expect(countOpen(idle)).toBeLessThanOrEqual(844);
    for (let count = 0; count < 20; count += 1) {
      expect(await ask(SITE)).toBe(200);
      expect(await ask('{ mostRead(first: 3) { slug } }')).toBe(200);
    }
    expect((await fetch(`${address}/ready`)).status).toBe(200);
    const lines = () => messagesOf(gateway).filter((line) => /^connections: \d+ refused/.test(line));
    await expect.poll(() => lines().length, { timeout: 5000 }).toBeGreaterThan(0);
    expect(lines().length).toBeLessThan((performance.now() - before) / 1000 + 2);
    // A client that still sends nothing is cut after 10 s.
    await expect.poll(() => countOpen(idle), { timeout: 20_000 }).toBe(0);
  }, 120_000);

  it('do not delay answers to other clients, even if each connection has sent a part of a request', async () => {
    await start(1000);
    for (let count = 0; count < 1500; count += 1) {
      await open(count % 2 === 0 ? 'POST /graphql HTTP/1.1\r\nHost: ' : postOf(SITE, { 'Content-Length': '9999' }));
      if (count % 100 === 0) expect(await ask(SITE)).toBe(200);
    }
    expect(await ask(SITE)).toBe(200);
  }, 120_000);
});

describe('answers that their clients do not read', () => {
  it('are dropped after 30 s: their fifteen clients are cut, and other clients are answered meanwhile', async () => {
    await start(4000);
    for (let round = 0; round < 10; round += 1) await ask(LARGE);
    const before = await readMemory(gateway);
    const clients: Awaited<ReturnType<typeof open>>[] = [];
    // The clients ask one after the other. Otherwise, some clients would wait too long for the database.
    for (let count = 0; count < 15; count += 1) {
      const client = await open();
      client.socket.pause();
      client.socket.write(postOf(LARGE).repeat(4));
      clients.push(client);
      await sleep(500);
      expect(await ask(SITE)).toBe(200);
    }
    let most = 0;
    for (let second = 0; second < 25; second += 1) {
      expect(await ask(SITE)).toBe(200);
      most = Math.max(most, await readMemory(gateway));
      await sleep(1000);
    }
    expect(most).toBeLessThan(1024 * MEGABYTE);
    const cut = () => gateway.stdout().matchAll(/(\d+) cut because their clients did not read/g);
    const countCut = () => [...cut()].reduce((total, [, count]) => total + Number(count), 0);
    await expect.poll(countCut, { timeout: 90_000, interval: 500 }).toBe(15);
    for (const { socket } of clients) socket.resume();
    for (const { closed } of clients) expect((await closed).match(/HTTP\/1\.1 200 OK/g)?.length ?? 0).toBeLessThan(4);
    expect(await ask(SITE)).toBe(200);
    await expect
      .poll(async () => (await readMemory(gateway)) - before, { timeout: 30_000 })
      .toBeLessThan(200 * MEGABYTE);
  }, 240_000);
});
