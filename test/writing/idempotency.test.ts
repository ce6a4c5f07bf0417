import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { pruneIdempotencyKeys } from '../../src/writing/idempotency.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

interface Payload {
  item?: { id: string; text: string } | null;
  post?: { id: string; title: string } | null;
  cursor: string | null;
  userErrors: { code: string; message: string; field: string }[];
}
beforeAll(async () => {
  await make().article({ type: 'LIVE_BLOG', headline: 'Storm' });
});

const PUBLISH = `mutation ($input: PublishBreakingItemInput!) {
  result: publishBreakingItem(input: $input) { item { id text } cursor userErrors { code message field } }
}`;

const POST = `mutation ($input: AddLiveBlogPostInput!) {
  result: addLiveBlogPost(input: $input) { post { id title } cursor userErrors { code message field } }
}`;

async function publish(input: object, role: 'publisher' | 'admin' = 'publisher'): Promise<Payload> {
  const { data, errors } = await (await gateway().as(role)).ask<{ result: Payload }>(PUBLISH, { input });
  expect(errors).toBeUndefined();
  return data.result;
}

async function count(text: string): Promise<{ items: number; events: number }> {
  const { rows } = await database().pool.query(
    `select count(distinct item.id)::int as items, count(position)::int as events
     from breaking_items as item left join events on subject = 'BREAKING' and subject_id = item.id where text = $1`,
    [text],
  );
  return rows[0];
}

describe('an idempotency key', () => {
  it('gives the first result with the same cursor again, an hour and another write later', async () => {
    const input = { text: 'One line', idempotencyKey: 'one' };
    const first = await publish(input);
    await publish({ text: 'Something else' });
    gateway().now = hoursAgo(-1);
    expect(await publish(input)).toEqual(first);
    gateway().now = NOW;
    expect(first.cursor).not.toBeNull();
    expect(await count('One line')).toEqual({ items: 1, events: 1 });
  });

  it('makes ten simultaneous requests write only one item and one event', async () => {
    const input = { text: 'Ten at once', idempotencyKey: "it's; -- ten" };
    const payloads = await Promise.all(Array.from({ length: 10 }, () => publish(input)));
    expect(new Set(payloads.map((payload) => JSON.stringify(payload))).size).toBe(1);
    expect(payloads[0]?.item?.text).toBe('Ten at once');
    expect(await count('Ten at once')).toEqual({ items: 1, events: 1 });
  });

  it('can be used for a different request if the first request has failed', async () => {
    const failed = await publish({ text: 'Second try', urgency: 99, idempotencyKey: 'mended' });
    expect(failed.userErrors).toMatchObject([{ code: 'INVALID', field: 'urgency' }]);
    const mended = await publish({ text: 'Second try', urgency: 2, idempotencyKey: 'mended' });
    expect(mended.userErrors).toEqual([]);
    expect(await count('Second try')).toEqual({ items: 1, events: 1 });
  });

  it('is accepted for only one of ten different simultaneous requests, and nine requests get an error', async () => {
    const inputs = Array.from({ length: 10 }, (_, index) => ({ text: `Rival ${index}`, idempotencyKey: 'rivals' }));
    const payloads = await Promise.all(inputs.map((input) => publish(input)));
    const refused = payloads.filter(({ userErrors }) => userErrors.length > 0);
    expect(refused).toHaveLength(9);
    for (const { item, userErrors } of refused) {
      expect(item).toBeNull();
      expect(userErrors).toMatchObject([
        { code: 'INVALID', field: 'idempotencyKey', message: 'was used for another request' },
      ]);
    }
  });

  it('belongs to one writer: a second writer can use the same key', async () => {
    const input = { text: 'Two writers', idempotencyKey: 'shared' };
    const [one, other] = [await publish(input), await publish(input, 'admin')];
    expect(one.item?.id).not.toBe(other.item?.id);
    expect(await count('Two writers')).toEqual({ items: 2, events: 2 });
  });

  it('is refused for a different mutation, and also works for posts of live blogs', async () => {
    const { rows } = await database().pool.query(`select id from content_items where headline = 'Storm'`);
    const liveBlogId = encodeGlobalId('LiveBlog', rows[0].id);
    const post = async (input: object) => {
      const { data } = await (await gateway().as('publisher')).ask<{ result: Payload }>(POST, {
        input: { liveBlogId, body: [], ...input },
      });
      return data.result;
    };
    const taken = await post({ title: 'No', idempotencyKey: 'one' });
    expect(taken.userErrors).toMatchObject([{ field: 'idempotencyKey' }]);
    const payloads = await Promise.all(
      Array.from({ length: 10 }, () => post({ title: 'Yes', idempotencyKey: 'post' })),
    );
    expect(new Set(payloads.map((payload) => JSON.stringify(payload))).size).toBe(1);
    const { rowCount } = await database().pool.query(`select from events where subject = 'POST'`);
    expect(rowCount).toBe(1);
  });

  it('is deleted after 24 hours, not earlier', async () => {
    const input = { text: 'Every day', idempotencyKey: 'daily' };
    await publish(input);
    const keys = async () => (await database().pool.query('select from idempotency_keys')).rowCount;
    const before = await keys();
    expect(await pruneIdempotencyKeys(database().db, hoursAgo(-24))).toBe(0);
    expect(await keys()).toBe(before);
    expect(await pruneIdempotencyKeys(database().db, hoursAgo(-24.001))).toBe(before);
    await publish(input);
    expect(await count('Every day')).toEqual({ items: 2, events: 2 });
  });
});
