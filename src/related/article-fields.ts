import { builder } from '../graphql/builder.js';
import { readSize } from '../graphql/pagination.js';
import type { ContentItem } from '../item/store.js';
import { ArticleType, ContentItemInterface } from '../item/type.js';
import type { RelatedReason } from './store.js';

const MAX_RELATED = 50;

const RelatedReasonEnum = builder.enumType('RelatedReason', {
  description: 'Why an article is related.',
  values: {
    CURATED: { description: 'An editor chose it.' },
    SHARED_TAGS: { description: 'It has tags in common; rare ones weigh more.' },
    SIMILAR_TEXT: { description: 'Its headline and text share rare words: most likely the same story or subject.' },
    SAME_SECTION: { description: 'It is among the newest of the same section.' },
  } satisfies Record<RelatedReason, object>,
});

const RelatedArticleType = builder
  .objectRef<{ reason: RelatedReason; article: ContentItem }>('RelatedArticle')
  .implement({
    description: 'An article and why it is related to another.',
    fields: (t) => ({
      reason: t.expose('reason', { type: RelatedReasonEnum, description: 'Why it is related.' }),
      article: t.expose('article', { type: ArticleType, description: 'The article.' }),
    }),
  });

builder.objectFields(ArticleType, (t) => ({
  relatedNews: t.field({
    type: [RelatedArticleType],
    description:
      'Articles about the same: first what an editor chose, then what shares tags (rare tags and recent items weigh more), then what is alike by its text (rare words, published at about the same time, the same section), then the newest of the section. Tags so common that they tell little come after text that is much alike. Never itself, never another language.',
    args: { first: t.arg.int({ defaultValue: 4, description: `How many, 1 to ${MAX_RELATED}.` }) },
    resolve: async ({ id }, { first }, { loaders }) => {
      const rows = await loaders.related.lists.load({
        id,
        list: 'relatedNews',
        first: readSize('first', first ?? 4, MAX_RELATED),
      });
      return rows.flatMap(({ item, reason }) => (reason === 'READ_NEXT' ? [] : { article: item, reason }));
    },
  }),
  readNext: t.field({
    type: [ContentItemInterface],
    description:
      'What to read after it: the newest of its section, then of its language. It repeats neither the article nor what `relatedNews` answers beside it.',
    args: { first: t.arg.int({ defaultValue: 4, description: `How many, 1 to ${MAX_RELATED}.` }) },
    resolve: async ({ id }, { first }, { loaders }) => {
      const rows = await loaders.related.lists.load({
        id,
        list: 'readNext',
        first: readSize('first', first ?? 4, MAX_RELATED),
      });
      return rows.map(({ item }) => item);
    },
  }),
}));
