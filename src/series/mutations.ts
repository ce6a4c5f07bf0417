import { ImageInput, readImage } from '../image/image-input.js';
import { readNames, slugAndLanguage } from '../site/writing-language.js';
import { readChange, readClearable, readClearableText, refuseNull, unknownId } from '../writing/changes.js';
import { readId, readLine, readText } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { answerRow } from '../writing/payload.js';
import { changeRow, insertRow } from '../writing/rows.js';
import { series } from './table.js';
import { SeriesType } from './type.js';

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 2000;

const answerSeries = answerRow('series', SeriesType, (id, { loaders }) => loaders.series.byId.load(id));

defineMutation('createSeries', {
  description: 'Creates a series.',
  role: 'editor',
  action: 'CREATED',
  input: 'A series of items, in one language.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Its title.', longest: LONGEST_TITLE }),
    ...slugAndLanguage(t, 'title'),
    description: t.string({ description: 'What the series is about, plain text.', longest: LONGEST_DESCRIPTION }),
    mainImage: t.field({ type: ImageInput, description: 'Its picture.' }),
    position: t.int({ description: 'Its place in lists, the lowest first; 0 when absent.' }),
  }),
  answer: answerSeries('The new series.'),
  async run(input, writing) {
    const { language, line: title, slug } = readNames(writing, 'title', input.title, input);
    return insertRow(writing.db, series, `there is a series ${slug} in ${language}`, {
      title,
      language,
      slug,
      description: readText(input.description),
      mainImage: input.mainImage ? readImage('mainImage', input.mainImage) : null,
      position: input.position ?? 0,
    });
  },
});

defineMutation('updateSeries', {
  description: 'Changes a series.',
  role: 'editor',
  action: 'UPDATED',
  input: 'Changes to a series. An absent field stays as it is; null clears an optional one.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the series.' }),
    title: t.string({ description: 'Its new title. The slug stays.', longest: LONGEST_TITLE }),
    description: t.string({
      description: 'What the series is about, plain text; null for none.',
      longest: LONGEST_DESCRIPTION,
    }),
    mainImage: t.field({ type: ImageInput, description: 'Its picture; null for none.' }),
    position: t.int({ description: 'Its place in lists, the lowest first.' }),
  }),
  answer: answerSeries('The series after the change.'),
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
