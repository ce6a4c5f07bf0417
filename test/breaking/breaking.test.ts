import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const line = (text: string, more: object = {}) =>
  make().record({ record: 'breaking', sourceId: text, language: 'en', text, publishedAt: hoursAgo(1), ...more });

beforeAll(async () => {
  await make().record({ record: 'region', language: 'en', slug: 'coast', name: 'Coast' });
  for (let hour = 1; hour <= 7; hour += 1) await line(`Line ${hour}`, { publishedAt: hoursAgo(hour) });
  await line('Line 4b', {
    publishedAt: hoursAgo(4),
    attribution: 'Local sources',
    region: 'coast',
    urgency: 1,
    status: 'DEVELOPING',
  });
  await line('Retracted', { status: 'RETRACTED' });
  await line('Expired', { expiresAt: hoursAgo(0) });
  await line('A day old', { publishedAt: hoursAgo(24) });
  await line('Scheduled', { publishedAt: hoursAgo(-1) });
  await line('Línea', { language: 'es' });
});

const SHOWN = ['Line 1', 'Line 2', 'Line 3', 'Line 4b', 'Line 4', 'Line 5', 'Line 6', 'Line 7'];

interface Ticker {
  readonly breakingItems: {
    nodes: { text: string }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  };
}

async function page(args: string): Promise<Ticker['breakingItems']> {
  const { data, errors } = await gateway().ask<Ticker>(
    `{ breakingItems(${args}) { nodes { text } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  );
  expect(errors).toBeUndefined();
  return data.breakingItems;
}

describe('breakingItems', () => {
  it('lists public items in the site’s language, the newest first', async () => {
    const { nodes } = await page('first: 100');
    expect(nodes.map((item) => item.text)).toEqual(SHOWN);
  });

  it('returns the attribution separately from the text', async () => {
    const { data } = await gateway().ask<{ breakingItems: { nodes: object[] } }>(
      '{ breakingItems(first: 4) { nodes { text attribution urgency status region { name slug } } } }',
    );
    expect(data.breakingItems.nodes[3]).toEqual({
      text: 'Line 4b',
      attribution: 'Local sources',
      urgency: 1,
      status: 'DEVELOPING',
      region: { name: 'Coast', slug: 'coast' },
    });
  });

  it('has pages forward and backward, and a newly published item does not repeat or hide other items', async () => {
    const first = await page('first: 3');
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    await line('Just now', { publishedAt: hoursAgo(0.5) });
    const second = await page(`first: 3, after: ${JSON.stringify(first.pageInfo.endCursor)}`);
    const third = await page(`first: 3, after: ${JSON.stringify(second.pageInfo.endCursor)}`);
    expect([first, second, third].flatMap(({ nodes }) => nodes.map((item) => item.text))).toEqual(SHOWN);
    expect(third.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const back = await page(`last: 3, before: ${JSON.stringify(third.pageInfo.startCursor)}`);
    expect(back.nodes).toEqual(second.nodes);
    expect(back.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: true });
  });

  it('returns ids that `node` finds, until the item is retracted', async () => {
    const { data } = await gateway().ask<{ breakingItems: { nodes: { id: string }[] } }>(
      '{ breakingItems(first: 1) { nodes { id } } }',
    );
    const id = data.breakingItems.nodes[0]?.id;
    const query = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    expect((await gateway().ask(query, { id })).data).toEqual({ node: { __typename: 'BreakingItem', id } });
    const { rows } = await database().pool.query(`select id from breaking_items where text = 'Retracted'`);
    const gone = Buffer.from(`BreakingItem:${rows[0].id}`).toString('base64');
    expect((await gateway().ask(query, { id: gone })).data).toEqual({ node: null });
  });
});
