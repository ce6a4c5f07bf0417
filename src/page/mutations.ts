import { BlockInput, MOST_BLOCKS } from '../body/block-input.js';
import { readBody } from '../body/named-items.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { StaticPageType } from '../site/navigation.js';
import type { StaticPageTitle } from '../site/store.js';
import { staticPages } from '../site/table.js';
import { chooseWritingLanguage, slugAndLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, refuseNull, unknownId } from '../writing/changes.js';
import { readId, readLine } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { type Answer, answerDeleted } from '../writing/payload.js';
import { changeRow, deleteRow, insertRow } from '../writing/rows.js';
import { taken } from '../writing/user-faults.js';

/** Static pages are part of the site, but the blocks of their bodies name articles: so they are written here. */

const LONGEST_TITLE = 200;

const answerPage = (description: string): Answer<StaticPageTitle> => ({
  fields: (t) => ({
    page: t.field({ type: StaticPageType, nullable: true, description, resolve: ({ row }) => row() }),
  }),
  load: async (id, { loaders }) => (await loaders.site.load()).pages.find((page) => page.id === id) ?? null,
});

defineMutation('createStaticPage', {
  description: 'Makes a page that is not news.',
  role: 'admin',
  action: 'CREATED',
  input: 'A page that is not news, public at once.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Its title.', longest: LONGEST_TITLE }),
    ...slugAndLanguage(t, 'title'),
    body: t.field({ type: [BlockInput], description: 'The text in typed blocks, in order.', most: MOST_BLOCKS }),
    position: t.int({ description: 'Its place among the pages, the lowest first; 0 when absent.' }),
  }),
  answer: answerPage('The new page.'),
  async run(input, writing) {
    const { db } = writing;
    const title = readLine('title', input.title);
    const language = chooseWritingLanguage(writing, input.language);
    const slug = chooseSlug(input.slug, 'title', title);
    const body = await readBody(db, input.body ?? []);
    const id = await insertRow(db, staticPages, { title, language, slug, body, position: input.position ?? 0 });
    if (id === undefined) throw taken('slug', `there is a page ${slug} in ${language}`);
    return id;
  },
});

defineMutation('updateStaticPage', {
  description: 'Changes a page that is not news.',
  role: 'admin',
  action: 'UPDATED',
  input: 'Changes of a page that is not news: what is absent stays as it is, null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the page.' }),
    title: t.string({ description: 'Its new title. The slug stays.', longest: LONGEST_TITLE }),
    body: t.field({
      type: [BlockInput],
      description: 'The whole text in typed blocks, in order; null for none.',
      most: MOST_BLOCKS,
    }),
    position: t.int({ description: 'Its place among the pages, the lowest first.' }),
  }),
  answer: answerPage('The page as it is now.'),
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
  description: 'Deletes a page that is not news.',
  role: 'admin',
  action: 'REMOVED',
  input: 'A page to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Global id of the page.' }) }),
  answer: answerDeleted('Global id of the page that is gone.', (id) => encodeGlobalId('StaticPage', id)),
  async run(input, { db }) {
    const id = readId('id', input.id, ['StaticPage']);
    if (!(await deleteRow(db, staticPages, id))) throw unknownId('id', 'page');
    return id;
  },
});
