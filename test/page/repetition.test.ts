import { describe, expect, it } from 'vitest';
import { useDatabase } from '../support/database.js';
import { readOperation, useGateway } from '../support/gateway.js';

const database = useDatabase('sample_newsroom');
const gateway = useGateway(database);

interface Link {
  readonly url: string;
}

interface Page {
  readonly article: {
    readonly url: string;
    readonly body: { readonly items?: Link[]; readonly article?: Link | null }[];
    readonly relatedNews: { readonly article: Link }[];
    readonly readNext: Link[];
  };
  readonly mostRead: Link[];
}

/** Returns the addresses of the items that each part of a page shows, in the order of precedence. */
function listParts({ article, mostRead }: Page): Record<string, string[]> {
  const urls = (links: readonly (Link | null | undefined)[]) => links.flatMap((link) => link?.url ?? []);
  return {
    page: [article.url],
    body: urls(article.body.flatMap((block) => [...(block.items ?? []), block.article])),
    relatedNews: urls(article.relatedNews.map((related) => related.article)),
    mostRead: urls(mostRead),
    readNext: urls(article.readNext),
  };
}

/** Returns each repetition on a page: the part that repeats, the part before it, and the address. */
function findRepeated(page: Page): string[] {
  const shown = new Map<string, string>();
  return Object.entries(listParts(page)).flatMap(([part, urls]) =>
    urls.flatMap((url) => {
      const before = shown.get(url);
      shown.set(url, before ?? part);
      return before === undefined ? [] : [`${part} repeats ${before}: ${url}`];
    }),
  );
}

describe('ArticlePage', () => {
  it('shows no item twice, and keeps the length of its lists, on every page of the sample newsroom', async () => {
    const operation = await readOperation('ArticlePage');
    const { data } = await gateway().ask<{ contentItems: { nodes: { slug: string; language: string }[] } }>(
      '{ contentItems(first: 100, filter: { types: [ARTICLE], language: "*" }) { nodes { slug language } } }',
    );
    expect(data.contentItems.nodes.length).toBeGreaterThan(80);
    const repeated: string[] = [];
    for (const { language, slug } of data.contentItems.nodes) {
      const { data: page, errors } = await gateway().ask<Page>(operation, { slug, language });
      expect(errors).toBeUndefined();
      repeated.push(...findRepeated(page).map((repetition) => `${slug}: ${repetition}`));
      expect([page.article.relatedNews.length, page.mostRead.length, page.article.readNext.length]).toEqual([2, 4, 4]);
    }
    expect(repeated).toEqual([]);
  });
});
