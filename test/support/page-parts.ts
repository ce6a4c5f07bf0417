import { expect } from 'vitest';
import { readOperation, type TestGateway } from './gateway.js';

interface Link {
  readonly url: string;
}

/** The parts of the answer to `ArticlePage` that show items. */
export interface ArticlePage {
  readonly article: {
    readonly url: string;
    readonly body: { readonly items?: Link[]; readonly article?: Link | null }[];
    readonly relatedNews: { readonly article: Link }[];
    readonly readNext: Link[];
  };
  readonly mostRead: Link[];
}

/** Returns the addresses of links. Other values have none. */
export const urlsOf = (links: readonly (Link | null | undefined)[]) => links.flatMap((link) => link?.url ?? []);

/** Asks for `ArticlePage`. Returns the addresses of the items that each part shows, in the order of precedence. */
export async function askParts({ ask }: Pick<TestGateway, 'ask'>, slug: string, language: string) {
  const { data, errors } = await ask<ArticlePage>(await readOperation('ArticlePage'), { slug, language });
  expect(errors).toBeUndefined();
  const { article, mostRead } = data;
  return {
    page: [article.url],
    body: urlsOf(article.body.flatMap((block) => [...(block.items ?? []), block.article])),
    relatedNews: urlsOf(article.relatedNews.map((related) => related.article)),
    mostRead: urlsOf(mostRead),
    readNext: urlsOf(article.readNext),
  };
}

/** Returns each item that a page shows again, with the parts that show it. */
export function findRepeated(parts: Readonly<Record<string, readonly string[]>>): string[] {
  const shown = Object.entries(parts).flatMap(([part, urls]) => urls.map((url) => ({ part, url })));
  return shown.flatMap(({ part, url }, index) => {
    const before = shown.slice(0, index).find((one) => one.url === url);
    return before ? [`${part} repeats ${before.part}: ${url}`] : [];
  });
}
