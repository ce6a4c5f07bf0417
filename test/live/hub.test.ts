import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { createRevocations } from '../../src/access/revocations.js';
import { findHead } from '../../src/event-log/read.js';
import type { LiveEvent } from '../../src/event-log/source.js';
import { type Hub, startHub } from '../../src/live/hub.js';
import { useDatabase } from '../support/database.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const maker = useMaker(database);
const hubs: Hub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
});

/** Starts a hub. `execute` is called for each execution: if it throws, the execution fails. */
function start(execute: (event: LiveEvent) => void) {
  const logger = pino({ level: 'silent' });
  const hub = startHub({
    database: database(),
    logger,
    clock: () => NOW,
    maxPerAddress: 0,
    revocations: createRevocations(),
  });
  hubs.push(hub);
  const request = {
    key: 'all',
    address: '',
    selector: { subjects: ['BREAKING'], wants: () => true } as const,
    execute: async (event: LiveEvent) => {
      execute(event);
      return Buffer.from('{}');
    },
  };
  const follow = (after: number | null) => {
    const got: number[] = [];
    let failures = 0;
    let isThere = false;
    const following = hub.follow(request, after, {
      position: 0,
      begin: () => {
        isThere = true;
      },
      send: ({ position }) => got.push(position),
      ready: async () => true,
      fail: () => {
        failures += 1;
      },
    });
    return { got, leave: () => following.leave(), failures: () => failures, isThere: () => isThere };
  };
  return { hub, follow };
}

/** Changes all breaking items in one transaction, so their events are read together. Returns the positions. */
async function changeThree(): Promise<number[]> {
  const before = await findHead(database().db);
  await database().pool.query('update breaking_items set version = version + 1');
  const { rows } = await database().pool.query('select position::int from events where position > $1 order by 1', [
    before,
  ]);
  return rows.map(({ position }) => position);
}

describe('the hub', () => {
  it('sends every event to a subscriber that joins a group after an execution failed, while the earlier subscribers are still leaving', async () => {
    for (const text of ['One', 'Two', 'Three']) {
      const line = { sourceId: text, text, language: 'en', publishedAt: hoursAgo(1) };
      await maker().record({ record: 'breaking', ...line, expiresAt: new Date('2099-01-01T00:00:00Z') });
    }
    let failing = 0;
    const { follow, hub } = start(({ event }) => {
      if (event?.subjectId === failing) throw new Error('not now');
    });
    const first = follow(null);
    await expect.poll(first.isThere).toBe(true);
    const { rows } = await database().pool.query(`select id::int from breaking_items where text = 'Two'`);
    failing = rows[0].id;
    const [one = 0, two, three] = await changeThree();
    hub.wake();
    await expect.poll(first.failures).toBe(1);
    expect(first.got).toEqual([one]);
    failing = 0;
    const second = follow(one);
    await expect.poll(() => second.got).toEqual([two, three]);
    const next = await changeThree();
    hub.wake();
    await expect.poll(() => second.got).toEqual([two, three, ...next]);
    expect(first.got).toEqual([one]);
    first.leave();
    second.leave();
  });
});
