import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

const SLUG = 'assembly-approves-the-harbour-bridge-after-a-nine-hour-sitting';

interface Page {
  readonly site: { navigation: { label: string; children: { url: string }[] }[] } & Record<string, unknown>;
  readonly article: Record<string, unknown> & { body: ({ __typename: string } & Record<string, unknown>)[] };
  readonly breakingItems: { nodes: Record<string, unknown>[] };
  readonly collections: { nodes: Record<string, unknown>[] };
  readonly mostRead: Record<string, unknown>[];
}

async function askPage(slug: string, language = 'en') {
  return gateway().ask<Page>(await readOperation('ArticlePage'), { slug, language });
}

describe('ArticlePage on the sample newsroom', () => {
  it('returns the whole page in one request, without an error', async () => {
    const { data, errors, status } = await askPage(SLUG);
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data.article).toMatchObject({
      headline: 'Assembly approves the Harbour Bridge after a nine-hour sitting',
      url: `https://news.example/news/politics/${SLUG}`,
      language: 'en',
      direction: 'LTR',
      section: { slug: 'politics', parent: { slug: 'news' } },
      primaryLabel: { __typename: 'Section', name: 'Politics', url: 'https://news.example/news/politics' },
      genre: 'NEWS',
    });
    expect(data.breakingItems.nodes.length).toBeGreaterThanOrEqual(8);
    expect(data.collections.nodes).toHaveLength(3);
    expect(data.mostRead).toHaveLength(4);
  });

  it('has a value for every element of a real article page', async () => {
    const { data } = await askPage(SLUG);
    const text = ['standfirst', 'label', 'byline', 'dateline', 'authors', 'sources', 'regions', 'audio', 'shareLinks'];
    const lists = [
      'mainImage',
      'outline',
      'tags',
      'corrections',
      'translations',
      'collections',
      'relatedNews',
      'readNext',
    ];
    for (const field of [...text, ...lists]) {
      expect(data.article[field], field).toBeTruthy();
      expect(data.article[field], field).not.toEqual([]);
    }
    const kinds = ['Paragraph', 'Heading', 'Quote', 'List', 'Image', 'Embed', 'RelatedNews', 'ArticleLink'];
    const used = new Set(data.article.body.map((block) => block.__typename));
    expect(used).toEqual(new Set(kinds.map((kind) => `${kind}Block`)));
    for (const field of ['slogan', 'logo', 'about', 'copyrightNotice', 'footer', 'liveStream', 'appLinks', 'pages']) {
      expect(data.site[field], field).toBeTruthy();
      expect(data.site[field], field).not.toEqual([]);
    }
    expect(data.site.navigation.find((item) => item.label === 'News')?.children).toHaveLength(8);
  });

  it('has an outline with the anchors, levels and texts of the headings in the body', async () => {
    const { data } = await askPage(SLUG);
    const headings = data.article.body.filter((block) => block.__typename === 'HeadingBlock');
    expect(data.article.outline).toEqual(headings.map(({ anchor, level, text }) => ({ anchor, level, text })));
  });

  it('needs at most 16 SQL statements', async () => {
    database().statements.length = 0;
    await askPage(SLUG);
    expect(database().statements.length).toBeLessThanOrEqual(16);
  });

  it.each(['es', 'ar'])('serves the edition in %s, with lists in this language only', async (language) => {
    const { data: list } = await gateway().ask<{ mostRead: { __typename: string; slug: string }[] }>(
      'query ($language: LanguageTag) { mostRead(first: 20, language: $language) { __typename slug } }',
      { language },
    );
    expect(list.mostRead).toHaveLength(20);
    const articles = list.mostRead.filter(({ __typename }) => __typename === 'Article');
    expect(articles.length).toBeGreaterThanOrEqual(5);
    for (const { slug } of articles.slice(0, 5)) {
      const { data, errors } = await askPage(slug, language);
      expect(errors).toBeUndefined();
      expect(data.article).toMatchObject({ language, direction: language === 'ar' ? 'RTL' : 'LTR' });
      const lists = JSON.stringify([data.article.relatedNews, data.article.readNext, data.mostRead]);
      const pages = (lists.match(/https:\/\/news\.example\/[^"]*/g) ?? []).filter((url) => !url.includes('/media/'));
      expect(pages.length).toBeGreaterThan(8);
      expect(pages.filter((url) => !url.startsWith(`https://news.example/${language}/`))).toEqual([]);
    }
  });
});
