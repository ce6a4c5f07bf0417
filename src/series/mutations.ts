import { ImageInput, readImage } from '../image/image-input.js';
import {
  defineNamedMutations,
  LONGEST_DESCRIPTION,
  nameField,
  positionField,
  readPosition,
} from '../site/named-mutations.js';
import { readChange, readClearable, readClearableText } from '../writing/changes.js';
import { readLine } from '../writing/fields.js';
import { series } from './table.js';
import { SeriesType } from './type.js';

defineNamedMutations(series, {
  what: 'a series',
  type: SeriesType,
  role: 'editor',
  named: 'title',
  input: 'A series of items, in one language.',
  fields: (t, isNew, orNone) => ({
    title: nameField(t, isNew, 'title'),
    description: t.string({
      description: `What the series is about, plain text${orNone}.`,
      longest: LONGEST_DESCRIPTION,
    }),
    mainImage: t.field({ type: ImageInput, description: `Its picture${orNone}.` }),
    position: positionField(t, isNew),
  }),
  read: ({ title, description, mainImage, position }, isNew) => ({
    title: readChange('title', title, readLine),
    description: readClearableText(description),
    mainImage: readClearable('mainImage', mainImage, readImage),
    position: readPosition(position, isNew),
  }),
  load: (id, { loaders }) => loaders.series.byId.load(id),
});
