import { beforeEach, describe, expect, it } from 'vitest';
import { openAndClose } from '../../src/event-log/clock.js';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const desk = useDesk(gateway, database);

const minutesOn = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const tick = () => openAndClose(database(), gateway().now);
const TOMBSTONE = `query ($by: ContentBy!) { tombstone(by: $by) { id url withdrawnAt withdrawnReason } }`;

beforeEach(() => {
  gateway().now = NOW;
});

describe('an article', () => {
  it('is first a draft that readers do not see, and becomes public when it is published', async () => {
    const draft = await desk.createDraft({ headline: 'A life begins' });
    expect(draft).toMatchObject({ slug: 'a-life-begins', status: 'DRAFT', version: 1 });
    expect(await desk.read(draft.slug)).toBeNull();
    expect(await desk.events(draft.id)).toEqual([]);
    const { article, cursor, userErrors } = await desk.publish(draft.id);
    expect(userErrors).toEqual([]);
    expect(article).toMatchObject({ status: 'PUBLISHED', publishedAt: NOW.toISOString() });
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(await desk.read(draft.slug)).toMatchObject({ headline: 'A life begins', version: 2 });
    expect(await desk.events(draft.id)).toEqual([{ change: 'PUBLISHED', version: 2, reason: null }]);
  });

  it('stays the same if it is published again, and gets no second event', async () => {
    const { id } = await desk.createPublished();
    const again = await desk.publish(id);
    expect(again.userErrors).toEqual([]);
    expect(again.article).toMatchObject({ status: 'PUBLISHED' });
    expect(await desk.events(id)).toHaveLength(1);
  });

  it('becomes public exactly at its scheduled time, and gets one event', async () => {
    const draft = await desk.createDraft();
    const { article } = await desk.publish(draft.id, minutesOn(10));
    expect(article).toMatchObject({ status: 'SCHEDULED', publishedAt: minutesOn(10).toISOString() });
    gateway().now = new Date(minutesOn(10).getTime() - 1);
    expect(await tick()).toBe(false);
    expect(await desk.read(draft.slug)).toBeNull();
    gateway().now = minutesOn(10);
    expect(await desk.read(draft.slug)).toMatchObject({ status: 'PUBLISHED' });
    await expect.poll(() => Promise.all([tick(), tick(), tick()])).toContain(true);
    expect(await tick()).toBe(false);
    expect(await desk.events(draft.id)).toEqual([{ change: 'PUBLISHED', version: 2, reason: null }]);
  });

  it('becomes public when its embargo ends, and this time is its first publication date', async () => {
    const { id, slug } = await desk.createDraft({ embargoedUntil: minutesOn(5).toISOString() });
    expect((await desk.publish(id)).article).toMatchObject({ status: 'SCHEDULED' });
    gateway().now = minutesOn(5);
    expect(await desk.read(slug)).toMatchObject({ firstPublishedAt: minutesOn(5).toISOString() });
  });

  it('is absent after it expires, and gets the event EXPIRED', async () => {
    const { id, slug } = await desk.createPublished({ expiresAt: minutesOn(3).toISOString() });
    expect(await desk.read(slug)).not.toBeNull();
    gateway().now = minutesOn(3);
    expect(await desk.read(slug)).toBeNull();
    // `tick` skips an item while the item is being indexed, so the test repeats `tick`.
    await expect.poll(tick).toBe(true);
    expect(await tick()).toBe(false);
    expect((await desk.events(id)).map(({ change }) => change)).toEqual(['PUBLISHED', 'EXPIRED']);
  });

  it('is a draft again after it is unpublished, and keeps its first publication date', async () => {
    const { id, slug } = await desk.createPublished();
    const unpublished = await runEditorial(await gateway().as('publisher'), 'UnpublishArticle', { id });
    expect(unpublished.article).toMatchObject({ status: 'DRAFT' });
    expect(await desk.read(slug)).toBeNull();
    gateway().now = minutesOn(60);
    await desk.publish(id);
    expect(await desk.read(slug)).toMatchObject({
      firstPublishedAt: NOW.toISOString(),
      publishedAt: minutesOn(60).toISOString(),
    });
    expect((await desk.events(id)).map(({ change }) => change)).toEqual(['PUBLISHED', 'WITHDRAWN', 'PUBLISHED']);
  });

  it('is absent after it is withdrawn, and has a tombstone', async () => {
    const { id, slug } = await desk.createPublished({ headline: 'Soon gone' });
    const variables = { id, reason: "A source took it back; see '§ 4'." };
    const { article, cursor } = await runEditorial(await gateway().as('publisher'), 'WithdrawArticle', variables);
    expect(article).toMatchObject({ status: 'WITHDRAWN' });
    expect(cursor).not.toBeNull();
    expect(await desk.read(slug)).toBeNull();
    for (const by of [{ id }, { slug }, { path: '/news/soon-gone' }]) {
      const { data } = await gateway().ask(TOMBSTONE, { by });
      expect(data).toEqual({
        tombstone: {
          ...{ id, url: 'https://news.example/news/soon-gone' },
          ...{ withdrawnAt: NOW.toISOString(), withdrawnReason: variables.reason },
        },
      });
    }
    expect((await desk.events(id)).at(-1)).toEqual({ change: 'WITHDRAWN', version: 3, reason: variables.reason });
    const again = await desk.publish(id);
    expect(again).toMatchObject({ cursor: null, userErrors: [{ code: 'CONFLICT', field: 'id' }] });
  });

  it('has no tombstone if it was never public, or if it is still public', async () => {
    const [draft, published] = [await desk.createDraft(), await desk.createPublished()];
    await runEditorial(await gateway().as('publisher'), 'WithdrawArticle', { id: draft.id, reason: 'Not good.' });
    for (const by of [{ id: draft.id }, { slug: published.slug }]) {
      expect((await gateway().ask(TOMBSTONE, { by })).data).toEqual({ tombstone: null });
    }
  });

  it('lists its corrections in order, each with a date and an event, but a draft can’t be corrected', async () => {
    const { id, slug } = await desk.createPublished();
    gateway().now = minutesOn(1);
    const editor = await gateway().as('editor');
    await runEditorial(editor, 'CorrectArticle', { id, text: 'The bridge is 2 km long.' });
    await runEditorial(editor, 'CorrectArticle', { id, text: 'And it is blue.' });
    expect(await desk.read(slug)).toMatchObject({
      version: 4,
      updatedAt: minutesOn(1).toISOString(),
      corrections: [
        { text: 'The bridge is 2 km long.', publishedAt: minutesOn(1).toISOString() },
        { text: 'And it is blue.', publishedAt: minutesOn(1).toISOString() },
      ],
    });
    expect((await desk.events(id)).map(({ change }) => change)).toEqual(['PUBLISHED', 'CORRECTED', 'CORRECTED']);
    const draft = await desk.createDraft();
    const refused = await runEditorial(editor, 'CorrectArticle', { id: draft.id, text: 'Too early.' });
    expect(refused.userErrors).toMatchObject([{ code: 'CONFLICT', field: 'articleId' }]);
  });

  it('is still found at its old path after its slug and section change', async () => {
    const { id, slug, version } = await desk.createPublished({ headline: 'Moves about' });
    const update = { id, version, slug: 'moved-about', section: 'politics' };
    await runEditorial(await gateway().as('publisher'), 'UpdateArticle', { input: update });
    const find = (path: string) =>
      gateway().ask(`query ($path: String!) { article(by: { path: $path }) { path } }`, { path });
    for (const path of ['/news/moves-about', '/news/politics/moved-about']) {
      expect((await find(path)).data).toEqual({ article: { path: '/news/politics/moved-about' } });
    }
    expect(await desk.read(slug)).toBeNull();
    expect(await desk.read('moved-about')).not.toBeNull();
  });

  it('is published once if the same idempotency key is sent many times', async () => {
    const mutation = `mutation ($input: PublishArticleInput!) {
      publishArticle(input: $input) { article { id status } cursor userErrors { code field } } }`;
    const { id } = await desk.createDraft();
    const publisher = await gateway().as('publisher');
    const send = () => publisher.ask(mutation, { input: { id, idempotencyKey: `publish ${id}` } });
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(await desk.events(id)).toHaveLength(1);
  });

  it('is created once if the same idempotency key is sent many times', async () => {
    const publisher = await gateway().as('publisher');
    const input = { headline: 'Made once', idempotencyKey: 'made once' };
    const send = () => runEditorial(publisher, 'CreateArticle', { input });
    const answers = await Promise.all(Array.from({ length: 8 }, send));
    expect(new Set(answers.map(({ article }) => article?.id)).size).toBe(1);
    const { rows } = await database().pool.query(`select from content_items where headline = 'Made once'`);
    expect(rows).toHaveLength(1);
  });
});
