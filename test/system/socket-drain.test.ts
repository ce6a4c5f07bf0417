import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type RawSocket, useRawSockets } from '../gateway/raw-socket.js';
import { useDatabase } from '../support/database.js';
import { ADDRESS, messagesOf, type StartedProcess, startNode, useBuild } from '../support/process.js';

useBuild();
const database = useDatabase('sample_newsroom');
let address = '';
const sockets = useRawSockets(() => address);
let gateway: StartedProcess | undefined;
afterEach(async () => {
  gateway?.child.kill('SIGKILL');
  await gateway?.ended;
});

async function start(seconds: string): Promise<StartedProcess> {
  const started = startNode('dist/main.js', [], { PORT: '0', DATABASE_URL: database().url, DRAIN_SECONDS: seconds });
  gateway = started;
  address = await started.sees(ADDRESS);
  return started;
}

async function openMany(count: number): Promise<RawSocket[]> {
  const open = await Promise.all(Array.from({ length: count }, () => sockets.join()));
  for (const { subscribe } of open) subscribe('1', 'subscription { breakingNews { cursor } }');
  return open;
}

describe('a gateway that gets SIGTERM', () => {
  it('is immediately not ready, closes its sockets with 1001 over the drain time, and ends with status 0', async () => {
    const { child, ended } = await start('3');
    const open = await openMany(300);
    expect((await fetch(`${address}/ready`)).status).toBe(200);
    const closed: number[] = [];
    const codes = open.map(async (socket) => {
      const { code } = await socket.closed;
      closed.push(performance.now());
      return code;
    });
    const begun = performance.now();
    child.kill('SIGTERM');
    await expect.poll(async () => (await fetch(`${address}/ready`)).status, { interval: 10, timeout: 500 }).toBe(503);
    await expect(sockets.open().then((late) => late.closed)).resolves.toMatchObject({ code: 1001 });
    expect(new Set(await Promise.all(codes))).toEqual(new Set([1001]));
    expect(await ended).toBe(0);
    const times = closed.map((time) => time - begun);
    // In each second, about a third of the sockets are closed.
    for (const second of [0, 1, 2]) {
      const share = times.filter((time) => time >= second * 1000 && time < (second + 1) * 1000).length;
      expect(share, `in second ${second}`).toBeLessThan(160);
    }
    expect(performance.now() - begun).toBeLessThan(6000);
  });

  it('ends immediately if it has no sockets, and does not wait long for a client that does not read', async () => {
    const idle = await start('30');
    const begun = performance.now();
    idle.child.kill('SIGTERM');
    expect(await idle.ended).toBe(0);
    const { child, ended } = await start('30');
    const [silent] = await openMany(1);
    silent?.socket.pause();
    await sleep(100);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(performance.now() - begun).toBeLessThan(15_000);
    if (gateway) expect(messagesOf(gateway).slice(-2)).toEqual(['closing: SIGTERM', 'closed']);
  });
});
