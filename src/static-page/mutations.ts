import { BlockInput, MOST_BLOCKS, readBody } from '../body/block-input.js';
import { StaticPageType } from '../site/navigation.js';
import { staticPages } from '../site/table.js';
import { readNames, slugAndLanguage } from '../site/writing-language.js';
import { readChange, refuseNull, unknownId } from '../writing/changes.js';
import { readId, readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { answerId, answerRow } from '../writing/payload.js';
import { changeRow, deleteRow, insertRow } from '../writing/rows.js';

// The folder `site` has the table and the type of static pages. Their mutations are here, because bodies refer to
// articles, and `site` must not import articles.

const LONGEST_TITLE = 200;

const answerPage = answerRow(
  'page',
  StaticPageType,
  async (id, { loaders }) => (await loaders.site.load()).pages.find((page) => page.id === id) ?? null,
);

defineMutation('createStaticPage', {
  description: 'Creates a static page, which is a page that is not news.',
  role: 'admin',
  action: 'CREATED',
  input: 'A new static page. It is public at once.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Its title.', longest: LONGEST_TITLE }),
    ...slugAndLanguage(t, 'title'),
    body: t.field({ type: [BlockInput], description: 'The text in typed blocks, in order.', most: MOST_BLOCKS }),
    position: t.int({ description: 'Its place among the static pages, the lowest first; 0 when absent.' }),
  }),
  answer: answerPage('The new page.'),
  async run(input, writing) {
    const { db } = writing;
    const { language, line: title, slug } = readNames(writing, 'title', input.title, input);
    const body = await readBody(db, input.body ?? []);
    return insertRow(db, staticPages, `there is a page ${slug} in ${language}`, {
      title,
      language,
      slug,
      body,
      position: input.position ?? 0,
    });
  },
});

defineMutation('updateStaticPage', {
  description: 'Changes a static page, which is a page that is not news.',
  role: 'admin',
  action: 'UPDATED',
  input: 'Changes to a static page. An absent field stays as it is; null clears an optional one.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the page.' }),
    title: t.string({ description: 'Its new title. The slug stays.', longest: LONGEST_TITLE }),
    body: t.field({
      type: [BlockInput],
      description: 'The whole text in typed blocks, in order; null for none.',
      most: MOST_BLOCKS,
    }),
    position: t.int({ description: 'Its place among the static pages, the lowest first.' }),
  }),
  answer: answerPage('The page after the change.'),
  async run(input, { db }) {
    const id = readId('id', input.id, ['StaticPage']);
    const isThere = await changeRow(db, staticPages, id, {
      title: readChange('title', input.title, readLine),
      body: input.body === undefined ? undefined : await readBody(db, input.body ?? []),
      position: refuseNull('position', input.position),
    });
    if (!isThere) throw unknownId('id', 'page');
    return id;
  },
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
