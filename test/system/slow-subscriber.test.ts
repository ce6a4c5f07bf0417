import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type RawSocket, useRawSockets } from '../gateway/raw-socket.js';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';

const ITEMS = 100;
const EVENTS = 10_000;
/** A text so long that the events of a subscriber fill the kernel's buffers several times. */
const TEXT = 'The river is still rising. '.repeat(130);
const SLOW = 5;
const MEGABYTE = 1_048_576;

const database = useDatabase();
const gateway = useGateway(database, { MAX_SUBSCRIPTIONS_PER_SOCKET: '1' });
const sockets = useRawSockets(() => gateway().address);
let ticker = '';
beforeAll(async () => {
  ticker = await readOperation('BreakingTicker');
});

/** Subscribes, and keeps only the cursors of the events. */
async function follow(after?: string): Promise<RawSocket & { readonly cursors: string[] }> {
  const socket = await sockets.join();
  const cursors: string[] = [];
  socket.socket.removeAllListeners('message');
  socket.socket.on('message', (data) => {
    const { payload } = JSON.parse(String(data));
    expect(payload.errors).toBeUndefined();
    cursors.push(payload.data.breakingNews.cursor);
  });
  socket.subscribe('1', ticker, { after });
  return { ...socket, cursors };
}

/** Stops reading, but still sends pongs, so that the client looks healthy to the gateway. */
function stopReading({ socket }: RawSocket): () => void {
  socket.pause();
  const pongs = setInterval(() => socket.readyState === socket.OPEN && socket.pong(), 1000);
  return () => clearInterval(pongs);
}

/** Changes all breaking items until there are this many events. Each change is an event. */
async function write(events: number): Promise<void> {
  for (let count = 0; count < events; count += ITEMS)
    await database().pool.query('update breaking_items set version = version + 1, updated_at = now()');
}

async function readCursors(): Promise<string[]> {
  const { rows } = await database().pool.query('select position from events order by position');
  return rows.map(({ position }) => Buffer.from(JSON.stringify(['log', Number(position)])).toString('base64url'));
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Returns the bytes in buffers, which are mostly waiting frames. */
function measureBuffers(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}

describe('subscribers that stop reading', () => {
  it('are cut and can resume after their cursors, other subscribers get every event, and the memory is freed', async () => {
    await database().pool.query(
      `insert into breaking_items (language, text, published_at, updated_at, expires_at)
        select 'en', $1 || item, '2026-03-23T11:00:00Z', '2026-03-23T11:00:00Z', '2099-01-01T00:00:00Z'
        from generate_series(1, $2) item`,
      [TEXT, ITEMS],
    );
    const [well, ...slow] = await Promise.all(Array.from({ length: SLOW + 1 }, () => follow()));
    if (!well) throw new Error('a subscriber expected');
    await sleep(1000);
    await write(ITEMS);
    const told = () => slow.map(({ cursors }) => cursors.length);
    await expect.poll(told, { timeout: 10_000 }).toEqual(Array(SLOW).fill(ITEMS));
    const before = measureBuffers();
    const stops = slow.map(stopReading);
    const gone = Promise.all(slow.map(({ closed }) => closed));

    let most = 0;
    for (let count = 0; count < EVENTS; count += 500) {
      await write(500);
      most = Math.max(most, measureBuffers());
    }
    const all = (await readCursors()).slice(-EVENTS - ITEMS);
    await expect.poll(() => well.cursors.length, { timeout: 60_000 }).toBe(all.length);
    expect(well.cursors).toEqual(all);
    // Each slow socket has at most the bytes of the limit. The other socket has a few frames that it has not read yet.
    expect(most - before).toBeLessThan((SLOW * 1.5 + 10) * MEGABYTE);

    // The sockets were cut, because their clients did not read the close frame either.
    expect((await gone).map(({ code }) => code)).toEqual(Array(SLOW).fill(1006));
    for (const stop of stops) stop();
    // A cut socket frees its frames a moment after its close event.
    await expect.poll(() => measureBuffers() - before, { timeout: 10_000 }).toBeLessThan(2 * MEGABYTE);

    const [first] = slow;
    const back = await follow(first?.cursors.at(-1));
    await expect.poll(() => (first?.cursors.length ?? 0) + back.cursors.length, { timeout: 60_000 }).toBe(all.length);
    expect([...(first?.cursors ?? []), ...back.cursors]).toEqual(all);
  }, 240_000);
});
