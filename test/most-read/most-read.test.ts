import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  const { article } = make();
  const view = (ago: number, views: number) => ({ hour: hoursAgo(ago), views });
  await article({ headline: 'Read this hour', publishedAt: hoursAgo(90), views: [view(0, 5)] });
  await article({ headline: 'Read this morning', publishedAt: hoursAgo(91), views: [view(5, 20), view(6, 20)] });
  await article({ headline: 'Read this week', publishedAt: hoursAgo(92), views: [view(100, 500)] });
  await article({ headline: 'Read this month', publishedAt: hoursAgo(93), views: [view(600, 9000)] });
  await article({ headline: 'Read last year', publishedAt: hoursAgo(9000), views: [view(8000, 99_999)] });
  await article({ headline: 'Newest', publishedAt: hoursAgo(1) });
  await article({ headline: 'Withdrawn', status: 'WITHDRAWN', publishedAt: hoursAgo(80), views: [view(0, 1000)] });
  await article({ headline: 'Leído', language: 'es', publishedAt: hoursAgo(80), views: [view(0, 1000)] });
});

async function ask(window: string, first: number): Promise<string[]> {
  const { data, errors } = await gateway().ask<{ mostRead: { headline: string }[] }>(
    'query ($window: MostReadWindow!, $first: Int!) { mostRead(window: $window, first: $first) { headline } }',
    { window, first },
  );
  expect(errors).toBeUndefined();
  return data.mostRead.map((item) => item.headline);
}

describe('mostRead', () => {
  it('counts only views in the time window', async () => {
    expect(await ask('LAST_HOUR', 1)).toEqual(['Read this hour']);
    expect(await ask('LAST_24_HOURS', 2)).toEqual(['Read this morning', 'Read this hour']);
    expect(await ask('LAST_7_DAYS', 3)).toEqual(['Read this week', 'Read this morning', 'Read this hour']);
    expect(await ask('LAST_30_DAYS', 2)).toEqual(['Read this month', 'Read this week']);
  });

  it('adds the newest items if too few items were read, and lists no item twice', async () => {
    expect(await ask('LAST_HOUR', 3)).toEqual(['Read this hour', 'Newest', 'Read this morning']);
    const all = await ask('LAST_24_HOURS', 100);
    expect(new Set(all).size).toBe(all.length);
    expect(all).toHaveLength(6);
  });

  it('lists only public items in the site’s language', async () => {
    const all = await ask('LAST_30_DAYS', 100);
    expect(all).not.toContain('Withdrawn');
    expect(all).not.toContain('Leído');
  });

  it('refuses to list 101 items, and names the argument', async () => {
    const { errors } = await gateway().ask('{ mostRead(first: 101) { headline } }');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } });
  });
});
