import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { type TestGateway, useGateway } from '../support/gateway.js';
import { useStreams } from './event-source.js';
import { postOf, type RawConnection, useRawConnections } from './raw-connection.js';
import { type RawSocket, useRawSockets } from './raw-socket.js';

const database = useDatabase('sample_newsroom');
const small = useGateway(database, { MAX_CONNECTIONS: '4' });
const single = useGateway(database, { MAX_SOCKETS_PER_ADDRESS: '4' });
const proxied = useGateway(database, { MAX_SOCKETS_PER_ADDRESS: '2', TRUSTED_PROXIES: '1' });
/** A gateway that may open only 64 files. So it accepts at most 16 connections: a quarter of the files. */
const poor = useGateway(database, { MAX_SOCKETS_PER_ADDRESS: '0' }, { openFiles: 64 });

const SLOW = '{ mostRead(first: 1) { slug } }';
const SITE = '{ site { language } }';
const TICKER = { query: 'subscription { breakingNews { cursor } }' };
const SOON = { timeout: 10_000, interval: 20 };
const answered = ({ text }: RawConnection) => /^HTTP\/1\.1 200 OK/.test(text());

/** Locks a table during `run`. Meanwhile, requests for the most read items wait for the lock. */
async function whileSlow<Result>(run: () => Promise<Result>): Promise<Result> {
  const holder = new pg.Client({ connectionString: database().url });
  await holder.connect();
  try {
    await holder.query('begin; lock table content_views');
    return await run();
  } finally {
    await holder.end();
  }
}

/** Counts the requests that wait for the locked table. */
async function countAtWork(): Promise<number> {
  const { rows } = await database().pool.query<{ count: number }>(
    `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]?.count ?? 0;
}

/** Reads the log's lines about connections. */
function linesOf({ log }: TestGateway): { open: number; refused: number; gaveWay: number }[] {
  return log.filter((line) => line.includes('"msg":"connections: ')).map((line) => JSON.parse(line));
}

const sum = (gateway: TestGateway, name: 'refused' | 'gaveWay') =>
  linesOf(gateway).reduce((total, line) => total + (line[name] ?? 0), 0);

describe.each([
  ['MAX_CONNECTIONS', small],
  ['MAX_SOCKETS_PER_ADDRESS', single],
])('connections beyond %s', (_setting, gateway) => {
  const open = useRawConnections(() => gateway().address);

  it('get 503 with a code while all other connections are busy, but /health is answered', async () => {
    const atWork = await whileSlow(async () => {
      const connections = await Promise.all(Array.from({ length: 4 }, () => open(postOf(SLOW))));
      await expect.poll(countAtWork, SOON).toBe(4);
      const refused = await open(postOf(SITE));
      expect(await refused.closed).toMatch(/^HTTP\/1\.1 503 .*Connection: close.*try again later.*LIMIT_EXCEEDED/s);
      const probe = await open('GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
      expect(await probe.closed).toMatch(/^HTTP\/1\.1 200 OK/);
      const silent = await open();
      expect(await silent.closed).toBe('');
      return connections;
    });
    for (const connection of atWork) await expect.poll(() => answered(connection), SOON).toBe(true);
    await expect.poll(() => sum(gateway(), 'refused'), SOON).toBe(2);
    expect((await gateway().ask(SITE)).status).toBe(200);
  });

  it.each([
    ['that sent nothing', ''],
    ['that are kept alive', postOf(SITE)],
    ['with incomplete headers', 'POST /graphql HTTP/1.1\r\nHost: '],
    ['with an incomplete body', postOf(SITE, { 'Content-Length': '1000' })],
  ])('are answered, and the oldest connections %s are closed', async (_what, said) => {
    const idle = [];
    for (let count = 0; count < 4; count += 1) {
      const connection = await open(said);
      if (said === postOf(SITE)) await expect.poll(() => answered(connection), SOON).toBe(true);
      idle.push(connection);
    }
    for (let count = 0; count < 2; count += 1) {
      const connection = await open(postOf(SITE));
      await expect.poll(() => answered(connection), SOON).toBe(true);
    }
    const [first, second, third] = idle;
    await Promise.all([first?.closed, second?.closed]);
    expect(third?.isClosed()).toBe(false);
  });

  it('are counted separately from WebSockets and event streams', async () => {
    const sockets = await Promise.all([joinSocket(), joinSocket()]);
    const streams = [await openStream(TICKER), await openStream(TICKER)];
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    expect((await openStream(TICKER)).status).toBe(503);
    const atWork = await whileSlow(async () => {
      const connections = await Promise.all(Array.from({ length: 4 }, () => open(postOf(SLOW))));
      await expect.poll(countAtWork, SOON).toBe(4);
      return connections;
    });
    for (const connection of atWork) await expect.poll(() => answered(connection), SOON).toBe(true);
    for (const { socket } of sockets) expect(socket.readyState).toBe(socket.OPEN);
  });

  const openStream = useStreams(gateway);
  const { join: joinSocket } = useRawSockets(() => gateway().address);
});

describe('many connections at once', () => {
  const open = useRawConnections(() => small().address);

  it('make at most one log line a second, and the line has the numbers of connections', async () => {
    small().log.length = 0;
    for (let count = 0; count < 60; count += 1) await open();
    await expect.poll(() => sum(small(), 'gaveWay'), SOON).toBe(56);
    expect(linesOf(small()).length).toBeLessThan(4);
    expect(linesOf(small())[0]).toMatchObject({ open: 4 });
  });
});

describe('behind a trusted proxy', () => {
  const open = useRawConnections(() => proxied().address);
  const from = (client: string) => ({ 'X-Forwarded-For': client });

  it('an address has a limit of running requests, but not of connections', async () => {
    const idle = await Promise.all(Array.from({ length: 6 }, () => open()));
    await whileSlow(async () => {
      for (const client of ['192.0.2.1', '192.0.2.1', '192.0.2.2']) await open(postOf(SLOW, from(client)));
      await expect.poll(countAtWork, SOON).toBe(3);
      const refused = await open(postOf(SITE, from('192.0.2.1')));
      expect(await refused.closed).toMatch(/^HTTP\/1\.1 503 .*LIMIT_EXCEEDED/s);
      const other = await open(postOf(SITE, from('192.0.2.2')));
      await expect.poll(() => answered(other), SOON).toBe(true);
    });
    expect(idle.map((connection) => connection.isClosed())).toEqual(Array(6).fill(false));
    await expect
      .poll(async () => (await proxied().askWith({ 'x-forwarded-for': '192.0.2.1' }).ask(SITE)).status, SOON)
      .toBe(200);
    // One connection carries the requests of several clients.
    const [shared] = idle;
    for (let client = 1; client < 6; client += 1) {
      shared?.socket.write(postOf(SITE, from(`192.0.2.${client}`)));
      await expect.poll(() => shared?.text().match(/HTTP\/1\.1 200 OK/g)?.length, SOON).toBe(client);
    }
  });
});

describe('if the process may open fewer files than the settings need', () => {
  const open = useRawConnections(() => poor().address);
  const { open: openSocket } = useRawSockets(() => poor().address);

  it('the log has a warning at the start, and fewer connections are accepted', async () => {
    expect(poor().log.join()).toContain('the process may open 64 files, so at most 16 connections are accepted');
    const idle: RawConnection[] = [];
    for (let count = 0; count < 40; count += 1) idle.push(await open());
    await expect.poll(() => idle.filter((connection) => !connection.isClosed()).length, SOON).toBe(16);
    const connection = await open(postOf(SITE));
    await expect.poll(() => answered(connection), SOON).toBe(true);
  });

  it('WebSockets take at most three quarters of the connections', async () => {
    const opened: RawSocket[] = [];
    for (let count = 0; count < 14; count += 1) opened.push(await openSocket());
    await expect.poll(() => opened.filter(({ socket }) => socket.readyState === socket.OPEN).length, SOON).toBe(12);
    const connection = await open(postOf(SITE));
    await expect.poll(() => answered(connection), SOON).toBe(true);
  });
});
