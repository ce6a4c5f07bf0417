import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RawSocket, useRawSockets } from '../gateway/raw-socket.js';
import { aliases } from '../support/attacks.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';

const MOST_WAITING = 9_000_000;
const database = useDatabase('sample_newsroom');
const gateway = useGateway(database, {}, { mostWaiting: MOST_WAITING });
const sockets = useRawSockets(() => gateway().address);

const SITE = '{ site { language } }';
const megabytes = (count: number) => `{ contentItems(first: 10) { nodes { ${aliases(count * 10, 'standfirst')} } } }`;
const SOON = { timeout: 15_000, interval: 50 };

beforeAll(async () => {
  await database().pool.query(`update content_items set standfirst = repeat('x', 10000)`);
});

function countCut(): number {
  const lines = gateway().log.map((line): { unread?: number } => JSON.parse(line));
  return lines.reduce((total, { unread = 0 }) => total + unread, 0);
}

function ask({ subscribe }: RawSocket, count: number, query: string): void {
  for (let id = 0; id < count; id += 1) subscribe(String(id), query);
}

/** Waits until this number of operations have completed. Returns the bytes of their answers. */
async function hearAll({ hear }: RawSocket, count: number): Promise<number> {
  let bytes = 0;
  for (let left = count; left > 0; ) {
    const message = await hear();
    if (message.type === 'complete') left -= 1;
    else bytes += JSON.stringify(message).length;
  }
  return bytes;
}

/** Counts the executed operations. */
const countExecuted = () => database().statements.filter(({ sql }) => sql.includes('"standfirst"')).length;

describe('a socket whose client does not read', () => {
  it('has only some of its operations executed until its client reads again', async () => {
    const socket = await sockets.join();
    socket.socket.pause();
    database().statements.length = 0;
    ask(socket, 48, megabytes(1));
    await sleep(2000);
    expect(countExecuted()).toBeGreaterThan(0);
    expect(countExecuted()).toBeLessThan(30);
    socket.socket.resume();
    expect(await hearAll(socket, 48)).toBeGreaterThan(48_000_000);
    expect(countExecuted()).toBe(48);
  });

  it('is cut if its unread and waiting answers exceed the limit for all connections, and other sockets stay open', async () => {
    const [socket, neighbour] = [await sockets.join(), await sockets.join()];
    socket.socket.pause();
    ask(socket, 6, megabytes(3));
    await expect.poll(countCut, SOON).toBe(1);
    neighbour.subscribe('1', SITE);
    expect(await neighbour.hear()).toMatchObject({ id: '1', type: 'next' });
    socket.socket.resume();
    expect((await socket.closed).code).toBe(1006);
  });

  it('is not cut if its client reads after a pause, because answers that were read no longer count', async () => {
    const socket = await sockets.join();
    const before = countCut();
    for (let round = 0; round < 8; round += 1) {
      socket.socket.pause();
      ask(socket, 3, megabytes(3));
      await sleep(400);
      socket.socket.resume();
      expect(await hearAll(socket, 3)).toBeGreaterThan(9_000_000);
    }
    await sleep(1100);
    expect(countCut()).toBe(before);
  });
});
