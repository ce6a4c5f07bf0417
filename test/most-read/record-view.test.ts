import { pino } from 'pino';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.js';
import { startGateway } from '../../src/gateway/server.js';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database, { TRUSTED_PROXIES: '1' });
const make = useMaker(database);

const RECORD = 'mutation RecordView($id: ID!) { recordView(input: { contentId: $id }) { accepted } }';
const ids = new Map<string, number>();
const globalId = (headline: string, type = 'Article') => encodeGlobalId(type, ids.get(headline) ?? 0);

beforeAll(async () => {
  for (const [index, headline] of ['First', 'Second', 'Third', 'Last'].entries()) {
    const { id } = await make().article({ headline, publishedAt: hoursAgo(10 + index) });
    ids.set(headline, id);
  }
});

const from = (address: string) => gateway().askWith({ 'x-forwarded-for': address });

async function view(id: string, address = '192.0.2.1'): Promise<boolean> {
  const { data, errors } = await from(address).ask<{ recordView: { accepted: boolean } }>(RECORD, { id });
  expect(errors).toBeUndefined();
  return data.recordView.accepted;
}

async function viewsOf(headline: string): Promise<number> {
  const { rows } = await database().pool.query(
    'select coalesce(sum(views), 0)::int as views from content_views where content_id = $1',
    [ids.get(headline)],
  );
  return rows[0].views;
}

/** A counted view must be in the database within this time. */
const SOON = { timeout: 5000, interval: 50 };

describe('recordView', () => {
  it('counts anonymous views, and `mostRead` shows them within five seconds', { timeout: 20_000 }, async () => {
    expect(await view(globalId('Last'), '192.0.2.1')).toBe(true);
    expect(await view(globalId('Last'), '192.0.2.2')).toBe(true);
    expect(await view(globalId('Third'), '192.0.2.1')).toBe(true);
    const mostRead = async () => {
      const { data } = await gateway().ask<{ mostRead: { headline: string }[] }>(
        '{ mostRead(first: 3, window: LAST_HOUR) { headline } }',
      );
      return data.mostRead.map(({ headline }) => headline);
    };
    await expect.poll(mostRead, SOON).toEqual(['Last', 'Third', 'First']);
  });

  it('counts one view per client, item and minute, and ignores addresses that the client makes up', async () => {
    const id = globalId('First');
    expect([await view(id, '192.0.2.9'), await view(id, '192.0.2.9')]).toEqual([true, false]);
    // The trusted proxy adds the last address. The client may have made up the addresses before it.
    expect(await view(id, '203.0.113.5, 192.0.2.9')).toBe(false);
    expect([await view(id, '2001:db8:1:2::1'), await view(id, '2001:db8:1:2:ffff::9')]).toEqual([true, false]);
    expect(await view(id, '2001:db8:1:3::1')).toBe(true);
    gateway().now = new Date(NOW.getTime() + 60_000);
    expect(await view(id, '192.0.2.9')).toBe(true);
    gateway().now = NOW;
  });

  it('sends no SQL statement for each view, but one for each batch', { timeout: 60_000 }, async () => {
    const id = globalId('Second');
    const { statements } = database();
    // Waits until the views of the tests above are written.
    await new Promise((done) => setTimeout(done, 2500));
    const writes = () => statements.map(({ sql }) => sql.slice(0, 27));
    statements.length = 0;
    const began = Date.now();
    for (let batch = 0; batch < 20; batch += 1) {
      const addresses = Array.from({ length: 50 }, (_, index) => `198.51.${batch}.${index}`);
      expect(await Promise.all(addresses.map((address) => view(id, address)))).not.toContain(false);
    }
    const flushes = Math.floor((Date.now() - began) / 2000) + 1;
    await expect.poll(() => viewsOf('Second'), SOON).toBe(1000);
    expect(new Set(writes())).toEqual(new Set(['insert into "content_views"']));
    expect(writes().length).toBeLessThanOrEqual(flushes);
  });

  it('ignores unknown items, but refuses an id that is not of a content item, and names the argument', async () => {
    expect(await view(encodeGlobalId('Article', 999_999))).toBe(true);
    for (const id of ['nonsense', encodeGlobalId('Tag', 1), '']) {
      const { errors } = await from('192.0.2.1').ask(RECORD, { id });
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'input.contentId' } });
    }
  });

  it('writes all counted views before the gateway is closed', async () => {
    const config = loadConfig({ PORT: '0' });
    const logger = pino({ level: 'silent' });
    const other = await startGateway({ config, database: database(), logger, clock: () => NOW });
    const before = await viewsOf('Third');
    const response = await fetch(`${other.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '192.0.2.77' },
      body: JSON.stringify({ query: RECORD, variables: { id: globalId('Third') } }),
    });
    expect(await response.json()).toEqual({ data: { recordView: { accepted: true } } });
    await other.close();
    expect(await viewsOf('Third')).toBe(before + 1);
  });
});
