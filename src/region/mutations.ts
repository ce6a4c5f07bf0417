import { chooseWritingLanguage, slugAndLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, refuseNull, unknownId } from '../writing/changes.js';
import { readId, readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import type { Answer } from '../writing/payload.js';
import { changeRow, insertRow } from '../writing/rows.js';
import { taken } from '../writing/user-faults.js';
import type { Region } from './store.js';
import { regions } from './table.js';
import { RegionType } from './type.js';

const LONGEST_NAME = 200;

const answerRegion = (description: string): Answer<Region> => ({
  fields: (t) => ({ region: t.field({ type: RegionType, nullable: true, description, resolve: ({ row }) => row() }) }),
  load: (id, { loaders }) => loaders.region.byId(id),
});

defineMutation('createRegion', {
  description: 'Makes a region.',
  role: 'editor',
  action: 'CREATED',
  input: 'A part of the world that is covered, in one language.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name.', longest: LONGEST_NAME }),
    ...slugAndLanguage(t, 'name'),
    position: t.int({ description: 'Its place in lists, the lowest first; 0 when absent.' }),
  }),
  answer: answerRegion('The new region.'),
  async run(input, writing) {
    const name = readLine('name', input.name);
    const language = chooseWritingLanguage(writing, input.language);
    const slug = chooseSlug(input.slug, 'name', name);
    const id = await insertRow(writing.db, regions, { name, language, slug, position: input.position ?? 0 });
    if (id === undefined) throw taken('slug', `there is a region ${slug} in ${language}`);
    return id;
  },
});

defineMutation('updateRegion', {
  description: 'Renames a region, or moves it in lists.',
  role: 'editor',
  action: 'UPDATED',
  input: 'Changes of a region: what is absent stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the region.' }),
    name: t.string({ description: 'Its new name. The slug stays.', longest: LONGEST_NAME }),
    position: t.int({ description: 'Its place in lists, the lowest first.' }),
  }),
  answer: answerRegion('The region as it is now.'),
  async run(input, { db }) {
    const id = readId('id', input.id, ['Region']);
    const name = readChange('name', input.name, readLine);
    const position = refuseNull('position', input.position);
    if (!(await changeRow(db, regions, id, { name, position }))) throw unknownId('id', 'region');
    return id;
  },
});
