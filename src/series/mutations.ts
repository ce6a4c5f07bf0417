import { ImageInput, readImage } from '../image/image-input.js';
import { chooseWritingLanguage, slugAndLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, readClearable, readClearableText, refuseNull, unknownId } from '../writing/changes.js';
import { readId, readLine, readText } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { changeRow, insertRow } from '../writing/rows.js';
import { taken } from '../writing/user-faults.js';
import type { Series } from './store.js';
import { series } from './table.js';
import { SeriesType } from './type.js';

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 2000;

const answerSeries = (description: string): Answer<Series> => ({
  fields: (t) => ({ series: t.field({ type: SeriesType, nullable: true, description, resolve: ({ row }) => row() }) }),
  load: (id, { loaders }) => loaders.series.byId.load(id),
});

defineMutation('createSeries', {
  description: 'Makes a series.',
  role: 'editor',
  action: 'CREATED',
  input: 'Items that come one after the other, in one language.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Its title.', longest: LONGEST_TITLE }),
    ...slugAndLanguage(t, 'title'),
    description: t.string({ description: 'What it is: plain text.', longest: LONGEST_DESCRIPTION }),
    mainImage: t.field({ type: ImageInput, description: 'Its picture.' }),
    position: t.int({ description: 'Its place in lists, the lowest first; 0 when absent.' }),
  }),
  answer: answerSeries('The new series.'),
  async run(input, writing) {
    const title = readLine('title', input.title);
    const language = chooseWritingLanguage(writing, input.language);
    const slug = chooseSlug(input.slug, 'title', title);
    const id = await insertRow(writing.db, series, {
      title,
      language,
      slug,
      description: readText(input.description),
      mainImage: input.mainImage ? readImage('mainImage', input.mainImage) : null,
      position: input.position ?? 0,
    });
    if (id === undefined) throw taken('slug', `there is a series ${slug} in ${language}`);
    return id;
  },
});

defineMutation('updateSeries', {
  description: 'Renames a series, or changes what is said of it.',
  role: 'editor',
  action: 'UPDATED',
  input: 'Changes of a series: what is absent stays as it is, null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the series.' }),
    title: t.string({ description: 'Its new title. The slug stays.', longest: LONGEST_TITLE }),
    description: t.string({ description: 'What it is: plain text; null for nothing.', longest: LONGEST_DESCRIPTION }),
    mainImage: t.field({ type: ImageInput, description: 'Its picture; null for none.' }),
    position: t.int({ description: 'Its place in lists, the lowest first.' }),
  }),
  answer: answerSeries('The series as it is now.'),
  async run(input, { db }) {
    const id = readId('id', input.id, ['Series']);
    const isThere = await changeRow(db, series, id, {
      title: readChange('title', input.title, readLine),
      description: readClearableText(input.description),
      mainImage: readClearable('mainImage', input.mainImage, readImage),
      position: refuseNull('position', input.position),
    });
    if (!isThere) throw unknownId('id', 'series');
    return id;
  },
});
