import { builder } from '../graphql/builder.js';
import { ImageInput, readImage } from '../image/image-input.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, readClearable, unknownId } from '../writing/changes.js';
import { LONGEST_SLUG, readId, readLine, readText } from '../writing/fields.js';
import { IDEMPOTENCY_KEY, once } from '../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { taken } from '../writing/user-faults.js';
import type { Series } from './store.js';
import { SeriesType } from './type.js';
import { changeSeries, insertSeries } from './write.js';

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 2000;

const CreateSeriesInput = builder.inputType('CreateSeriesInput', {
  description: 'What items belong to that come one after the other, in one language.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Its title.', longest: LONGEST_TITLE }),
    slug: t.string({
      description: 'The name in addresses, which stays; made from `title` when absent.',
      longest: LONGEST_SLUG,
    }),
    language: t.field({ type: 'LanguageTag', description: "Its language; the site's own when absent." }),
    description: t.string({ description: 'What it is: plain text.', longest: LONGEST_DESCRIPTION }),
    mainImage: t.field({ type: ImageInput, description: 'Its picture.' }),
    position: t.int({ description: 'Its place in lists, the lowest first; 0 when absent.' }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});

const UpdateSeriesInput = builder.inputType('UpdateSeriesInput', {
  description: 'Changes of a series: what is absent stays as it is, null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the series.' }),
    title: t.string({ description: 'Its new title. The slug stays.', longest: LONGEST_TITLE }),
    description: t.string({
      description: 'What it is: plain text; null for nothing.',
      longest: LONGEST_DESCRIPTION,
    }),
    mainImage: t.field({ type: ImageInput, description: 'Its picture; null for none.' }),
    position: t.int({ description: 'Its place in lists, the lowest first.' }),
  }),
});

const seriesPayload = (mutation: string, description: string) =>
  payloadType<Series>(mutation, (t) => ({
    series: t.field({ type: SeriesType, nullable: true, description, resolve: ({ row }) => row() }),
  }));
const CreateSeriesPayload = seriesPayload('createSeries', 'The new series.');
const UpdateSeriesPayload = seriesPayload('updateSeries', 'The series as it is now.');

builder.mutationFields((t) => ({
  createSeries: t.field({
    type: CreateSeriesPayload,
    ...needs('editor', 'Makes a series.'),
    args: { input: t.arg({ type: CreateSeriesInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createSeries', input] }, () =>
            createSeries(input, writing),
          ),
        (id) => context.loaders.series.byId.load(id),
      ),
  }),
  updateSeries: t.field({
    type: UpdateSeriesPayload,
    ...needs('editor', 'Renames a series, or changes what is said of it.'),
    args: { input: t.arg({ type: UpdateSeriesInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateSeries(input, writing),
        (id) => context.loaders.series.byId.load(id),
      ),
  }),
}));

async function createSeries(input: typeof CreateSeriesInput.$inferInput, { context, db }: Writing): Promise<number> {
  const title = readLine('title', input.title);
  const language = await chooseWritingLanguage(context, 'language', input.language);
  const slug = chooseSlug(input.slug, 'title', title);
  const id = await insertSeries(db, {
    title,
    language,
    slug,
    description: readText(input.description ?? ''),
    mainImage: input.mainImage ? readImage('mainImage', input.mainImage) : null,
    position: input.position ?? 0,
  });
  if (id === undefined) throw taken('slug', `there is a series ${slug} in ${language}`);
  return id;
}

async function updateSeries(input: typeof UpdateSeriesInput.$inferInput, { db }: Writing): Promise<number> {
  const id = readId('id', input.id, ['Series']);
  const isThere = await changeSeries(db, id, {
    title: readChange('title', input.title, readLine),
    description: readClearable('description', input.description, (_field, text: string) => readText(text)),
    mainImage: readClearable('mainImage', input.mainImage, readImage),
    position: readChange('position', input.position, (_field, position: number) => position),
  });
  if (!isThere) throw unknownId('id', 'series');
  return id;
}
