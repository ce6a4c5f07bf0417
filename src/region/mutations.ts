import { defineNamedMutations, nameField, positionField, readPosition } from '../site/named-mutations.js';
import { readChange } from '../writing/changes.js';
import { readLine } from '../writing/fields.js';
import { regions } from './table.js';
import { RegionType } from './type.js';

defineNamedMutations(regions, {
  what: 'a region',
  type: RegionType,
  role: 'editor',
  named: 'name',
  input: 'A part of the world that the site covers, in one language.',
  fields: (t, isNew) => ({ name: nameField(t, isNew, 'name'), position: positionField(t, isNew) }),
  read: ({ name, position }, isNew) => ({
    name: readChange('name', name, readLine),
    position: readPosition(position, isNew),
  }),
  load: (id, { loaders }) => loaders.region.byId(id),
});
