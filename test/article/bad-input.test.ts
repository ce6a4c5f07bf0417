import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useDesk } from '../support/desk.js';
import { runEditorial } from '../support/editorial.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo } from '../support/make.js';
import { NOW } from '../support/names.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);
const desk = useDesk(gateway, database);

const create = async (input: Record<string, unknown>) =>
  runEditorial(await gateway().as('publisher'), 'CreateArticle', { input: { headline: 'Bad input', ...input } });

const idOf = (type: string, key: number | string) => Buffer.from(`${type}:${key}`).toString('base64');
const image = { url: 'https://p.example/1.jpg', altText: '' };
const paragraph = (html: string) => ({ paragraph: { html } });

const countItems = async () => {
  const { rows } = await database().pool.query('select count(*)::int as count from content_items');
  return rows[0].count;
};

describe('no article is created', () => {
  it.each([
    ['an empty headline', { headline: ' ' }, 'INVALID', 'headline'],
    ['a headline of 100,000 characters', { headline: 'x'.repeat(100_000) }, 'INVALID', 'headline'],
    ['a slug with spaces', { slug: 'two words' }, 'INVALID', 'slug'],
    ['a slug that is taken', { slug: 'taken-already' }, 'TAKEN', 'slug'],
    ['an unknown section', { section: 'nowhere' }, 'NOT_FOUND', 'section'],
    ['an unknown tag', { tags: ['ferries', "'; drop table tags; --"] }, 'NOT_FOUND', 'tags.1'],
    ['an unknown author', { authors: ['nobody'] }, 'NOT_FOUND', 'authors.0'],
    ['an unknown region', { regions: ['atlantis'] }, 'NOT_FOUND', 'regions.0'],
    ['an unknown series', { series: 'nothing' }, 'NOT_FOUND', 'series'],
    ['an unknown section in Spanish', { language: 'es', section: 'no-such-en' }, 'NOT_FOUND', 'section'],
    ['a language without an edition', { language: 'tlh' }, 'INVALID', 'language'],
    ['the language `*`', { language: '*' }, 'INVALID', 'language'],
    ['an unknown related article', { related: [idOf('Article', 999_999)] }, 'NOT_FOUND', 'related.0'],
    ['a related item that is a tag', { related: [idOf('Tag', 1)] }, 'INVALID', 'related.0'],
    ['a translation of an unknown article', { translationOf: idOf('Article', 999_999) }, 'NOT_FOUND', 'translationOf'],
    ['a translation of an invalid id', { translationOf: 'x' }, 'INVALID', 'translationOf'],
    ['an urgency of 10', { urgency: 10 }, 'INVALID', 'urgency'],
    ['an expiry in the past', { expiresAt: hoursAgo(1) }, 'INVALID', 'expiresAt'],
    [
      'an expiry before the embargo ends',
      { expiresAt: new Date(NOW.getTime() + 1000), embargoedUntil: new Date(NOW.getTime() + 2000) },
      'INVALID',
      'expiresAt',
    ],
    [
      'a script in the body',
      { body: [paragraph('Ok'), paragraph('<script>alert(1)</script>')] },
      'INVALID',
      'body.1.paragraph.html',
    ],
    ['an onclick in the body', { body: [paragraph('<b onclick="x()">b</b>')] }, 'INVALID', 'body.0.paragraph.html'],
    ['a link to a script', { body: [paragraph('<a href="java\tscript:x">b</a>')] }, 'INVALID', 'body.0.paragraph.html'],
    [
      'a script as a picture',
      { body: [{ image: { ...image, url: 'javascript:alert(1)' } }] },
      'INVALID',
      'body.0.image.url',
    ],
    ['a script as main picture', { mainImage: { ...image, url: ' javascript:alert(1)' } }, 'INVALID', 'mainImage.url'],
    ['a picture of width 0', { mainImage: { ...image, width: 0 } }, 'INVALID', 'mainImage.width'],
    [
      'a focal point outside the picture',
      { mainImage: { ...image, focalPoint: { x: 2, y: 0 } } },
      'INVALID',
      'mainImage.focalPoint.x',
    ],
    ['a heading of level 1', { body: [{ heading: { level: 1, text: 'x' } }] }, 'INVALID', 'body.0.heading.level'],
    ['an embed of a data URL', { body: [{ embed: { url: 'data:text/html,x' } }] }, 'INVALID', 'body.0.embed.url'],
    [
      'a link to an unknown article',
      { body: [{ articleLink: { article: idOf('Article', 999_999) } }] },
      'NOT_FOUND',
      'body.0.articleLink.article',
    ],
    [
      'related news with an unknown video',
      { body: [{ relatedNews: { items: [idOf('Video', 999_999)] } }] },
      'NOT_FOUND',
      'body.0.relatedNews.items.0',
    ],
  ])('because of %s: the user error has the code and the field', async (_what, input, code, field) => {
    if (code === 'TAKEN') await create({ slug: 'taken-already' });
    const before = await countItems();
    const payload = await create(input);
    expect(payload).toMatchObject({ article: null, cursor: null, userErrors: [{ code, field }] });
    expect(await countItems()).toBe(before);
  });

  it.each([
    ['a NUL character', { headline: 'a\0b' }, /\$input\.headline/],
    ['a lone surrogate', { body: [paragraph('a\ud800b')] }, /\$input\.body\[0\]\.paragraph\.html/],
    ['a block of an unknown type', { body: [{ hologram: { html: 'x' } }] }, /hologram/],
    ['a block of two types', { body: [{ ...paragraph('x'), heading: { level: 2, text: 'x' } }] }, /body/],
    ['a time without a zone', { expiresAt: '2026-05-01T10:00:00' }, /expiresAt/],
    ['an invalid language tag', { language: 'not a tag' }, /language/],
  ])('because of %s: the operation is refused before it runs', async (_what, input, message) => {
    const publisher = await gateway().as('publisher');
    const before = await countItems();
    const { data, errors, status } = await publisher.ask(
      `mutation ($input: CreateArticleInput!) { createArticle(input: $input) { article { id } userErrors { code } } }`,
      { input: { headline: 'Bad input', ...input } },
    );
    expect(status).toBeLessThan(500);
    expect(data ?? null).toBeNull();
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(message);
    expect(await countItems()).toBe(before);
  });
});

describe('a publication is refused', () => {
  it('if the article expires before its publication', async () => {
    const { id } = await desk.createDraft({ expiresAt: new Date(NOW.getTime() + 60_000) });
    const payload = await desk.publish(id, new Date(NOW.getTime() + 120_000));
    expect(payload.userErrors).toMatchObject([{ code: 'INVALID', field: 'expiresAt' }]);
  });

  it('for an unknown article, and for the id of a video', async () => {
    expect((await desk.publish(idOf('Article', 999_999))).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: 'id' },
    ]);
    expect((await desk.publish(idOf('Video', 1))).userErrors).toMatchObject([{ code: 'INVALID', field: 'id' }]);
  });
});

describe('a text that looks like SQL, HTML or GraphQL', () => {
  const odd = `'"; drop table articles; -- %_\\ $1 \${x} {{y}} <not html> &amp; 😀`;

  it('is stored and returned unchanged in every field', async () => {
    const texts = { standfirst: odd, trailText: odd, label: odd.slice(0, 60), byline: odd, dateline: odd, edNote: odd };
    const { id, slug } = await desk.createPublished({
      ...{ headline: odd, ...texts },
      sources: [{ name: odd, role: odd }],
      mainImage: { ...image, altText: odd, caption: odd, credit: odd },
      body: [{ heading: { level: 2, text: odd } }, { quote: { text: odd, attribution: odd } }],
    });
    const query = `query ($id: ID!) { article(by: { id: $id }) { headline standfirst trailText label byline dateline edNote
      sources { name role } mainImage { altText caption credit } body { ... on HeadingBlock { text } ... on QuoteBlock { said: text attribution } } } }`;
    const { data } = await (await gateway().as('editor')).ask(query, { id });
    expect(data).toEqual({
      article: {
        ...{ headline: odd, ...texts },
        sources: [{ name: odd, role: odd }],
        mainImage: { altText: odd, caption: odd, credit: odd },
        body: [{ text: odd }, { said: odd, attribution: odd }],
      },
    });
    const reason = odd;
    await runEditorial(await gateway().as('publisher'), 'WithdrawArticle', { id, reason });
    const tombstone = await gateway().ask(
      `query ($slug: String!) { tombstone(by: { slug: $slug }) { withdrawnReason } }`,
      { slug },
    );
    expect(tombstone.data).toEqual({ tombstone: { withdrawnReason: odd } });
  });
});
