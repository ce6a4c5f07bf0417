import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { itemOf, useDesk } from '../support/desk.js';
import { type Payload, payloadOf, runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const desk = useDesk(gateway, database);

const update = async (input: Record<string, unknown>, role: 'contributor' | 'editor' | 'publisher' = 'publisher') =>
  runEditorial<Record<string, unknown>>(await gateway().as(role), 'UpdateArticle', { input });

/** Selects the fields that an article page shows. */
const PAGE = `query ($id: ID!) { article(by: { id: $id }) {
  headline standfirst trailText label byline dateline genre urgency section { slug } regions { slug } authors { slug }
  tags { slug } series { slug } sources { name role url } audio { url durationSeconds }
  mainImage { url altText caption credit width height focalPoint { x y } }
  relatedNews(first: 1) { reason article { id } }
  body { __typename ... on ParagraphBlock { html } ... on HeadingBlock { level text } ... on QuoteBlock { text attribution }
    ... on ListBlock { ordered listItems } ... on EmbedBlock { provider url } ... on ImageBlock { image { url altText } }
    ... on RelatedNewsBlock { title items { id } } ... on ArticleLinkBlock { prefix article { id } } } } }`;

describe('an article that is written with mutations', () => {
  it('returns every field of its input', async () => {
    const other = await desk.createPublished();
    const chosen = await desk.createPublished();
    const { id } = await desk.createPublished({
      ...{
        headline: 'All of it',
        standfirst: 'Deck',
        trailText: 'Card',
        label: 'Exclusive',
        byline: 'By A',
        dateline: 'X',
      },
      ...{
        genre: 'ANALYSIS',
        urgency: 2,
        section: 'politics',
        regions: ['northern-isles'],
        authors: ['elena-torvald'],
      },
      tags: ['ferries', 'Harbour Bridge'],
      sources: [{ name: 'Wire', role: 'wire', url: 'https://wire.example' }],
      audio: { url: 'https://a.example/1.mp3', durationSeconds: 61 },
      mainImage: {
        ...{ url: 'https://p.example/1.jpg', altText: 'A pier', caption: 'The pier', credit: 'A. North' },
        ...{ width: 1600, height: 900, focalPoint: { x: 0.25, y: 1 } },
      },
      related: [chosen.id],
      body: [
        { paragraph: { html: 'A <b>bold</b> <a href="https://x.example">word</a> <div>here</div>' } },
        { heading: { level: 2, text: 'Between' } },
        { quote: { text: 'So it is.', attribution: 'She' } },
        { list: { ordered: true, listItems: ['one', 'two'] } },
        { image: { url: '/media/harbour.svg', altText: '' } },
        { embed: { provider: 'YouTube', url: 'https://youtube.example/1' } },
        { relatedNews: { title: 'More', items: [other.id] } },
        { articleLink: { prefix: 'Read', article: other.id } },
      ],
    });
    const { data, errors } = await gateway().ask(PAGE, { id });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      article: {
        ...{
          standfirst: 'Deck',
          trailText: 'Card',
          label: 'Exclusive',
          byline: 'By A',
          dateline: 'X',
          genre: 'ANALYSIS',
        },
        ...{ urgency: 2, section: { slug: 'politics' }, regions: [{ slug: 'northern-isles' }] },
        ...{ authors: [{ slug: 'elena-torvald' }], tags: [{ slug: 'ferries' }, { slug: 'harbour-bridge' }] },
        sources: [{ name: 'Wire', role: 'wire', url: 'https://wire.example' }],
        audio: { url: 'https://a.example/1.mp3', durationSeconds: 61 },
        mainImage: { altText: 'A pier', width: 1600, focalPoint: { x: 0.25, y: 1 } },
        relatedNews: [{ reason: 'CURATED', article: { id: chosen.id } }],
        body: [
          { html: 'A <strong>bold</strong> <a href="https://x.example">word</a>  here' },
          { level: 2, text: 'Between' },
          { text: 'So it is.', attribution: 'She' },
          { ordered: true, listItems: ['one', 'two'] },
          { image: { url: 'https://news.example/media/harbour.svg' } },
          { provider: 'youtube', url: 'https://youtube.example/1' },
          { title: 'More', items: [{ id: other.id }] },
          { prefix: 'Read', article: { id: other.id } },
        ],
      },
    });
  });

  it('keeps the fields that an update leaves out, and loses the fields that an update sets to null', async () => {
    const { id } = await desk.createPublished({
      standfirst: 'Stays',
      label: 'Goes',
      tags: ['ferries'],
      section: 'politics',
    });
    const payload = await update({ id, version: 2, headline: 'New', label: null, tags: null });
    expect(payload).toMatchObject({ article: { version: 3, headline: 'New' }, userErrors: [] });
    const { data } = await gateway().ask(PAGE, { id });
    expect(data).toMatchObject({
      article: { headline: 'New', standfirst: 'Stays', label: null, tags: [], section: { slug: 'politics' } },
    });
  });

  it('is soon found by its new headline, and no longer by its old headline', async () => {
    const { id } = await desk.createPublished({ headline: 'Zibeline quartz' });
    await update({ id, version: 2, headline: 'Ocelot marmalade' });
    const find = async (query: string) => {
      const { data } = await gateway().ask<{ search: { nodes: { id: string }[] } }>(
        'query ($query: String!) { search(query: $query, first: 3) { nodes { id } } }',
        { query },
      );
      return data.search.nodes.some((node) => node.id === id);
    };
    await expect.poll(() => find('ocelot marmalade'), { timeout: 5000 }).toBe(true);
    await expect.poll(() => find('"zibeline quartz"'), { timeout: 5000 }).toBe(false);
  });

  it('accepts only one of two updates of the same version: the other update gets CONFLICT and the new version', async () => {
    const { id } = await desk.createDraft();
    const both = await Promise.all([
      update({ id, version: 1, headline: 'Left' }),
      update({ id, version: 1, headline: 'Right' }),
    ]);
    const lost = both.filter(({ userErrors }) => userErrors.length > 0);
    expect(lost).toMatchObject([{ userErrors: [{ code: 'CONFLICT', field: 'version' }], article: { version: 2 } }]);
    expect(lost[0]?.userErrors[0]?.message).toContain('version 2');
  });

  it('keeps an edit that is committed while the publication waits', async () => {
    const { id, slug } = await desk.createDraft({ tags: ['ferries'] });
    const other = await database().pool.connect();
    const key = Number(Buffer.from(id, 'base64').toString().split(':')[1]);
    await other.query('begin');
    await other.query(`update content_items set headline = 'Theirs', version = version + 1 where id = $1`, [key]);
    await other.query('delete from content_tags where content_id = $1', [key]);
    await other.query(`update articles set dateline = 'THEIRS' where content_id = $1`, [key]);
    const publishing = desk.publish(id);
    await new Promise((done) => setTimeout(done, 300));
    await other.query('commit');
    other.release();
    expect((await publishing).userErrors).toEqual([]);
    const { data } = await gateway().ask(
      'query ($slug: String!) { article(by: { slug: $slug }) { headline dateline version tags { slug } } }',
      { slug },
    );
    expect(data).toEqual({ article: { headline: 'Theirs', dateline: 'THEIRS', version: 3, tags: [] } });
  });

  it('lists its translations with their languages', async () => {
    const original = await desk.createPublished({ headline: 'Original' });
    await desk.createPublished({ headline: 'Traducida', language: 'es', translationOf: original.id });
    const { data } = await gateway().ask(
      `query ($id: ID!) { article(by: { id: $id }) { translations { headline language } } }`,
      { id: original.id },
    );
    expect(data).toEqual({ article: { translations: [{ headline: 'Traducida', language: 'es' }] } });
  });
});

const REVISIONS = `query ($id: ID!, $first: Int) { node(id: $id) { ... on Article {
  revisions(first: $first) { nodes { version action changedBy changedFields headline } pageInfo { hasNextPage } } } } }`;
const RESTORE = `mutation ($input: RestoreArticleRevisionInput!) {
  restoreArticleRevision(input: $input) { article { version headline slug } userErrors { code field } } }`;

describe('the revisions of an article', () => {
  it('show each change: the account, the action and the changed fields', async () => {
    const { id } = await desk.createPublished({ headline: 'First' });
    await update({ id, version: 2, headline: 'Second', label: 'New' });
    const editor = await gateway().as('editor');
    const { data } = await editor.ask(REVISIONS, { id, first: 2 });
    expect(data).toMatchObject({
      node: {
        revisions: {
          nodes: [
            { version: 3, action: 'UPDATED', changedBy: 'the publisher', changedFields: ['headline', 'label'] },
            { version: 2, action: 'PUBLISHED', changedFields: ['publishedAt', 'state'], headline: 'First' },
          ],
          pageInfo: { hasNextPage: true },
        },
      },
    });
    const { errors } = await (await gateway().as('contributor')).ask(REVISIONS, { id });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('can be restored: the article gets the old text in a new version, and keeps its status and slug', async () => {
    const { id, slug } = await desk.createPublished({ headline: 'Worth keeping', tags: ['ferries'] });
    await update({ id, version: 2, headline: 'Worse', tags: [], slug: 'worse' });
    const publisher = await gateway().as('publisher');
    const restored = payloadOf<unknown>(
      await publisher.ask<Record<string, Payload<unknown>>>(RESTORE, { input: { id, version: 3, revision: 1 } }),
    );
    expect(restored).toMatchObject({
      article: { version: 4, headline: 'Worth keeping', slug: 'worse' },
      userErrors: [],
    });
    expect(slug).toBe('worth-keeping');
    expect(await desk.read('worse')).toMatchObject({ status: 'PUBLISHED', headline: 'Worth keeping' });
    const missing = await publisher.ask(RESTORE, { input: { id, version: 4, revision: 99 } });
    expect(missing.data).toMatchObject({
      restoreArticleRevision: { userErrors: [{ code: 'NOT_FOUND', field: 'revision' }] },
    });
  });

  it('begin with the action FOUND if an article without revisions is changed', async () => {
    const { data } = await gateway().ask<{ latest: { nodes: { id: string; version: number }[] } }>(
      '{ latest: contentItems(first: 1, filter: { types: [ARTICLE] }) { nodes { id version } } }',
    );
    const [item] = data.latest.nodes;
    await database().pool.query('delete from revisions');
    const { userErrors } = await update({ id: item?.id, version: item?.version, label: 'Changed' });
    expect(userErrors).toEqual([]);
    const { rows } = await database().pool.query('select version, action from revisions order by version');
    expect(rows.map(({ action }) => action)).toEqual(['FOUND', 'UPDATED']);
  });
});

describe('the role of a client', () => {
  it('lets a contributor change own drafts, an editor every draft, and only a publisher a published article', async () => {
    const own = itemOf(
      await runEditorial(await gateway().as('contributor'), 'CreateArticle', { input: { headline: 'Mine' } }),
    );
    expect(await update({ id: own.id, version: 1, headline: 'Mine 2' }, 'contributor')).toMatchObject({
      userErrors: [],
    });
    expect(await update({ id: own.id, version: 2, headline: 'Mine 3' }, 'editor')).toMatchObject({ userErrors: [] });
    const { id } = await desk.createDraft();
    await expect(update({ id, version: 1, headline: 'No' }, 'contributor')).rejects.toThrow(/needs the role editor/);
    const published = await desk.createPublished();
    const late = { id: published.id, version: 2, headline: 'No' };
    await expect(update(late, 'editor')).rejects.toThrow(/needs the role publisher/);
    expect(await desk.read(published.slug)).toMatchObject({ version: 2 });
  });

  it('decides what newsroomItems lists: own items for a contributor, all items for an editor', async () => {
    const query = `{ newsroomItems(first: 100) { nodes { headline status edNote } } }`;
    const { headline } = { headline: 'On the desk' };
    await desk.createDraft({ headline, edNote: 'Call back' });
    type Desk = { newsroomItems: { nodes: { headline: string }[] } };
    const list = async (role: 'contributor' | 'editor') => (await (await gateway().as(role)).ask<Desk>(query)).data;
    expect((await list('editor')).newsroomItems.nodes).toContainEqual({
      headline,
      status: 'DRAFT',
      edNote: 'Call back',
    });
    expect((await list('contributor')).newsroomItems.nodes.map((node) => node.headline)).not.toContain(headline);
    expect((await gateway().ask(query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
