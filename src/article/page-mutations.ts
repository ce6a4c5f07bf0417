import { BlockInput, MOST_BLOCKS, readBlocks } from '../content/block-input.js';
import type { Block } from '../content/blocks.js';
import { checkItems } from '../content/edit/names.js';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { StaticPageType } from '../site/navigation.js';
import type { StaticPageTitle } from '../site/store.js';
import { changePage, deletePage, insertPage } from '../site/write.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, unknownId } from '../writing/changes.js';
import { LONGEST_SLUG, readId, readLine } from '../writing/fields.js';
import { IDEMPOTENCY_KEY, once } from '../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { taken } from '../writing/user-faults.js';

/** Static pages are the site's, but their bodies have blocks that name articles. */

const LONGEST_TITLE = 200;

const CreateStaticPageInput = builder.inputType('CreateStaticPageInput', {
  description: 'A page that is not news, public at once.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Its title.', longest: LONGEST_TITLE }),
    slug: t.string({
      description: 'The name in addresses, which stays; made from `title` when absent.',
      longest: LONGEST_SLUG,
    }),
    language: t.field({ type: 'LanguageTag', description: "Its language; the site's own when absent." }),
    body: t.field({ type: [BlockInput], description: 'The text in typed blocks, in order.', most: MOST_BLOCKS }),
    position: t.int({ description: 'Its place among the pages, the lowest first; 0 when absent.' }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});

const UpdateStaticPageInput = builder.inputType('UpdateStaticPageInput', {
  description: 'Changes of a page that is not news: what is absent stays as it is, null clears what can be absent.',
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
});

const DeleteStaticPageInput = builder.inputType('DeleteStaticPageInput', {
  description: 'A page to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Global id of the page.' }) }),
});

const pagePayload = (mutation: string, description: string) =>
  payloadType<StaticPageTitle>(mutation, (t) => ({
    page: t.field({ type: StaticPageType, nullable: true, description, resolve: ({ row }) => row() }),
  }));
const CreateStaticPagePayload = pagePayload('createStaticPage', 'The new page.');
const UpdateStaticPagePayload = pagePayload('updateStaticPage', 'The page as it is now.');
const DeleteStaticPagePayload = payloadType<string>('deleteStaticPage', (t) => ({
  deletedId: t.id({ nullable: true, description: 'Global id of the page that is gone.', resolve: ({ row }) => row() }),
}));

builder.mutationFields((t) => ({
  createStaticPage: t.field({
    type: CreateStaticPagePayload,
    ...needs('admin', 'Makes a page that is not news.'),
    args: { input: t.arg({ type: CreateStaticPageInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createStaticPage', input] }, () =>
            createPage(input, writing),
          ),
        async (id) => (await context.loaders.site.load()).pages.find((page) => page.id === id) ?? null,
      ),
  }),
  updateStaticPage: t.field({
    type: UpdateStaticPagePayload,
    ...needs('admin', 'Changes a page that is not news.'),
    args: { input: t.arg({ type: UpdateStaticPageInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updatePage(input, writing),
        async (id) => (await context.loaders.site.load()).pages.find((page) => page.id === id) ?? null,
      ),
  }),
  deleteStaticPage: t.field({
    type: DeleteStaticPagePayload,
    ...needs('admin', 'Deletes a page that is not news.'),
    args: { input: t.arg({ type: DeleteStaticPageInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'REMOVED',
        async ({ db }) => {
          const id = readId('id', input.id, ['StaticPage']);
          if (!(await deletePage(db, id))) throw unknownId('id', 'page');
          return id;
        },
        (id) => encodeGlobalId('StaticPage', id),
      ),
  }),
}));

async function createPage(input: typeof CreateStaticPageInput.$inferInput, { context, db }: Writing): Promise<number> {
  const title = readLine('title', input.title);
  const language = await chooseWritingLanguage(context, 'language', input.language);
  const slug = chooseSlug(input.slug, 'title', title);
  const body = await readBody(db, input.body ?? []);
  const id = await insertPage(db, { title, language, slug, body, position: input.position ?? 0 });
  if (id === undefined) throw taken('slug', `there is a page ${slug} in ${language}`);
  return id;
}

async function updatePage(input: typeof UpdateStaticPageInput.$inferInput, { db }: Writing): Promise<number> {
  const id = readId('id', input.id, ['StaticPage']);
  const isThere = await changePage(db, id, {
    title: readChange('title', input.title, readLine),
    body: input.body === undefined ? undefined : await readBody(db, input.body ?? []),
    position: readChange('position', input.position, (_field, position: number) => position),
  });
  if (!isThere) throw unknownId('id', 'page');
  return id;
}

async function readBody(db: Writing['db'], blocks: readonly (typeof BlockInput.$inferInput)[]): Promise<Block[]> {
  const body = readBlocks('body', blocks);
  await checkItems(db, { body, related: [] });
  return body;
}
