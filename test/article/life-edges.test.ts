import { beforeEach, describe, expect, it } from 'vitest';
import { openAndClose } from '../../src/event-log/clock.js';
import { importFiles, line } from '../ingest/pipeline/importing.js';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';
import { NOW } from '../support/names.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const desk = useDesk(gateway, database);

const minutesOn = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const changes = async (id: string) => (await desk.events(id)).map(({ change }) => change);
const run = async (name: string, variables: Record<string, unknown>) =>
  runEditorial(await gateway().as('publisher'), name, variables);
const update = async (id: string, version: number, input: Record<string, unknown>) => {
  const payload = await run('UpdateArticle', { input: { id, version, ...input } });
  expect(payload.userErrors).toEqual([]);
};
/** Returns an item's events at a time. While the item is being indexed, its new event is missing: call this again. */
const changesAt = async (minutes: number, id: string) => {
  gateway().now = minutesOn(minutes);
  await openAndClose(database(), gateway().now);
  return changes(id);
};
const tombstone = async (id: string) =>
  (await gateway().ask('query ($id: ID!) { tombstone(by: { id: $id }) { withdrawnReason } }', { id })).data.tombstone;

beforeEach(() => {
  gateway().now = NOW;
});

describe('the history of an item', () => {
  it('has a second event PUBLISHED if an expired item becomes public again', async () => {
    const { id, version } = await desk.createPublished({ expiresAt: minutesOn(1) });
    await expect.poll(() => changesAt(2, id)).toEqual(['PUBLISHED', 'EXPIRED']);
    await update(id, version, { expiresAt: minutesOn(60), embargoedUntil: minutesOn(10) });
    await expect.poll(() => changesAt(10, id)).toEqual(['PUBLISHED', 'EXPIRED', 'PUBLISHED']);
  });

  it('has the reason of a withdrawal, even if the item was already hidden', async () => {
    const { id, version } = await desk.createPublished();
    await update(id, version, { embargoedUntil: minutesOn(60) });
    expect(await changes(id)).toEqual(['PUBLISHED', 'WITHDRAWN']);
    await run('WithdrawArticle', { id, reason: 'A mistake.' });
    expect((await desk.events(id)).at(-1)).toMatchObject({ change: 'WITHDRAWN', reason: 'A mistake.' });
    expect(await tombstone(id)).toEqual({ withdrawnReason: 'A mistake.' });
  });

  it('ends with a revision that equals the item', async () => {
    const { rows } = await database().pool.query(`
      select headline from content_items join revisions on content_id = id and post_id = 0 and revisions.version = content_items.version
      where snapshot <> content_snapshot(content_items)`);
    expect(rows).toEqual([]);
  });
});

describe('a tombstone', () => {
  it('does not exist for an item that was never public, even if its embargo has ended', async () => {
    const { id } = await desk.createDraft({ embargoedUntil: minutesOn(-600) });
    await run('WithdrawArticle', { id, reason: 'Never out.' });
    expect(await tombstone(id)).toBeNull();
    expect(await changes(id)).toEqual([]);
  });
});

describe('a document that is imported again', () => {
  const document = { sourceId: 'test:again', headline: 'Again', publishedAt: minutesOn(-60) };
  const idOf = async () => {
    const { rows } = await database().pool.query(`select id from content_items where source_id = 'test:again'`);
    return Buffer.from(`Article:${rows[0].id}`).toString('base64');
  };

  it('changes the headline of its article, and keeps the corrections and the withdrawal by the newsroom', async () => {
    await importFiles(database(), 'jsonl', { '1.jsonl': line(document) });
    const id = await idOf();
    await run('CorrectArticle', { id, text: 'Their correction.' });
    await importFiles(database(), 'jsonl', { '2.jsonl': line({ ...document, headline: 'Again, better' }) });
    expect(await desk.read('again')).toMatchObject({
      ...{ headline: 'Again, better', status: 'PUBLISHED' },
      corrections: [{ text: 'Their correction.' }],
    });
    await run('WithdrawArticle', { id, reason: 'Defamation.' });
    await importFiles(database(), 'jsonl', { '3.jsonl': line({ ...document, headline: 'Again, worse' }) });
    expect(await desk.read('again')).toBeNull();
    expect(await tombstone(id)).toEqual({ withdrawnReason: 'Defamation.' });
  });
});

describe('a former address', () => {
  it('of two items leads to the item that had it last', async () => {
    const first = await desk.createPublished({ slug: 'shared-name' });
    await update(first.id, first.version, { slug: 'first-name' });
    const second = await desk.createPublished({ slug: 'shared-name' });
    await update(second.id, second.version, { slug: 'second-name' });
    const { data } = await gateway().ask('{ article(by: { path: "/news/shared-name" }) { slug } }');
    expect(data).toEqual({ article: { slug: 'second-name' } });
  });
});

describe('a correction', () => {
  it('of a video is appended once if the same idempotency key is sent twice', async () => {
    const publisher = await gateway().as('publisher');
    const { data: made } = await publisher.ask<{ createVideo: { video: { id: string } } }>(
      'mutation { createVideo(input: { headline: "Moving" }) { video { id } userErrors { field } } }',
    );
    const { id } = made.createVideo.video;
    await publisher.ask('mutation ($id: ID!) { publishVideo(input: { id: $id }) { userErrors { field } } }', { id });
    const send = () =>
      publisher.ask(
        'mutation ($input: AddVideoCorrectionInput!) { addVideoCorrection(input: $input) { video { corrections { text } } userErrors { field } } }',
        { input: { id, text: 'It is still.', idempotencyKey: 'once' } },
      );
    await send();
    expect((await send()).data).toEqual({
      addVideoCorrection: { video: { corrections: [{ text: 'It is still.' }] }, userErrors: [] },
    });
  });
});

describe('a preview link', () => {
  it('does not show its article after the article is withdrawn', async () => {
    const { id, slug } = await desk.createPublished();
    const { url } = await runEditorial<string>(await gateway().as('editor'), 'CreatePreviewLink', {
      ...{ id, expiresAt: minutesOn(60) },
    });
    await run('WithdrawArticle', { id, reason: 'Legal.' });
    const guest = gateway().askWith({ 'dateline-preview': new URL(url ?? '').searchParams.get('preview') ?? '' });
    const { data } = await guest.ask('query ($slug: String!) { article(by: { slug: $slug }) { id } }', { slug });
    expect(data).toEqual({ article: null });
  });
});
