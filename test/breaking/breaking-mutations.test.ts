import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

interface Payload {
  item: { id: string; text: string; status: string; version: number; [field: string]: unknown } | null;
  cursor: string | null;
  userErrors: { code: string; message: string; field: string | null }[];
}

const FIELDS = `item { id text attribution urgency status language publishedAt updatedAt expiresAt version
  region { slug } article { headline } } cursor userErrors { code message field }`;

/** Runs a mutation as a publisher. */
async function write(mutation: string, input: Record<string, unknown>): Promise<Payload> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors } = await (await gateway().as('publisher')).ask<Record<string, Payload>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${FIELDS} } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  const payload = data[mutation];
  if (!payload) throw new Error(`${mutation} returned no payload`);
  return payload;
}

async function publish(text: string, more: object = {}): Promise<string> {
  const { item, userErrors } = await write('publishBreakingItem', { text, ...more });
  expect(userErrors).toEqual([]);
  return item?.id ?? '';
}

const keyOf = (id: string) => Number(Buffer.from(id, 'base64').toString().split(':')[1]);

/** Reads the events of an item. */
async function eventsOf(id: string) {
  const { rows } = await database().pool.query(
    `select change, version, reason from events where subject = 'BREAKING' and subject_id = $1 order by position`,
    [keyOf(id)],
  );
  return rows;
}

async function ticker(): Promise<string[]> {
  const { data } = await gateway().ask<{ breakingItems: { nodes: { text: string }[] } }>(
    '{ breakingItems(first: 100) { nodes { text } } }',
  );
  return data.breakingItems.nodes.map(({ text }) => text);
}

const later = (hours: number) => {
  gateway().now = new Date(NOW.getTime() + hours * 3_600_000);
};

beforeAll(async () => {
  await make().record({ record: 'region', language: 'en', slug: 'coast', name: 'Coast' });
  await make().article({ headline: 'Storm makes landfall' });
  await make().article({ headline: 'Not yet public', publishedAt: hoursAgo(-5) });
  await make().article({ type: 'VIDEO', headline: 'Waves' });
});

beforeEach(() => later(0));

async function idOf(headline: string, type = 'Article'): Promise<string> {
  const { rows } = await database().pool.query('select id from content_items where headline = $1', [headline]);
  return encodeGlobalId(type, rows[0].id);
}

describe('publishBreakingItem', () => {
  it('puts an item on the ticker at once, with defaults for absent fields', async () => {
    const { cursor, item, userErrors } = await write('publishBreakingItem', { text: '  Bridge\n closed ' });
    expect(userErrors).toEqual([]);
    expect(item).toMatchObject({ text: 'Bridge closed', attribution: null, urgency: 3, status: 'CONFIRMED' });
    expect(item).toMatchObject({ language: 'en', version: 1, publishedAt: NOW.toISOString(), article: null });
    expect(item?.expiresAt).toBe(hoursAgo(-24).toISOString());
    expect(await ticker()).toContain('Bridge closed');
    expect(await eventsOf(item?.id ?? '')).toEqual([{ change: 'PUBLISHED', version: 1, reason: null }]);
    const { rows } = await database().pool.query('select max(position)::int as position from events');
    expect(JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString())).toEqual(['log', rows[0].position]);
  });

  it('accepts every field', async () => {
    const { item } = await write('publishBreakingItem', {
      ...{ text: 'Ports shut', attribution: 'Local sources', urgency: 1, status: 'DEVELOPING', region: 'coast' },
      ...{ language: 'en-GB', article: await idOf('Storm makes landfall'), expiresAt: hoursAgo(-2).toISOString() },
    });
    expect(item).toMatchObject({
      ...{ attribution: 'Local sources', urgency: 1, status: 'DEVELOPING', region: { slug: 'coast' }, language: 'en' },
      ...{ article: { headline: 'Storm makes landfall' }, expiresAt: hoursAgo(-2).toISOString() },
    });
  });

  it('accepts an article that is not public yet, and shows the article once it is public', async () => {
    const { item } = await write('publishBreakingItem', { text: 'Soon more', article: await idOf('Not yet public') });
    expect(item?.article).toBeNull();
    later(6);
    const { data } = await gateway().ask(
      'query ($id: ID!) { node(id: $id) { ... on BreakingItem { article { headline } } } }',
      {
        id: item?.id,
      },
    );
    expect(data).toEqual({ node: { article: { headline: 'Not yet public' } } });
  });

  it('stores texts that look like SQL unchanged', async () => {
    const text = `O'Hara"; drop table breaking_items; -- $1 \\ %_ {}`;
    expect((await write('publishBreakingItem', { text, attribution: text })).item).toMatchObject({
      text,
      attribution: text,
    });
  });

  it.each([
    ['text', 'INVALID', { text: ' \n ' }],
    ['text', 'INVALID', { text: 'x'.repeat(501) }],
    ['attribution', 'INVALID', { attribution: 'x'.repeat(201) }],
    ['urgency', 'INVALID', { urgency: 0 }],
    ['urgency', 'INVALID', { urgency: 10 }],
    ['status', 'INVALID', { status: 'CORRECTED' }],
    ['status', 'INVALID', { status: 'RETRACTED' }],
    ['expiresAt', 'INVALID', { expiresAt: NOW.toISOString() }],
    ['language', 'INVALID', { language: 'fr' }],
    ['region', 'NOT_FOUND', { region: 'nowhere' }],
    ['article', 'NOT_FOUND', { article: encodeGlobalId('Article', 999_999) }],
    ['article', 'INVALID', { article: encodeGlobalId('Video', 1) }],
    ['article', 'INVALID', { article: 'what?' }],
    ['idempotencyKey', 'INVALID', { idempotencyKey: '' }],
    ['idempotencyKey', 'INVALID', { idempotencyKey: 'k'.repeat(201) }],
  ])('refuses a wrong %s with %s, and writes nothing: %j', async (field, code, fault) => {
    const { cursor, item, userErrors } = await write('publishBreakingItem', { text: 'Never shown', ...fault });
    expect({ cursor, item, userErrors }).toMatchObject({ cursor: null, item: null, userErrors: [{ code, field }] });
    expect(await ticker()).not.toContain('Never shown');
  });

  it('refuses a video, even if its global id has the type Article', async () => {
    const article = await idOf('Waves', 'Article');
    const { userErrors } = await write('publishBreakingItem', { text: 'Never shown', article });
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: 'article' }]);
  });
});

describe('correctBreakingItem', () => {
  it('changes the text, and marks the item as corrected', async () => {
    const id = await publish('Ten rescued', { attribution: 'Police' });
    const { item } = await write('correctBreakingItem', { id, text: 'Two rescued' });
    expect(item).toMatchObject({ text: 'Two rescued', attribution: 'Police', status: 'CORRECTED', version: 2 });
    expect(await ticker()).toContain('Two rescued');
    expect(await eventsOf(id)).toMatchObject([{ change: 'PUBLISHED' }, { change: 'CORRECTED', version: 2 }]);
  });

  it('makes one correction if the same input is sent twice, and a second correction for another text', async () => {
    const id = await publish('Four lost');
    const first = await write('correctBreakingItem', { id, text: 'Three lost', attribution: 'Navy' });
    const second = await write('correctBreakingItem', { id, text: 'Three lost', attribution: 'Navy' });
    expect(second.item).toEqual(first.item);
    const third = await write('correctBreakingItem', { id, text: 'All found', attribution: null });
    expect(third.item).toMatchObject({ text: 'All found', attribution: null, version: 3 });
    expect((await eventsOf(id)).map(({ change }) => change)).toEqual(['PUBLISHED', 'CORRECTED', 'CORRECTED']);
  });

  it('refuses a correction that changes nothing, or whose item does not exist', async () => {
    const id = await publish('As it is');
    const { userErrors } = await write('correctBreakingItem', { id, text: 'As it is' });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: 'text' }]);
    const unknown = await write('correctBreakingItem', { id: encodeGlobalId('BreakingItem', 999_999), text: 'No' });
    expect(unknown).toMatchObject({ item: null, userErrors: [{ code: 'NOT_FOUND', field: 'id' }] });
  });
});

describe('retractBreakingItem', () => {
  it('removes the item from the ticker and stores the reason; a second call changes nothing', async () => {
    const id = await publish('Mayor resigns');
    const first = await write('retractBreakingItem', { id, reason: 'It was a hoax; "sorry"' });
    expect(first).toMatchObject({ item: { id, status: 'RETRACTED', version: 2 }, userErrors: [] });
    expect(await ticker()).not.toContain('Mayor resigns');
    const again = await write('retractBreakingItem', { id, reason: 'Another reason' });
    expect(again.item).toEqual(first.item);
    expect(await eventsOf(id)).toEqual([
      { change: 'PUBLISHED', version: 1, reason: null },
      { change: 'RETRACTED', version: 2, reason: 'It was a hoax; "sorry"' },
    ]);
    expect((await gateway().ask('query ($id: ID!) { node(id: $id) { id } }', { id })).data).toEqual({ node: null });
  });

  it('requires a reason', async () => {
    const id = await publish('Not retracted');
    const { userErrors } = await write('retractBreakingItem', { id, reason: ' ' });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: 'reason' }]);
    expect(await ticker()).toContain('Not retracted');
  });
});

describe('expireBreakingItem', () => {
  it('removes the item from the ticker now; a second call changes nothing', async () => {
    const id = await publish('Road closed');
    later(1);
    const first = await write('expireBreakingItem', { id });
    expect(first.item).toMatchObject({ status: 'CONFIRMED', expiresAt: hoursAgo(-1).toISOString(), version: 2 });
    expect(await ticker()).not.toContain('Road closed');
    later(2);
    expect((await write('expireBreakingItem', { id })).item).toEqual(first.item);
    expect((await eventsOf(id)).map(({ change }) => change)).toEqual(['PUBLISHED', 'EXPIRED']);
  });
});

describe('updateBreakingItem', () => {
  it('changes the given fields, keeps the others, and clears optional fields that are null', async () => {
    const id = await publish('Vote begins', { status: 'DEVELOPING', region: 'coast' });
    later(1);
    const { item } = await write('updateBreakingItem', {
      ...{ id, status: 'CONFIRMED', urgency: 2, article: await idOf('Storm makes landfall') },
      ...{ region: null, expiresAt: hoursAgo(-3).toISOString() },
    });
    expect(item).toMatchObject({
      ...{ text: 'Vote begins', status: 'CONFIRMED', urgency: 2, region: null, version: 2 },
      ...{ article: { headline: 'Storm makes landfall' }, expiresAt: hoursAgo(-3).toISOString() },
      updatedAt: hoursAgo(-1).toISOString(),
    });
    const cleared = await write('updateBreakingItem', { id, article: null });
    expect(cleared.item).toMatchObject({ article: null, urgency: 2, version: 3 });
    expect((await eventsOf(id)).map(({ change }) => change)).toEqual(['PUBLISHED', 'UPDATED', 'UPDATED']);
  });

  it('makes no new version if nothing changes', async () => {
    const id = await publish('Same again', { urgency: 4, region: 'coast' });
    const { item } = await write('updateBreakingItem', { id, urgency: 4, region: 'coast', status: 'CONFIRMED' });
    expect(item).toMatchObject({ version: 1 });
    expect(await eventsOf(id)).toHaveLength(1);
  });

  it('refuses to change the status of a corrected item', async () => {
    const id = await publish('Five trains');
    await write('correctBreakingItem', { id, text: 'Six trains' });
    const { item, userErrors } = await write('updateBreakingItem', { id, status: 'CONFIRMED' });
    expect(userErrors).toMatchObject([{ code: 'CONFLICT', field: 'status' }]);
    expect(item).toMatchObject({ status: 'CORRECTED' });
  });

  it.each(['urgency', 'status', 'expiresAt'])('refuses null for %s', async (field) => {
    const id = await publish(`Has ${field}`);
    const { userErrors } = await write('updateBreakingItem', { id, [field]: null });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field }]);
  });
});

it.each([
  ['correctBreakingItem', { text: 'Other' }],
  ['updateBreakingItem', { urgency: 1 }],
])('%s refuses a retracted or expired item, and returns the item', async (mutation, change) => {
  const retracted = await publish(`Retracted before ${mutation}`);
  await write('retractBreakingItem', { id: retracted, reason: 'Wrong' });
  const refused = await write(mutation, { id: retracted, ...change });
  expect(refused).toMatchObject({ cursor: null, item: { status: 'RETRACTED' }, userErrors: [{ code: 'CONFLICT' }] });
  const expired = await publish(`Expired before ${mutation}`);
  later(25);
  const late = await write(mutation, { id: expired, ...change });
  expect(late).toMatchObject({ item: { id: expired }, userErrors: [{ code: 'CONFLICT', field: 'id' }] });
});

it('readers, contributors and editors cannot write breaking items', async () => {
  const id = await publish('Stays');
  const before = await eventsOf(id);
  const mutations = [
    'publishBreakingItem(input: { text: "No" }) { cursor }',
    `correctBreakingItem(input: { id: "${id}", text: "No" }) { cursor }`,
    `retractBreakingItem(input: { id: "${id}", reason: "No" }) { cursor }`,
    `expireBreakingItem(input: { id: "${id}" }) { cursor }`,
    `updateBreakingItem(input: { id: "${id}", urgency: 1 }) { cursor }`,
  ];
  for (const client of [gateway(), await gateway().as('contributor'), await gateway().as('editor')]) {
    for (const mutation of mutations) {
      const { errors } = await client.ask(`mutation { ${mutation} }`);
      expect(errors?.[0]?.extensions.code, mutation).toBe('FORBIDDEN');
    }
  }
  expect(await eventsOf(id)).toEqual(before);
  expect(await ticker()).not.toContain('No');
});
