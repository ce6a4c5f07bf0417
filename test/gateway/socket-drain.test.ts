import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { type Gateway, startGateway } from '../../src/gateway/server.js';
import { useDatabase } from '../support/database.js';
import { useRawSockets } from './raw-socket.js';

const database = useDatabase('sample_newsroom');
let gateway: Gateway | undefined;
const address = () => gateway?.address ?? '';
const sockets = useRawSockets(address);
afterEach(() => gateway?.close());

async function start(seconds: number): Promise<Gateway> {
  const config = loadConfig({ PORT: '0', DRAIN_SECONDS: String(seconds) });
  gateway = await startGateway({ config, database: database(), logger: pino({ level: 'silent' }) });
  return gateway;
}

const openMany = (count: number) => Promise.all(Array.from({ length: count }, () => sockets.join()));

/** Returns the times at which sockets were closed, in milliseconds after the first close. */
async function watch(open: Awaited<ReturnType<typeof openMany>>): Promise<number[]> {
  const times = await Promise.all(
    open.map(async ({ closed }) => {
      expect(await closed).toEqual({ code: 1001, reason: expect.stringContaining('connect again') });
      return performance.now();
    }),
  );
  return times.map((time) => time - Math.min(...times)).sort((a, b) => a - b);
}

async function howLong(run: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await run();
  return performance.now() - before;
}

describe('a gateway that closes', () => {
  it('closes its sockets with 1001, in small groups spread over the drain time', async () => {
    const { close } = await start(2);
    const open = await openMany(100);
    const times = watch(open);
    const lasted = await howLong(close);
    const closed = await times;
    expect(lasted).toBeGreaterThan(1700);
    expect(closed.at(-1)).toBeGreaterThan(1700);
    // Half of the sockets are closed after about half of the time.
    expect(closed[50]).toBeGreaterThan(600);
    expect(closed[50]).toBeLessThan(1600);
  });

  it('closes immediately if it has no socket or only one socket', async () => {
    expect(await howLong((await start(20)).close)).toBeLessThan(1000);
    const { close } = await start(20);
    const one = watch(await openMany(1));
    expect(await howLong(close)).toBeLessThan(1000);
    await one;
  });

  it('closes all sockets immediately if the drain time is 0', async () => {
    const { close } = await start(0);
    const times = watch(await openMany(60));
    expect(await howLong(close)).toBeLessThan(1000);
    expect((await times).at(-1)).toBeLessThan(500);
  });

  it('is immediately not ready and refuses new sockets, but still answers open sockets and HTTP', async () => {
    const { close } = await start(3);
    const open = await openMany(20);
    expect((await fetch(`${address()}/ready`)).status).toBe(200);
    const closing = close();
    expect((await fetch(`${address()}/ready`)).status).toBe(503);
    expect((await fetch(`${address()}/health`)).status).toBe(200);
    const late = await sockets.open();
    expect(await late.closed).toEqual({ code: 1001, reason: expect.stringContaining('connect again') });
    const last = open.at(-1);
    last?.subscribe('1', '{ site { language } }');
    expect(await last?.hear()).toMatchObject({ id: '1', payload: { data: { site: { language: 'en' } } } });
    await closing;
  });

  it('waits until a running request has its answer', async () => {
    const { close } = await start(1);
    await openMany(2);
    const holder = new pg.Client({ connectionString: database().url });
    await holder.connect();
    await holder.query('begin; lock table content_views in access exclusive mode');
    const query = encodeURIComponent('{ mostRead(first: 1) { slug } }');
    const answer = fetch(`${address()}/graphql?query=${query}`);
    await sleep(300);
    const closing = close();
    await sleep(300);
    await holder.query('commit');
    await holder.end();
    expect((await answer).status).toBe(200);
    await closing;
  });

  it('cuts a client that does not answer the close frame', async () => {
    const { close } = await start(0);
    const [silent] = await openMany(1);
    silent?.socket.pause();
    const lasted = await howLong(close);
    expect(lasted).toBeGreaterThan(1500);
    expect(lasted).toBeLessThan(4000);
  });
});
