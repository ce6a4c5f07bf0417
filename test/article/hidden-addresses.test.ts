import { beforeEach, describe, expect, it } from 'vitest';
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
const run = async (name: string, variables: Record<string, unknown>) => {
  const payload = await runEditorial(await gateway().as('admin'), name, variables);
  expect(payload.userErrors).toEqual([]);
  return payload;
};
const rename = async (id: string, slug: string) => {
  const { rows } = await database().pool.query('select version from content_items where id = $1', [keyOf(id)]);
  await run('UpdateArticle', { input: { id, version: rows[0].version, slug } });
};
const keyOf = (id: string) => Number(Buffer.from(id, 'base64').toString().split(':')[1]);
const unpublish = (id: string) => run('UnpublishArticle', { id });
const withdraw = (id: string) => run('WithdrawArticle', { id, reason: 'Legal.' });

/** Looks up content, article and tombstone by the id and by each slug. Returns all answers as one JSON text. */
async function lookUp(id: string, ...slugs: string[]): Promise<string> {
  const byId = await gateway().ask(
    'query ($id: ID!) { tombstone(by: { id: $id }) { url } content(by: { id: $id }) { url } }',
    { id },
  );
  const bySlug = await Promise.all(
    slugs.map((slug) =>
      gateway().ask(
        `query ($slug: String!, $path: String!) {
          bySlug: tombstone(by: { slug: $slug }) { id } byPath: tombstone(by: { path: $path }) { id }
          content(by: { path: $path }) { id } article(by: { slug: $slug }) { id } }`,
        { slug, path: `/news/${slug}` },
      ),
    ),
  );
  return JSON.stringify([byId.data, ...bySlug.map(({ data }) => data)]);
}
const NOTHING = { bySlug: null, byPath: null, content: null, article: null };

beforeEach(() => {
  gateway().now = NOW;
});

describe('an address that an item had only while it was hidden', () => {
  it('is not in the tombstone and does not find the tombstone, which has the last public address', async () => {
    const { id } = await desk.createPublished({ slug: 'known-name' });
    await unpublish(id);
    await rename(id, 'secret-name');
    await rename(id, 'second-secret');
    await withdraw(id);
    const answers = await lookUp(id, 'secret-name', 'second-secret');
    expect(JSON.parse(answers)).toEqual([
      { tombstone: { url: 'https://news.example/news/known-name' }, content: null },
      NOTHING,
      NOTHING,
    ]);
    const { data } = await gateway().ask('{ tombstone(by: { path: "/news/known-name" }) { id url } }');
    expect(data).toEqual({ tombstone: { id, url: 'https://news.example/news/known-name' } });
  });

  it('is not revealed when a draft, a scheduled article or an embargoed article is withdrawn', async () => {
    const draft = await desk.createDraft({ slug: 'a-draft' });
    const scheduled = await desk.createDraft({ slug: 'a-plan' });
    await desk.publish(scheduled.id, minutesOn(30));
    const embargoed = await desk.createDraft({ slug: 'an-embargo', embargoedUntil: minutesOn(30) });
    await desk.publish(embargoed.id);
    gateway().now = minutesOn(10);
    for (const { id, slug } of [draft, scheduled, embargoed]) {
      await withdraw(id);
      expect(JSON.parse(await lookUp(id, slug)), slug).toEqual([{ tombstone: null, content: null }, NOTHING]);
      expect(await desk.events(id), slug).toEqual([]);
    }
  });

  it('finds nothing after the item becomes public at a new address', async () => {
    const { id } = await desk.createDraft({ slug: 'working-title' });
    await rename(id, 'better-title');
    await desk.publish(id);
    expect(JSON.parse(await lookUp(id, 'working-title'))).toEqual([
      { tombstone: null, content: { url: 'https://news.example/news/better-title' } },
      NOTHING,
    ]);
    await rename(id, 'best-title');
    const { data } = await gateway().ask('{ content(by: { path: "/news/better-title" }) { id } }');
    expect(data).toEqual({ content: { id } });
  });

  it('finds nothing after the section moves, but an address that was public still finds its item', async () => {
    const admin = await gateway().as('admin');
    const makeSection = async (slug: string) => {
      const { data } = await admin.ask<{ createSection: { section: { id: string } } }>(
        'mutation ($slug: String!) { createSection(input: { name: $slug, slug: $slug }) { section { id } } }',
        { slug },
      );
      return data.createSection.section.id;
    };
    const [moving, above] = [await makeSection('old-desk'), await makeSection('above')];
    const known = await desk.createPublished({ slug: 'known', section: 'old-desk' });
    const hidden = await desk.createDraft({ slug: 'hidden', section: 'old-desk' });
    const path = String((await desk.read('known'))?.path);
    const { errors } = await admin.ask(
      'mutation ($id: ID!, $parent: ID!) { updateSection(input: { id: $id, parent: $parent }) { userErrors { message } } }',
      { id: moving, parent: above },
    );
    expect(errors).toBeUndefined();
    await desk.publish(hidden.id);
    const found = await gateway().ask(
      `query ($known: String!, $hidden: String!) {
        known: content(by: { path: $known }) { id } hidden: content(by: { path: $hidden }) { id } }`,
      { known: path, hidden: path.replace(/known$/, 'hidden') },
    );
    expect((await desk.read('hidden'))?.path).toContain('above');
    expect(found.data).toEqual({ known: { id: known.id }, hidden: null });
  });

  it('is not revealed when an embargoed document is imported, and then imported as withdrawn', async () => {
    const document = {
      ...{ sourceId: 'test:embargoed', headline: 'Under embargo', publishedAt: minutesOn(-60) },
      embargoedUntil: new Date(Date.now() + 3_600_000),
    };
    await importFiles(database(), 'jsonl', { '1.jsonl': line(document) });
    await importFiles(database(), 'jsonl', { '2.jsonl': line({ ...document, status: 'WITHDRAWN' }) });
    const { rows } = await database().pool.query(`select id from content_items where source_id = 'test:embargoed'`);
    const id = Buffer.from(`Article:${rows[0].id}`).toString('base64');
    expect(JSON.parse(await lookUp(id, 'under-embargo'))).toEqual([{ tombstone: null, content: null }, NOTHING]);
    expect(await desk.events(id)).toEqual([]);
  });
});
