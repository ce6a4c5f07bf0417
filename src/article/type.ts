import { loadItemNodes } from '../content/nodes.js';
import { readTimeMinutes } from '../content/text.js';
import { CORRECTIONS, ContentItemInterface, CorrectionType, GenreEnum } from '../content/type.js';
import { builder } from '../graphql/builder.js';
import type { Context } from '../graphql/context.js';
import type { Article, ArticleDetails } from './store.js';

export const SourceType = builder.objectRef<ArticleDetails['sources'][number]>('Source').implement({
  description: 'Who supplied an item or a part of it, such as a news agency (ninjs infosource).',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, as printed.' }),
    role: t.exposeString('role', { nullable: true, description: 'What part it had.' }),
    url: t.expose('url', { type: 'URL', nullable: true, description: 'Its address, or that of the original.' }),
  }),
});

const AudioType = builder.objectRef<NonNullable<ArticleDetails['audio']>>('Audio').implement({
  description: 'A recording of the text.',
  fields: (t) => ({
    url: t.field({ type: 'URL', description: 'The file.', resolve: ({ url }, _args, context) => context.toUrl(url) }),
    durationSeconds: t.exposeInt('durationSeconds', { nullable: true, description: 'How long it plays, in seconds.' }),
  }),
});

export const ArticleType = builder.objectRef<Article>('Article');
builder.node(ArticleType, {
  description: 'A text that is published.',
  interfaces: [ContentItemInterface],
  id: { resolve: (article) => article.id, description: 'Global id: opaque, the same for ever.' },
  loadMany: (ids, context) => loadItemNodes('ARTICLE', ids, context),
  fields: (t) => ({
    genre: t.field({
      type: GenreEnum,
      description: 'What sort of text it is.',
      resolve: ({ genre }) => genre ?? 'NEWS',
    }),
    byline: t.exposeString('byline', {
      nullable: true,
      description: 'Who wrote it, as printed: `By Ada Winslow in Port Alder`.',
    }),
    wordCount: t.exposeInt('wordCount', { description: 'Words of the body, counted as the language has them.' }),
    readTimeMinutes: t.int({
      description: 'Minutes that reading it takes, at least 1.',
      resolve: ({ wordCount, language }) => readTimeMinutes(wordCount, language),
    }),
    dateline: t.string({
      nullable: true,
      description: 'Where it was written, as printed: `GENEVA`.',
      resolve: async (article, _args, context) => (await detailsOf(article, context)).dateline,
    }),
    sources: t.field({
      type: [SourceType],
      description: 'Who supplied it, apart from who wrote it.',
      resolve: async (article, _args, context) => (await detailsOf(article, context)).sources,
    }),
    audio: t.field({
      type: AudioType,
      nullable: true,
      description: 'The text read aloud.',
      resolve: async (article, _args, context) => (await detailsOf(article, context)).audio,
    }),
    // In the row of its details already.
    corrections: t.field({
      type: [CorrectionType],
      description: CORRECTIONS,
      resolve: async (article, _args, context) => (await detailsOf(article, context)).corrections,
    }),
  }),
});

/** What only an article's own page needs. Every article has it: the two rows are written together. */
export async function detailsOf(article: Article, context: Context): Promise<ArticleDetails> {
  const details = article.details ?? (await context.loaders.article.details.load(article.id));
  if (!details) throw new Error(`article ${article.id} has no row in articles`);
  return details;
}
