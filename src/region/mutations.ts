import { readNames, slugAndLanguage } from '../site/writing-language.js';
import { readChange, refuseNull, unknownId } from '../writing/changes.js';
import { readId, readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { answerRow } from '../writing/payload.js';
import { changeRow, insertRow } from '../writing/rows.js';
import { regions } from './table.js';
import { RegionType } from './type.js';

const LONGEST_NAME = 200;

const answerRegion = answerRow('region', RegionType, (id, { loaders }) => loaders.region.byId(id));

defineMutation('createRegion', {
  description: 'Creates a region.',
  role: 'editor',
  action: 'CREATED',
  input: 'A part of the world that the site covers, in one language.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name.', longest: LONGEST_NAME }),
    ...slugAndLanguage(t, 'name'),
    position: t.int({ description: 'Its place in lists, the lowest first; 0 when absent.' }),
  }),
  answer: answerRegion('The new region.'),
  async run(input, writing) {
    const { language, line: name, slug } = readNames(writing, 'name', input.name, input);
    return insertRow(writing.db, regions, `there is a region ${slug} in ${language}`, {
      name,
      language,
      slug,
      position: input.position ?? 0,
    });
  },
});

defineMutation('updateRegion', {
  description: 'Changes the name of a region, or its place in lists.',
  role: 'editor',
  action: 'UPDATED',
  input: 'Changes to a region. An absent field stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the region.' }),
    name: t.string({ description: 'Its new name. The slug stays.', longest: LONGEST_NAME }),
    position: t.int({ description: 'Its place in lists, the lowest first.' }),
  }),
  answer: answerRegion('The region after the change.'),
  async run(input, { db }) {
    const id = readId('id', input.id, ['Region']);
    const name = readChange('name', input.name, readLine);
    const position = refuseNull('position', input.position);
    if (!(await changeRow(db, regions, id, { name, position }))) throw unknownId('id', 'region');
    return id;
  },
});
