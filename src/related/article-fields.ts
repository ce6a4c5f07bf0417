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
    CURATED: { description: 'An editor chose it.' },
    SHARED_TAGS: { description: 'It has tags in common; rare ones weigh more.' },
    SIMILAR_TEXT: {
      description: 'Its headline and text share rare words, so it is most likely about the same story or subject.',
    },
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

const args = builder.args((t) => ({
  first: t.int({ defaultValue: 4, description: `How many, 1 to ${MAX_RELATED}.` }),
}));

builder.objectFields(ArticleType, (t) => ({
  relatedNews: t.field({
    type: [RelatedArticleType],
    description:
      'Related articles. First come those that an editor chose; then those that share tags, where rare tags and recent articles weigh more; then those with a similar text (rare words, published at about the same time, the same section); then the newest of the section. Tags so common that they tell little come after a very similar text. Never the article itself, never another language.',
    args,
    resolve: async ({ id }, { first }, context) => {
      const rows = await loadList(id, 'relatedNews', first, context);
      return rows.flatMap(({ item, reason }) => (reason === 'READ_NEXT' ? [] : { article: item, reason }));
    },
  }),
  readNext: t.field({
    type: [ContentItemInterface],
    description:
      'What to read after it: the newest items of its section, then of its language. Repeats neither the article itself nor the articles of `relatedNews` in the same answer.',
    args,
    resolve: async ({ id }, { first }, context) =>
      (await loadList(id, 'readNext', first, context)).map(({ item }) => item),
  }),
}));

function loadList(id: number, list: 'relatedNews' | 'readNext', first: number | null | undefined, context: Context) {
  return context.loaders.related.lists.load({ id, list, first: readSize('first', first ?? 4, MAX_RELATED) });
}
