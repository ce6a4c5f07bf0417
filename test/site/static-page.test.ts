import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { useMaker } from '../support/make.js';

const database = useDatabase();
const gateway = useGateway(database);
const make = useMaker(database);

beforeAll(async () => {
  for (const [language, title] of [
    ['en', 'About us'],
    ['es', 'Quiénes somos'],
  ] as const) {
    await make().record({ record: 'edition', language, name: 'The Test' });
    await make().record({
      record: 'page',
      language,
      slug: 'about',
      title,
      body: [
        { type: 'heading', level: 2, text: title },
        { type: 'paragraph', html: 'We <strong>print</strong> the news.' },
      ],
    });
  }
  await make().record({ record: 'page', language: 'en', slug: 'imprint', title: 'Imprint', position: 1 });
});

const PAGE = `query ($slug: String!, $language: LanguageTag) { page(slug: $slug, language: $language) {
  id title url body { __typename ... on HeadingBlock { anchor } ... on ParagraphBlock { html } } } }`;

describe('a static page', () => {
  it('is found by its slug and language, and has a body', async () => {
    expect((await gateway().ask(PAGE, { slug: 'about' })).data).toMatchObject({
      page: {
        title: 'About us',
        url: 'https://news.example/pages/about',
        body: [
          { __typename: 'HeadingBlock', anchor: 'about-us' },
          { __typename: 'ParagraphBlock', html: 'We <strong>print</strong> the news.' },
        ],
      },
    });
    expect((await gateway().ask(PAGE, { slug: 'about', language: 'es' })).data).toMatchObject({
      page: { title: 'Quiénes somos', url: 'https://news.example/es/pages/about' },
    });
    expect((await gateway().ask(PAGE, { slug: 'no-such' })).data).toEqual({ page: null });
  });

  it('is found by its global id', async () => {
    const { data } = await gateway().ask<{ page: { id: string } }>(PAGE, { slug: 'imprint' });
    const ids = [data.page.id, Buffer.from('StaticPage:999').toString('base64')];
    expect((await gateway().ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids })).data).toEqual({
      nodes: [{ __typename: 'StaticPage', id: data.page.id }, null],
    });
  });

  it('needs two SQL statements, one for the site and one for the text, also if all pages are requested', async () => {
    database().statements.length = 0;
    await gateway().ask(PAGE, { slug: 'about' });
    expect(database().statements).toHaveLength(2);
    database().statements.length = 0;
    await gateway().ask('{ site { pages { title body { __typename } } } }');
    expect(database().statements).toHaveLength(2);
  });
});
