import { BlockInput, MOST_BLOCKS, readBody } from '../body/block-input.js';
import { defineNamedMutations, nameField, positionField, readPosition } from '../site/named-mutations.js';
import { StaticPageType } from '../site/navigation.js';
import { staticPages } from '../site/table.js';
import { readChange, unknownId } from '../writing/changes.js';
import { readId, readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { answerId } from '../writing/payload.js';
import { deleteRow } from '../writing/rows.js';

// The folder `site` has the table and the type of static pages. Their mutations are here, because bodies refer to
// articles, and `site` must not import articles.

defineNamedMutations(staticPages, {
  what: 'a page',
  type: StaticPageType,
  role: 'admin',
  named: 'title',
  input: 'A static page, which is not news. It is public at once.',
  fields: (t, isNew, orNone) => ({
    title: nameField(t, isNew, 'title'),
    body: t.field({
      type: [BlockInput],
      description: `The whole text in typed blocks, in order${orNone}.`,
      most: MOST_BLOCKS,
    }),
    position: positionField(t, isNew),
  }),
  read: async ({ title, body, position }, isNew, db) => ({
    title: readChange('title', title, readLine),
    body: body === undefined ? undefined : await readBody(db, body ?? []),
    position: readPosition(position, isNew),
  }),
  load: async (id, { loaders }) => (await loaders.site.load()).pages.find((page) => page.id === id) ?? null,
});

defineMutation('deleteStaticPage', {
  description: 'Deletes a static page, which is a page that is not news.',
  role: 'admin',
  action: 'REMOVED',
  input: 'A page to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Global id of the page.' }) }),
  answer: answerId('deletedId', 'Global id of the deleted page.', 'StaticPage'),
  async run(input, { db }) {
    const id = readId('id', input.id, ['StaticPage']);
    if (!(await deleteRow(db, staticPages, id))) throw unknownId('id', 'page');
    return id;
  },
});
