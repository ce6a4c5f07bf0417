import { builder } from '../graphql/builder.js';
import { readSize } from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import { ArticleType, ContentItemInterface } from '../item/type.js';
import { type Page, pageOf } from '../page-parts/page.js';
import { definePart, fillList } from '../page-parts/parts.js';
import type { RelatedReason } from './store.js';

const MAX_RELATED = 50;
const DEFAULT_RELATED = 4;

const RelatedReasonEnum = builder.enumType('RelatedReason', {
  description: 'Why an article is related.',
  values: {
    CURATED: { description: 'An editor chose the article.' },
    SHARED_TAGS: { description: 'The two articles share tags. Rare tags weigh more.' },
    SIMILAR_TEXT: {
      description:
        'The headlines and texts of the two articles share rare words, so they are probably about the same story or subject.',
    },
    SAME_SECTION: { description: 'The article is one of the newest of the same section.' },
  } satisfies Record<RelatedReason, object>,
});

const RelatedArticleType = builder
  .objectRef<{ reason: RelatedReason; article: ContentItem }>('RelatedArticle')
  .implement({
    description: 'An article that is related to another article, and the reason.',
    fields: (t) => ({
      reason: t.expose('reason', { type: RelatedReasonEnum, description: 'Why the article is related.' }),
      article: t.expose('article', { type: ArticleType, description: 'The article.' }),
    }),
  });

const args = builder.args((t) => ({
  first: t.int({ defaultValue: DEFAULT_RELATED, description: `The number of items, from 1 to ${MAX_RELATED}.` }),
}));

builder.objectFields(ArticleType, (t) => ({
  relatedNews: t.field({
    type: [RelatedArticleType],
    description: `Related articles. First come the articles that an editor chose. Then come articles that share tags: rare tags and recent articles weigh more. Then come articles with a similar text: an article weighs more if it is in the same section, or was published at about the same time. Then come the newest articles of the section. There is one exception: an article with a very similar text comes before an article that shares only very common tags. The list never contains the article itself or an article in another language. It leaves out what the blocks of \`body\` show in the same operation.`,
    args,
    resolve: async (article, { first }, context, info) => {
      const rows = await listRelated(pageOf(article, context, info), readFirst(first));
      return rows.flatMap(({ item, reason }) => (reason === 'READ_NEXT' ? [] : { article: item, reason }));
    },
  }),
  readNext: t.field({
    type: [ContentItemInterface],
    description:
      'Items to read after the article: the newest items of its section, then the newest items in its language. The list never contains the article itself. It leaves out what the same operation shows before it: the items in blocks of `body`, in `relatedNews`, in the `items` of `collections` and in `mostRead`.',
    args,
    resolve: async (article, { first }, context, info) =>
      (await fill('readNext', pageOf(article, context, info), readFirst(first))).map(({ item }) => item),
  }),
}));

definePart('relatedNews', {
  count: countRelated,
  show: async (page) => (await listRelated(page, countRelated(page))).map(({ item }) => item.id),
});

const readFirst = (first: number | null | undefined) => readSize('first', first ?? DEFAULT_RELATED, MAX_RELATED);

/** Returns the length of the longest selected list of related news. A list with an invalid length shows nothing. */
function countRelated({ selection }: Page): number {
  const sizes = selection.all('relatedNews').map((field) => selection.sizeOf(field, MAX_RELATED, DEFAULT_RELATED));
  return Math.max(0, ...sizes);
}

async function listRelated(page: Page, first: number) {
  return first > 0 ? fill('relatedNews', page, first) : [];
}

function fill(list: 'relatedNews' | 'readNext', page: Page, first: number) {
  const { item, context } = page;
  const read = (count: number) => context.loaders.related.lists.load({ id: item.id, list, first: count });
  return fillList({ part: list, pages: [page], first, read, itemOf: (row) => row.item });
}
