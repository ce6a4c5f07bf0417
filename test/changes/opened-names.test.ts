import { beforeAll, expect, it } from 'vitest';
import { openAndClose } from '../../src/event-log/clock.js';
import { useDatabase } from '../support/database.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const maker = useMaker(database);

async function readTagEvents(): Promise<string[]> {
  const { rows } = await database().pool.query("select change from events where subject = 'TAG' order by position");
  return rows.map(({ change }) => change);
}

beforeAll(async () => {
  for (const headline of ['First', 'Second'])
    await maker().article({
      ...{ headline, publishedAt: hoursAgo(2), embargoedUntil: hoursAgo(-1) },
      tags: [{ name: 'Harbour works' }],
    });
});

it('a name of embargoed items has no event before they open, and one event when they open', async () => {
  expect(await readTagEvents()).toEqual([]);
  while (await openAndClose(database(), hoursAgo(-1)));
  expect(await readTagEvents()).toEqual(['PUBLISHED']);
});
