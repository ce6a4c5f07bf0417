import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { useGateway } from '../support/gateway.js';
import { type ArticlePage, askParts, findRepeated, urlsOf } from '../support/page-parts.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const pages: { slug: string; language: string }[] = [];

beforeAll(async () => {
  const { data } = await gateway().ask<{ contentItems: { nodes: typeof pages } }>(
    '{ contentItems(first: 100, filter: { types: [ARTICLE], language: "*" }) { nodes { slug language } } }',
  );
  pages.push(...data.contentItems.nodes);
});

/** Asks for each list of a page in a place where nothing else is selected. */
async function askAlone(slug: string, language: string) {
  const { data } = await gateway().ask<Record<'related' | 'next', ArticlePage['article']>>(
    `query ($slug: String!, $language: LanguageTag) {
      related: article(by: { slug: $slug }, language: $language) { relatedNews(first: 20) { article { url } } }
      next: article(by: { slug: $slug }, language: $language) { readNext(first: 20) { url } }
    }`,
    { slug, language },
  );
  const { data: site } = await gateway().ask<ArticlePage>(
    'query ($language: LanguageTag) { mostRead(first: 20, language: $language) { url } }',
    { language },
  );
  return {
    relatedNews: urlsOf(data.related.relatedNews.map(({ article }) => article)),
    mostRead: urlsOf(site.mostRead),
    readNext: urlsOf(data.next.readNext),
  };
}

describe('ArticlePage of the sample newsroom', () => {
  it('shows no item twice, on any page', async () => {
    expect(pages.length).toBeGreaterThan(80);
    for (const { language, slug } of pages) {
      expect(findRepeated(await askParts(gateway(), slug, language)), slug).toEqual([]);
    }
  });

  it('fills each list with the first items of the whole list that are not shown before it, on every sixth page', async () => {
    for (const { language, slug } of pages.filter((_, index) => index % 6 === 0)) {
      const { body, page, ...lists } = await askParts(gateway(), slug, language);
      const alone = await askAlone(slug, language);
      const shown = new Set([...page, ...body]);
      const lengths = { relatedNews: 2, mostRead: 4, readNext: 4 };
      for (const name of ['relatedNews', 'mostRead', 'readNext'] as const) {
        const expected = alone[name].filter((url) => !shown.has(url)).slice(0, lengths[name]);
        expect(lists[name], `${slug}: ${name}`).toEqual(expected);
        for (const url of expected) shown.add(url);
      }
    }
  });
});
