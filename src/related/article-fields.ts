import { builder } from '../graphql/builder.js';
import { readSize } from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import { ArticleType, ContentItemInterface } from '../item/type.js';
import type { Context } from '../schema/context.js';
import type { RelatedReason } from './store.js';

const MAX_RELATED = 50;

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
  first: t.int({ defaultValue: 4, description: `The number of items, from 1 to ${MAX_RELATED}.` }),
}));

builder.objectFields(ArticleType, (t) => ({
  relatedNews: t.field({
    type: [RelatedArticleType],
    description:
      'Related articles. First come the articles that an editor chose. Then come articles that share tags: rare tags and recent articles weigh more. Then come articles with a similar text: an article weighs more if it is in the same section, or was published at about the same time. Then come the newest articles of the section. There is one exception: an article with a very similar text comes before an article that shares only very common tags. The list never contains the article itself or an article in another language.',
    args,
    resolve: async ({ id }, { first }, context) => {
      const rows = await loadList(id, 'relatedNews', first, context);
      return rows.flatMap(({ item, reason }) => (reason === 'READ_NEXT' ? [] : { article: item, reason }));
    },
  }),
  readNext: t.field({
    type: [ContentItemInterface],
    description:
      'Items to read after the article: the newest items of its section, then the newest items in its language. The list contains neither the article itself nor the articles of `relatedNews` in the same response.',
    args,
    resolve: async ({ id }, { first }, context) =>
      (await loadList(id, 'readNext', first, context)).map(({ item }) => item),
  }),
}));

function loadList(id: number, list: 'relatedNews' | 'readNext', first: number | null | undefined, context: Context) {
  return context.loaders.related.lists.load({ id, list, first: readSize('first', first ?? 4, MAX_RELATED) });
}
