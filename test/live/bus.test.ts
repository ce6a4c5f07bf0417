import pg from 'pg';
import { pino } from 'pino';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { startListenBus } from '../../src/live/listen-bus.js';
import { type TestDatabase, useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { SOON, useThreeGateways } from './three-gateways.js';
import { askLiveCursor, publishLine, textsOf } from './ticker.js';

const database = useDatabase();
const { expectOneOrder, gatewayAt, gateways, tickers } = useThreeGateways(database);
/** Gateways with a Redis URL at which nothing listens. */
const deaf = [0, 1].map(() => useGateway(database, { REDIS_URL: 'redis://user:SECRET@127.0.0.1:1' }));

async function countListeners({ pool }: TestDatabase): Promise<number> {
  const { rows } = await pool.query(
    `select count(*)::int as count from pg_stat_activity
      where application_name = 'dateline listen' and datname = current_database() and query = 'listen dateline_events'`,
  );
  return rows[0].count;
}

const endListeners = ({ pool }: TestDatabase) =>
  pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'dateline listen' and datname = current_database()`,
  );

/** Allows or forbids new connections to the test's database. Open connections stay open. */
async function allowConnections(isAllowed: boolean): Promise<void> {
  const admin = new pg.Client({ connectionString: inject('serverUrl') });
  await admin.connect();
  const name = new URL(database().url).pathname.slice(1);
  await admin.query(`alter database ${name} with allow_connections ${isAllowed}`);
  await admin.end();
}

const warningsOf = (log: readonly string[], word: string) => log.filter((line) => line.includes(word));

describe('three gateways over one database', () => {
  it('send every event to the subscribers of all three, in the same order', async () => {
    await expectOneOrder();
  });

  it('miss no event when their LISTEN connections are ended, and listen again', async () => {
    const start = await askLiveCursor(gatewayAt(0));
    const events = await tickers.follow(gatewayAt(1), start);
    await expect.poll(() => countListeners(database()), SOON).toBe(3);
    for (const gateway of gateways) gateway().log.length = 0;
    await endListeners(database());
    await publishLine(gatewayAt(0), 'While nobody listened');
    await expect.poll(() => textsOf(events), SOON).toEqual(['While nobody listened']);
    await expect.poll(() => countListeners(database()), SOON).toBe(3);
    for (const gateway of gateways) {
      await expect.poll(() => warningsOf(gateway().log, 'LISTEN is back'), SOON).toHaveLength(1);
      expect(warningsOf(gateway().log, 'LISTEN is lost')).toHaveLength(1);
    }
  });

  it('are ready and send events while LISTEN is not possible, and warn once', async () => {
    const start = await askLiveCursor(gatewayAt(0));
    const events = await tickers.follow(gatewayAt(2), start);
    await Promise.all(Array.from({ length: 5 }, () => database().pool.query('select pg_sleep(0.05)')));
    for (const gateway of gateways) gateway().log.length = 0;
    await allowConnections(false);
    try {
      await endListeners(database());
      for (const text of ['One', 'Two', 'Three']) {
        await publishLine(gatewayAt(0), text);
        await expect.poll(() => textsOf(events).at(-1), SOON).toBe(text);
      }
      expect((await fetch(`${gatewayAt(2).address}/ready`)).status).toBe(200);
      expect(await countListeners(database())).toBe(0);
      for (const gateway of gateways) expect(warningsOf(gateway().log, 'LISTEN is lost')).toHaveLength(1);
    } finally {
      await allowConnections(true);
    }
    await expect.poll(() => countListeners(database()), SOON).toBe(3);
    expect(textsOf(events)).toEqual(['One', 'Two', 'Three']);
  });
});

describe('gateways with a REDIS_URL at which there is no Redis', () => {
  const ends = () => {
    const [writer, reader] = deaf.map((gateway) => gateway());
    if (!writer || !reader) throw new Error('two gateways expected');
    return { writer, reader };
  };

  it('send each other’s events in order, because they also poll the log', async () => {
    const { reader, writer } = ends();
    const start = await askLiveCursor(writer);
    const events = await tickers.follow(reader, start);
    const texts = ['Unheard', 'Unheard too'];
    for (const text of texts) await publishLine(writer, text);
    await expect.poll(() => textsOf(events), SOON).toEqual(texts);
  });

  it('are ready, and log one warning, without the password', async () => {
    const { reader } = ends();
    await new Promise((done) => setTimeout(done, 500));
    expect((await fetch(`${reader.address}/ready`)).status).toBe(200);
    expect(warningsOf(reader.log, 'Redis is lost')).toHaveLength(1);
    expect(reader.log.join()).not.toContain('SECRET');
  });
});

describe('the bus over LISTEN', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  const listen = (url: string) => {
    const heard = { hints: 0 };
    const bus = startListenBus({ url, logger: pino({ level: 'silent' }), onHint: () => (heard.hints += 1) });
    closers.push(bus.close);
    return { bus, heard };
  };

  it('calls onHint for each commit, and once whenever it begins to listen', async () => {
    const { heard } = listen(database().url);
    await expect.poll(() => heard.hints, SOON).toBe(1);
    await database().pool.query('notify dateline_events');
    await expect.poll(() => heard.hints, SOON).toBe(2);
    await endListeners(database());
    await expect.poll(() => heard.hints, SOON).toBe(3);
    await database().pool.query('notify dateline_events');
    await expect.poll(() => heard.hints, SOON).toBe(4);
  });

  it('closes at once, also while it waits to connect again', async () => {
    const { bus } = listen('postgres://nobody@127.0.0.1:1/none');
    await new Promise((done) => setTimeout(done, 400));
    const begun = performance.now();
    await bus.close();
    expect(performance.now() - begun).toBeLessThan(1000);
  });
});
