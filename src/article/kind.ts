import { z } from 'zod';
import { type Heading, withAnchors } from '../body/block-types.js';
import { readTimeMinutes } from '../body/read-time.js';
import { inputField, SourceType, sourcesField, textField } from '../fields/field-types.js';
import { defineKindType, type Kind, kindDetails } from '../fields/kind.js';
import { builder } from '../graphql/builder.js';
import { positiveInt, webAddress } from '../image/image.js';
import { readAddress, readCount } from '../image/image-input.js';
import { absoluteUrl } from '../image/type.js';
import { GENRES, type Genre } from '../item/kind-names.js';
import { ArticleType, CORRECTIONS, CorrectionType, GenreEnum } from '../item/type.js';
import { readOptional } from '../writing/fields.js';
import { selectDetails } from './store.js';
import { articles } from './table.js';

const AudioInput = builder.inputType('AudioInput', {
  description: 'A recording of the text.',
  fields: (t) => ({
    url: t.field({ type: 'URL', required: true, description: 'The file: http or https, or a path of this gateway.' }),
    durationSeconds: t.int({ description: 'The length in seconds.' }),
  }),
});

const audioSchema = z.object({ url: webAddress, durationSeconds: positiveInt.optional() });
export type Audio = z.infer<typeof audioSchema>;

const fields = {
  sources: sourcesField('Who supplied it, in addition to its authors.'),
  dateline: textField({ description: 'Where it was written, as printed: `GENEVA`.', longest: 200 }),
  genre: {
    ...inputField(
      z.enum(GENRES).optional(),
      (t) => t.field({ type: GenreEnum, description: 'What sort of text it is; NEWS when absent.' }),
      (_place, genre: Genre) => genre,
    ),
    document: z.enum(GENRES).default('NEWS'),
  },
  audio: inputField(
    audioSchema.optional(),
    (t) => t.field({ type: AudioInput, description: 'The text read aloud.' }),
    readAudio,
  ),
};

function readAudio(place: string, { durationSeconds, url }: typeof AudioInput.$inferInput): Audio {
  return {
    url: readAddress(`${place}.url`, url),
    durationSeconds: readOptional(`${place}.durationSeconds`, durationSeconds, readCount),
  };
}

const AudioType = builder.objectRef<Audio>('Audio').implement({
  description: 'A recording of the text.',
  fields: (t) => ({
    url: t.field({ type: 'URL', description: 'The file.', resolve: absoluteUrl }),
    durationSeconds: t.exposeInt('durationSeconds', { nullable: true, description: 'The length in seconds.' }),
  }),
});

const OutlineEntryType = builder.objectRef<Heading>('OutlineEntry').implement({
  description: 'A heading of a body.',
  fields: (t) => ({
    level: t.exposeInt('level', { description: '2 to 6.' }),
    text: t.exposeString('text', { description: 'The heading, plain text.' }),
    anchor: t.exposeString('anchor', { description: 'The `anchor` of its HeadingBlock.' }),
  }),
});

const details = kindDetails('article_details', selectDetails);
const bodyOf = details('body');

defineKindType('ARTICLE', ArticleType, {
  description: 'An article: a text with blocks.',
  body: 'The text in typed blocks, in order.',
  details,
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
      resolve: details('dateline'),
    }),
    sources: t.field({
      type: [SourceType],
      description: 'Who supplied it, in addition to its authors.',
      resolve: details('sources'),
    }),
    audio: t.field({
      type: AudioType,
      nullable: true,
      description: 'The text read aloud.',
      resolve: details('audio'),
    }),
    // Replaces the field of the interface, because `details` already contains the corrections.
    corrections: t.field({
      type: [CorrectionType],
      description: CORRECTIONS,
      resolve: details('corrections'),
    }),
    outline: t.field({
      type: [OutlineEntryType],
      description: 'The headings of the body, in order.',
      resolve: async (article, args, context) =>
        withAnchors(await bodyOf(article, args, context)).filter((block) => block.type === 'heading'),
    }),
  }),
});

export const article = {
  type: 'ARTICLE',
  table: articles,
  fields,
  columns: { genre: ({ genre }) => genre ?? 'NEWS' },
  objectType: ArticleType,
} satisfies Kind;
