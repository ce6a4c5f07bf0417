import { z } from 'zod';
import { readTimeMinutes } from '../body/read-time.js';
import { sourcesField, textField } from '../fields/field-types.js';
import { type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import { positiveInt, webAddress } from '../image/image.js';
import { readAddress, readCount } from '../image/image-input.js';
import { GENRES, type Genre } from '../item/kind-names.js';
import { loadItemNodes } from '../item/nodes.js';
import { ArticleType, CORRECTIONS, ContentItemInterface, CorrectionType, GenreEnum } from '../item/type.js';
import type { Context } from '../schema/context.js';
import type { InputFieldBuilder } from '../writing/mutation.js';
import { type Article, type ArticleDetails, selectDetails } from './store.js';
import { articles } from './table.js';

export const SourceType = builder.objectRef<ArticleDetails['sources'][number]>('Source').implement({
  description: 'Who supplied an item or a part of it, such as a news agency (ninjs infosource).',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name, as printed.' }),
    role: t.exposeString('role', { nullable: true, description: 'The role of the source, such as `wire` or `data`.' }),
    url: t.expose('url', {
      type: 'URL',
      nullable: true,
      description: 'The address of the source or of the original text.',
    }),
  }),
});

const AudioInput = builder.inputType('AudioInput', {
  description: 'A recording of the text.',
  fields: (t) => ({
    url: t.field({ type: 'URL', required: true, description: 'The file: http or https, or a path of this gateway.' }),
    durationSeconds: t.int({ description: 'The length in seconds.' }),
  }),
});

const audioSchema = z.object({ url: webAddress, durationSeconds: positiveInt.optional() }).optional();

const fields = {
  sources: sourcesField('Who supplied it, in addition to its authors.'),
  dateline: textField({ description: 'Where it was written, as printed: `GENEVA`.', longest: 200 }),
  genre: {
    schema: z.enum(GENRES).optional(),
    document: z.enum(GENRES).default('NEWS'),
    input: {
      define: (t: InputFieldBuilder) =>
        t.field({ type: GenreEnum, description: 'What sort of text it is; NEWS when absent.' }),
      read: (_place: string, genre: Genre) => genre,
    },
  },
  audio: {
    schema: audioSchema,
    document: audioSchema,
    input: {
      define: (t: InputFieldBuilder) => t.field({ type: AudioInput, description: 'The text read aloud.' }),
      read: readAudio,
    },
  },
};

function readAudio(place: string, { durationSeconds, url }: typeof AudioInput.$inferInput) {
  return {
    url: readAddress(`${place}.url`, url),
    ...(durationSeconds != null && { durationSeconds: readCount(`${place}.durationSeconds`, durationSeconds) }),
  };
}

const AudioType = builder.objectRef<NonNullable<ArticleDetails['audio']>>('Audio').implement({
  description: 'A recording of the text.',
  fields: (t) => ({
    url: t.field({ type: 'URL', description: 'The file.', resolve: ({ url }, _args, context) => context.toUrl(url) }),
    durationSeconds: t.exposeInt('durationSeconds', { nullable: true, description: 'The length in seconds.' }),
  }),
});

builder.node(ArticleType, {
  description: 'An article: a text with blocks.',
  interfaces: [ContentItemInterface],
  id: { resolve: (article) => article.id, description: 'The global id. It is opaque and never changes.' },
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
    wordCount: t.exposeInt('wordCount', {
      description: 'The number of words of the body, counted by the rules of its language.',
    }),
    readTimeMinutes: t.int({
      description: 'The reading time in minutes, at least 1.',
      resolve: ({ wordCount, language }) => readTimeMinutes(wordCount, language),
    }),
    dateline: t.string({
      nullable: true,
      description: 'Where it was written, as printed: `GENEVA`.',
      resolve: async (article, _args, context) => (await detailsOf(article, context)).dateline,
    }),
    sources: t.field({
      type: [SourceType],
      description: 'Who supplied it, in addition to its authors.',
      resolve: async (article, _args, context) => (await detailsOf(article, context)).sources,
    }),
    audio: t.field({
      type: AudioType,
      nullable: true,
      description: 'The text read aloud.',
      resolve: async (article, _args, context) => (await detailsOf(article, context)).audio,
    }),
    // This field replaces the field of the interface, because an article's details contain its corrections.
    corrections: t.field({
      type: [CorrectionType],
      description: CORRECTIONS,
      resolve: async (article, _args, context) => (await detailsOf(article, context)).corrections,
    }),
  }),
});

const loadDetails = kindDetails('article_details', selectDetails);

/**
 * Returns the columns that only an article's own page needs. If the article was not read with its details, one statement
 * reads the details of all articles of the request.
 */
export function detailsOf(article: Article, context: Context): Promise<ArticleDetails> {
  return article.details ? Promise.resolve(article.details) : loadDetails(article, context);
}

export const article = {
  type: 'ARTICLE',
  table: articles,
  fields,
  columns: { genre: ({ genre }) => genre ?? 'NEWS' },
  objectType: ArticleType,
} satisfies Kind;
