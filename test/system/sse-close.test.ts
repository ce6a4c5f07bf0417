import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { loadConfig } from '../../src/config.js';
import { type Gateway, startGateway } from '../../src/gateway/server.js';
import { type Stream, useStreams } from '../gateway/event-source.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database, { MAX_SOCKETS_PER_ADDRESS: '3' });
const open = useStreams(gateway);

let other: Gateway | undefined;
const openThere = useStreams(() => other ?? gateway());
const gateways: Gateway[] = [];
afterEach(async () => {
  for (const started of gateways.splice(0)) await started.close();
});

async function startAnother(settings: Record<string, string>): Promise<Gateway> {
  const config = loadConfig({ PORT: '0', ...settings });
  const logger = pino({ level: 'silent' });
  const started = await startGateway({ config, database: database(), logger, clock: () => NOW });
  gateways.push(started);
  other = started;
  return started;
}

const TICKER = { query: 'subscription { breakingNews { cursor item { text } } }' };
/** A subscription with events of 100 KB. The kernel's buffers take some megabytes before frames wait in the process. */
const WIDE = {
  query: `subscription ($after: String) { breakingNews(after: $after) { cursor item { ${Array.from(
    { length: 200 },
    (_, index) => `t${index}: text`,
  ).join(' ')} } } }`,
};
const LINES = 200;
const SOON = { timeout: 20_000, interval: 50 };
const began = (stream: Stream) => expect.poll(stream.lastId, SOON).not.toBe('');

describe('a client that does not read', () => {
  it('is cut and can resume after its last id, and other clients get every event', async () => {
    const [slow, quick] = [await open(WIDE), await open(WIDE)];
    await Promise.all([began(slow), began(quick)]);
    slow.pause();
    await database().pool.query(
      `insert into breaking_items (language, text, published_at, updated_at, expires_at)
        select 'en', rpad(n || ' ', 500, 'x'), '2026-01-01', '2026-01-01', '2100-01-01' from generate_series(1, $1) as n`,
      [LINES],
    );
    await expect.poll(() => quick.events().length, SOON).toBe(LINES);
    slow.resume();
    expect(await slow.ended).toBe('cut');
    const had = slow.events().map(({ id }) => id);
    expect(had.length).toBeLessThan(LINES);
    const again = await open(WIDE, { 'last-event-id': slow.lastId() });
    await expect.poll(() => had.length + again.events().length, SOON).toBe(LINES);
    expect([...had, ...again.events().map(({ id }) => id)]).toEqual(quick.events().map(({ id }) => id));
  });
});

describe('the limit of connections from one address', () => {
  it('counts open streams and sockets together, but not queries', async () => {
    const streams = [await open(TICKER), await open(TICKER)];
    const socket = new WebSocket(`${gateway().address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    await new Promise((done) => socket.on('open', done));
    const refused = await open(TICKER);
    await refused.ended;
    expect([refused.status, refused.text()]).toEqual([503, expect.stringContaining('LIMIT_EXCEEDED')]);
    expect((await open({ query: '{ site { language } }' })).status).toBe(200);
    streams[0]?.leave();
    await expect.poll(async () => (await open(TICKER)).status, SOON).toBe(200);
    socket.terminate();
  });
});

describe('a gateway that closes', () => {
  it('ends its streams without a `complete`', async () => {
    const closing = await startAnother({ DRAIN_SECONDS: '0' });
    const streams = await Promise.all([openThere(TICKER), openThere(TICKER), openThere(WIDE)]);
    await Promise.all(streams.map(began));
    const start = performance.now();
    await closing.close();
    expect(performance.now() - start).toBeLessThan(3000);
    expect(await Promise.all(streams.map(({ ended }) => ended))).toEqual(['whole', 'whole', 'whole']);
    for (const stream of streams) expect(stream.text()).not.toContain('complete');
  });

  it('ends its streams over the whole drain time, so that not all clients connect again at the same time', async () => {
    const closing = await startAnother({ DRAIN_SECONDS: '1' });
    const streams = await Promise.all(Array.from({ length: 20 }, () => openThere(TICKER)));
    await Promise.all(streams.map(began));
    const ends: number[] = [];
    for (const { ended } of streams) void ended.then(() => ends.push(performance.now()));
    await closing.close();
    await expect.poll(() => ends.length, SOON).toBe(20);
    expect(Math.max(...ends) - Math.min(...ends)).toBeGreaterThan(200);
  });

  it('cuts a client that does not read the end of its stream', async () => {
    const closing = await startAnother({ DRAIN_SECONDS: '0' });
    const stream = await openThere(WIDE);
    await began(stream);
    stream.pause();
    await database().pool.query(
      `update breaking_items set version = version + 1 where id in (select id from breaking_items order by id limit 80)`,
    );
    await new Promise((done) => setTimeout(done, 2500));
    const start = performance.now();
    await closing.close();
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
