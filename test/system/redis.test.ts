import { pino } from 'pino';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startRedisBus } from '../../src/live/redis-bus.js';
import { SOON, useThreeGateways } from '../live/three-gateways.js';
import { askLiveCursor, publishLine, textsOf } from '../live/ticker.js';
import { useDatabase } from '../support/database.js';
import type { TestGateway } from '../support/gateway.js';
import { PASSWORD, useRedis } from './redis-server.js';

const redis = useRedis();
/** The settings of the gateways. REDIS_URL is added when Redis has a port, before the gateways start. */
const settings: Record<string, string> = {};
beforeAll(() => {
  settings.REDIS_URL = redis().url;
});
const database = useDatabase();
const { expectOneOrder, gatewayAt, gateways, tickers } = useThreeGateways(database, settings);

const CHANNEL = 'dateline:events';
const linesOf = ({ log }: TestGateway, word: string) => log.filter((line) => line.includes(word));

describe('three gateways over one database and one Redis', () => {
  it('send every event to the subscribers of all three, in the same order', async () => {
    await expect.poll(() => redis().countSubscribers(CHANNEL), SOON).toBe(3);
    await expectOneOrder();
  });

  it('do not listen to PostgreSQL', async () => {
    const { rows } = await database().pool.query(
      `select from pg_stat_activity where application_name = 'dateline listen' and datname = current_database()`,
    );
    expect(rows).toEqual([]);
  });

  it('send events while Redis is away, warn once, and use Redis again when it is back', async () => {
    const start = await askLiveCursor(gatewayAt(0));
    const events = await tickers.follow(gatewayAt(1), start);
    for (const gateway of gateways) gateway().log.length = 0;
    await redis().stop();
    const texts = ['One', 'Two', 'Three'];
    for (const text of texts) {
      await publishLine(gatewayAt(0), text);
      await expect.poll(() => textsOf(events).at(-1), SOON).toBe(text);
    }
    expect((await fetch(`${gatewayAt(1).address}/ready`)).status).toBe(200);
    await redis().start();
    await expect.poll(() => redis().countSubscribers(CHANNEL), SOON).toBe(3);
    for (const gateway of gateways) {
      await expect.poll(() => linesOf(gateway(), 'Redis is back'), SOON).toHaveLength(1);
      expect(linesOf(gateway(), 'Redis is lost')).toHaveLength(1);
    }
    await publishLine(gatewayAt(2), 'Four');
    await expect.poll(() => textsOf(events), SOON).toEqual([...texts, 'Four']);
  });
});

describe('the bus over Redis', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  const join = async (url: string) => {
    const log: string[] = [];
    const heard = { hints: 0 };
    const logger = pino({ level: 'debug' }, { write: (line) => void log.push(line) });
    const bus = startRedisBus({ url, logger, onHint: () => (heard.hints += 1) });
    closers.push(bus.close);
    return { bus, heard, log };
  };
  /** Starts two buses, and waits until both are connected. */
  const joinTwo = async () => {
    const others = await redis().countSubscribers(CHANNEL);
    const both = [await join(redis().url), await join(redis().url)] as const;
    await expect.poll(() => redis().countSubscribers(CHANNEL), SOON).toBe(others + 2);
    await expect.poll(() => both.map(({ heard }) => heard.hints), SOON).toEqual([1, 1]);
    return both;
  };

  it('notifies every bus of each write, including its own bus', async () => {
    const [one, other] = await joinTwo();
    one.bus.announce();
    await expect.poll(() => other.heard.hints, SOON).toBe(2);
    other.bus.announce();
    await expect.poll(() => one.heard.hints, SOON).toBe(3);
    expect(other.heard.hints).toBe(3);
  });

  it('notifies only of writes, and not of queries', async () => {
    const [one] = await joinTwo();
    await publishLine(gatewayAt(0), 'Announced');
    await expect.poll(() => one.heard.hints, SOON).toBe(2);
    await askLiveCursor(gatewayAt(0));
    await publishLine(gatewayAt(1), 'Announced too');
    await expect.poll(() => one.heard.hints, SOON).toBe(3);
  });

  it('drops notifications while Redis is away, and sends new notifications when Redis is back', async () => {
    const [one, other] = await joinTwo();
    await redis().stop();
    await expect.poll(() => one.log.length, SOON).toBeGreaterThan(0);
    for (let write = 0; write < 1000; write += 1) one.bus.announce();
    await redis().start();
    await expect.poll(() => one.log.join(), SOON).toContain('Redis is back');
    await expect.poll(() => other.log.join(), SOON).toContain('Redis is back');
    const { hints } = other.heard;
    one.bus.announce();
    await expect.poll(() => other.heard.hints, SOON).toBeGreaterThan(hints);
  });

  it('logs one line if Redis refuses the password, without the password', async () => {
    const { log } = await join(redis().url.replace(PASSWORD, 'HIDDEN'));
    await new Promise((done) => setTimeout(done, 1500));
    expect(log).toHaveLength(1);
    expect(log.join()).toMatch(/WRONGPASS.*Redis is lost/);
    expect(log.join()).not.toContain('HIDDEN');
  });
});
