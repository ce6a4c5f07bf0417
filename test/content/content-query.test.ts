import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { hoursAgo, useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const KINDS = {
  ARTICLE: 'Article',
  VIDEO: 'Video',
  GALLERY: 'Gallery',
  INFOGRAPHIC: 'Infographic',
  LIVE_BLOG: 'LiveBlog',
} as const;
const kinds = Object.keys(KINDS) as (keyof typeof KINDS)[];

beforeAll(async () => {
  const section = { name: 'Politics', parent: { name: 'News' } };
  for (const type of kinds) {
    await make().article({ type, headline: `One ${KINDS[type]}`, section, aliases: [`/2019/01/${KINDS[type]}`] });
  }
  await make().article({
    type: 'VIDEO',
    headline: 'فيديو قصير',
    language: 'ar',
    section: { name: 'سياسة', slug: 'politics' },
  });
  await make().article({
    type: 'GALLERY',
    headline: 'Not yet',
    publishedAt: hoursAgo(-1),
    aliases: ['/2019/01/not-yet'],
  });
  await make().article({ type: 'LIVE_BLOG', headline: 'Never', status: 'DRAFT' });
});

interface Found {
  readonly __typename: string;
  readonly id: string;
  readonly headline: string;
  readonly url: string;
}

async function find(by: object, language?: string, field = 'content'): Promise<Found | null> {
  const input = field === 'content' ? 'ContentBy' : 'ArticleBy';
  const { data, errors } = await gateway().ask<{ found: Found | null }>(
    `query ($by: ${input}!, $language: LanguageTag) { found: ${field}(by: $by, language: $language) { __typename id headline url } }`,
    { by, language },
  );
  expect(errors).toBeUndefined();
  return data.found;
}

describe('content', () => {
  it.each(kinds)('finds an item of the kind %s by its slug, its path, its address and its id', async (type) => {
    const slug = `one-${KINDS[type].toLowerCase()}`;
    const found = await find({ slug });
    expect(found).toMatchObject({ __typename: KINDS[type], url: `https://news.example/news/politics/${slug}` });
    for (const path of [
      `/news/politics/${slug}`,
      `/news/politics/${slug}/?page=2`,
      `https://news.example/news/politics/${slug}`,
    ])
      expect(await find({ path }), path).toEqual(found);
    expect(await find({ id: found?.id })).toEqual(found);
  });

  it.each(kinds)('finds a %s by a former path, and returns its present address', async (type) => {
    const slug = `one-${KINDS[type].toLowerCase()}`;
    for (const path of [`/2019/01/${KINDS[type]}`, `http://news.example/2019/01/${KINDS[type]}#top`])
      expect(await find({ path }), path).toMatchObject({ url: `https://news.example/news/politics/${slug}` });
  });

  it('finds an item by an Arabic address, percent-encoded or not', async () => {
    const found = await find({ slug: 'فيديو-قصير' }, 'ar-EG');
    expect(found).toMatchObject({ __typename: 'Video' });
    for (const path of ['/ar/politics/فيديو-قصير', found?.url, decodeURI(found?.url ?? '')])
      expect(await find({ path }), path).toEqual(found);
  });

  it('finds nothing at an address of another site, or at an invalid address', async () => {
    const paths = [
      ...['https://other.example/news/politics/one-video', 'https://news.example.org/news/politics/one-video'],
      ...['ftp://news.example/news/politics/one-video', 'news.example/news/politics/one-video', '//news.example/x'],
      ...['', '/', 'https://news.example', 'https://', 'x'.repeat(2048), `https://news.example/${'%'.repeat(9)}`],
    ];
    for (const path of paths) expect(await find({ path }), path.slice(0, 80)).toBeNull();
  });

  it('does not find a scheduled item or a draft', async () => {
    for (const by of [{ slug: 'not-yet' }, { path: '/2019/01/not-yet' }, { slug: 'never' }, { path: '/news/never' }])
      expect(await find(by)).toBeNull();
    const { rows } = await database().pool.query(
      "select id, type from content_items where slug in ('not-yet', 'never')",
    );
    for (const { id, type } of rows as { id: string; type: keyof typeof KINDS }[])
      expect(await find({ id: Buffer.from(`${KINDS[type]}:${id}`).toString('base64') })).toBeNull();
  });

  it('returns null if the kind in the id is wrong, and refuses an id of another type and an invalid id', async () => {
    const found = await find({ slug: 'one-video' });
    const [, key] = Buffer.from(found?.id ?? '', 'base64')
      .toString()
      .split(':');
    expect(await find({ id: Buffer.from(`Gallery:${key}`).toString('base64') })).toBeNull();
    for (const text of ['Tag:1', 'LiveBlogPost:1', 'nonsense', '']) {
      const { errors } = await gateway().ask('query ($id: ID!) { content(by: { id: $id }) { id } }', {
        id: Buffer.from(text).toString('base64'),
      });
      expect(errors?.[0], text).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', argument: 'by.id' } });
    }
  });

  it('reads many paths in one SQL statement', async () => {
    const alias = (type: keyof typeof KINDS, i: number) =>
      `a${i}: content(by: { path: "/2019/01/${KINDS[type]}" }) { headline }`;
    database().statements.length = 0;
    const { errors } = await gateway().ask(`{ ${kinds.map(alias).join(' ')} }`);
    expect(errors).toBeUndefined();
    expect(database().statements).toHaveLength(1);
  });
});

describe('article', () => {
  it('finds an article by its complete address, and does not find a video', async () => {
    const url = 'https://news.example/news/politics/one-article';
    expect(await find({ path: url }, undefined, 'article')).toMatchObject({ url });
    expect(await find({ path: 'https://news.example/2019/01/Article' }, undefined, 'article')).toMatchObject({ url });
    expect(await find({ path: 'https://news.example/news/politics/one-video' }, undefined, 'article')).toBeNull();
  });
});
