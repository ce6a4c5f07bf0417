import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';
import { ODD_TEXTS, writeAs } from '../support/write.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

const FIELDS = `id title slug url body {
  __typename ... on ParagraphBlock { html } ... on ArticleLinkBlock { article { headline } } }`;
interface Page {
  readonly id: string;
  readonly slug: string;
}
interface Result {
  readonly page: Page | null;
}
const create = (input: object) =>
  writeAs<Result>(gateway(), 'admin', 'createStaticPage', `page { ${FIELDS} }`, { title: 'About us', ...input });
const update = (input: object) => writeAs<Result>(gateway(), 'admin', 'updateStaticPage', `page { ${FIELDS} }`, input);
const remove = (id: string | undefined) =>
  writeAs<{ deletedId: string | null }>(gateway(), 'admin', 'deleteStaticPage', 'deletedId', { id });

async function find(slug: string, language?: string) {
  const { data } = await gateway().ask<{ page: Page | null }>(
    `query ($slug: String!, $language: LanguageTag) { page(slug: $slug, language: $language) { ${FIELDS} } }`,
    { slug, language },
  );
  return data.page;
}
async function list(): Promise<string[]> {
  const { data } = await gateway().ask<{ site: { pages: Page[] } }>('{ site { pages { slug } } }');
  return data.site.pages.map(({ slug }) => slug);
}
const paragraph = (html: string) => ({ paragraph: { html } });
let article = '';

beforeAll(async () => {
  for (const language of ['en', 'es']) await make().record({ record: 'edition', language, name: language });
  article = encodeGlobalId('Article', (await make().article({ headline: 'Named' })).id);
});

describe('createStaticPage', () => {
  it('creates a page with sanitised text at its position', async () => {
    const body = [paragraph('We <b>print</b> <blink>news</blink>.'), { articleLink: { article } }];
    const { cursor, page, userErrors } = await create({ body, position: -1 });
    expect(userErrors).toEqual([]);
    expect(cursor).toEqual(expect.any(String));
    expect(page).toMatchObject({
      slug: 'about-us',
      url: 'https://news.example/pages/about-us',
      body: [
        { __typename: 'ParagraphBlock', html: 'We <strong>print</strong> news.' },
        { __typename: 'ArticleLinkBlock', article: { headline: 'Named' } },
      ],
    });
    expect(await find('about-us')).toEqual(page);
    await create({ title: 'First', position: -2 });
    expect((await list()).slice(0, 2)).toEqual(['first', 'about-us']);
    expect((await create({ language: 'es' })).page).toMatchObject({ url: 'https://news.example/es/pages/about-us' });
  });

  it.each(ODD_TEXTS)('stores the title %s unchanged', async (text) => {
    const input = { title: text, slug: `odd-${text.length}` };
    expect((await create(input)).userErrors).toEqual([]);
    expect(await find(input.slug)).toMatchObject(input);
  });

  it.each([
    ['TAKEN', 'slug', { title: 'Taken' }],
    ['INVALID', 'title', { title: '' }],
    ['INVALID', 'title', { title: 'x'.repeat(201) }],
    ['INVALID', 'slug', { slug: 'A b' }],
    ['INVALID', 'language', { language: 'fr' }],
    ['INVALID', 'body.1.paragraph.html', { body: [paragraph('Good'), paragraph('<script>alert(1)</script>')] }],
    ['INVALID', 'body.0.image.url', { body: [{ image: { url: 'javascript:1', altText: '' } }] }],
    [
      'NOT_FOUND',
      'body.0.articleLink.article',
      { body: [{ articleLink: { article: encodeGlobalId('Article', 999) } }] },
    ],
  ])('answers %s for the field %s, and creates no page', async (code, field, input) => {
    await create({ title: 'Taken' });
    const before = await list();
    const payload = await create({ title: 'Never', ...input });
    expect(payload).toMatchObject({ page: null, cursor: null, userErrors: [{ code, field }] });
    expect(await list()).toEqual(before);
  });
});

describe('updateStaticPage', () => {
  it('changes the given fields and keeps all other fields', async () => {
    const { page } = await create({ title: 'Privacy', body: [paragraph('None.')] });
    expect((await update({ id: page?.id, title: 'Your privacy' })).userErrors).toEqual([]);
    expect(await find('privacy')).toEqual({ ...page, title: 'Your privacy' });
    await update({ id: page?.id, body: [paragraph('Some.')], position: -9 });
    expect(await find('privacy')).toMatchObject({ title: 'Your privacy', body: [{ html: 'Some.' }] });
    expect((await list())[0]).toBe('privacy');
    await update({ id: page?.id, body: null });
    expect(await find('privacy')).toMatchObject({ body: [] });
  });

  it.each([
    ['NOT_FOUND', 'id', { id: encodeGlobalId('StaticPage', 999_999_999_999) }],
    ['INVALID', 'id', { id: encodeGlobalId('Article', 1) }],
    ['INVALID', 'title', { title: null }],
    ['INVALID', 'position', { position: null }],
    ['INVALID', 'body.0.heading.level', { title: 'New', body: [{ heading: { level: 1, text: 'Big' } }] }],
  ])('answers %s for the field %s, and changes nothing', async (code, field, input) => {
    await create({ title: 'Imprint', body: [paragraph('Us.')] });
    const before = await find('imprint');
    const payload = await update({ id: before?.id, ...input });
    expect(payload).toMatchObject({ page: null, userErrors: [{ code, field }] });
    expect(await find('imprint')).toEqual(before);
  });
});

describe('deleteStaticPage', () => {
  it('deletes a page, and answers NOT_FOUND the second time', async () => {
    const { page } = await create({ title: 'Short-lived' });
    expect(await remove(page?.id)).toMatchObject({ deletedId: page?.id, userErrors: [] });
    expect(await find('short-lived')).toBeNull();
    expect(await remove(page?.id)).toMatchObject({ deletedId: null, userErrors: [{ code: 'NOT_FOUND', field: 'id' }] });
  });

  it('is refused to a publisher, and the page stays', async () => {
    const { page } = await create({ title: 'Lasting' });
    const { errors } = await (await gateway().as('publisher')).ask(
      'mutation ($id: ID!) { deleteStaticPage(input: { id: $id }) { deletedId } }',
      { id: page?.id },
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await find('lasting')).toEqual(page);
  });
});
