import { ContentFilterInput } from '../content/filter-input.js';
import { TYPE_NAMES } from '../content/type.js';
import { builder } from '../graphql/builder.js';
import { encodeGlobalId } from '../graphql/global-id.js';
import { ImageInput, readImage } from '../image/image-input.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, readClearable, unknownId } from '../writing/changes.js';
import { LONGEST_SLUG, readId, readLine, readText } from '../writing/fields.js';
import { IDEMPOTENCY_KEY, once } from '../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { invalid, notFound, taken } from '../writing/user-faults.js';
import { readRuleInput } from './rule-input.js';
import type { Collection } from './store.js';
import { CollectionType } from './type.js';
import {
  changeCollection,
  deleteCollection,
  findLanguagesOfItems,
  insertCollection,
  lockCollection,
  setCollectionItems,
} from './write.js';

const LONGEST_TITLE = 200;
const LONGEST_DESCRIPTION = 2000;
const MOST_ITEMS = 500;

const ITEMS =
  "Global ids of the chosen items, in order, each once, of the collection's language. What isn't public yet is shown once it is.";
const RULE =
  "What follows the chosen items: whatever matches it, the newest first. Without `collection` and `language`, which is the collection's own";

const CreateCollectionInput = builder.inputType('CreateCollectionInput', {
  description: 'A coverage package, public at once.',
  fields: (t) => ({
    title: t.string({ required: true, description: 'Its title.', longest: LONGEST_TITLE }),
    slug: t.string({
      description: 'The name in addresses, which stays; made from `title` when absent.',
      longest: LONGEST_SLUG,
    }),
    language: t.field({ type: 'LanguageTag', description: "Its language; the site's own when absent." }),
    description: t.string({
      description: 'What it is about: plain text.',
      longest: LONGEST_DESCRIPTION,
    }),
    mainImage: t.field({ type: ImageInput, description: 'Its picture.' }),
    items: t.idList({ description: ITEMS, most: MOST_ITEMS }),
    rule: t.field({ type: ContentFilterInput, description: `${RULE}.` }),
    position: t.int({ description: 'Its place in lists, the lowest first; 0 when absent.' }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});

const UpdateCollectionInput = builder.inputType('UpdateCollectionInput', {
  description: 'Changes of a coverage package: what is absent stays as it is, null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the collection.' }),
    title: t.string({ description: 'Its new title. The slug stays.', longest: LONGEST_TITLE }),
    description: t.string({
      description: 'What it is about: plain text; null for nothing.',
      longest: LONGEST_DESCRIPTION,
    }),
    mainImage: t.field({ type: ImageInput, description: 'Its picture; null for none.' }),
    items: t.idList({ description: `${ITEMS} They replace those that were chosen; null for none.`, most: MOST_ITEMS }),
    rule: t.field({ type: ContentFilterInput, description: `${RULE}; null for no rule.` }),
    position: t.int({ description: 'Its place in lists, the lowest first.' }),
  }),
});

const DeleteCollectionInput = builder.inputType('DeleteCollectionInput', {
  description: 'A coverage package to delete.',
  fields: (t) => ({ id: t.id({ required: true, description: 'Global id of the collection.' }) }),
});

const collectionPayload = (mutation: string, description: string) =>
  payloadType<Collection>(mutation, (t) => ({
    collection: t.field({ type: CollectionType, nullable: true, description, resolve: ({ row }) => row() }),
  }));
const CreateCollectionPayload = collectionPayload('createCollection', 'The new collection.');
const UpdateCollectionPayload = collectionPayload('updateCollection', 'The collection as it is now.');
const DeleteCollectionPayload = payloadType<string>('deleteCollection', (t) => ({
  deletedId: t.id({
    nullable: true,
    description: 'Global id of the collection that is gone.',
    resolve: ({ row }) => row(),
  }),
}));

builder.mutationFields((t) => ({
  createCollection: t.field({
    type: CreateCollectionPayload,
    ...needs('publisher', 'Makes a coverage package, public at once.'),
    args: { input: t.arg({ type: CreateCollectionInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createCollection', input] }, () =>
            createCollection(input, writing),
          ),
        (id) => context.loaders.collection.byId.load(id),
      ),
  }),
  updateCollection: t.field({
    type: UpdateCollectionPayload,
    ...needs('publisher', 'Changes a coverage package, for all to see at once.'),
    args: { input: t.arg({ type: UpdateCollectionInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateCollection(input, writing),
        (id) => context.loaders.collection.byId.load(id),
      ),
  }),
  deleteCollection: t.field({
    type: DeleteCollectionPayload,
    ...needs('publisher', 'Deletes a coverage package; its items stay.'),
    args: { input: t.arg({ type: DeleteCollectionInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'REMOVED',
        async ({ db }) => {
          const id = readId('id', input.id, ['Collection']);
          if (!(await deleteCollection(db, id))) throw unknownId('id', 'collection');
          return id;
        },
        (id) => encodeGlobalId('Collection', id),
      ),
  }),
}));

async function createCollection(
  input: typeof CreateCollectionInput.$inferInput,
  { context, db }: Writing,
): Promise<number> {
  const title = readLine('title', input.title);
  const language = await chooseWritingLanguage(context, 'language', input.language);
  const slug = chooseSlug(input.slug, 'title', title);
  const items = await readItems(db, input.items ?? [], language);
  const id = await insertCollection(db, {
    title,
    language,
    slug,
    description: readText(input.description ?? ''),
    mainImage: input.mainImage ? readImage('mainImage', input.mainImage) : null,
    rule: input.rule ? await readRuleInput(db, 'rule', input.rule, language) : null,
    position: input.position ?? 0,
  });
  if (id === undefined) throw taken('slug', `there is a collection ${slug} in ${language}`);
  await setCollectionItems(db, id, items);
  return id;
}

async function updateCollection(input: typeof UpdateCollectionInput.$inferInput, { db }: Writing): Promise<number> {
  const collection = await lockCollection(db, readId('id', input.id, ['Collection']));
  if (!collection) throw unknownId('id', 'collection');
  const { id, language } = collection;
  await changeCollection(db, id, {
    title: readChange('title', input.title, readLine),
    description: readClearable('description', input.description, (_field, text: string) => readText(text)),
    mainImage: readClearable('mainImage', input.mainImage, readImage),
    rule: input.rule ? await readRuleInput(db, 'rule', input.rule, language) : input.rule,
    position: readChange('position', input.position, (_field, position: number) => position),
  });
  if (input.items !== undefined) await setCollectionItems(db, id, await readItems(db, input.items ?? [], language));
  return id;
}

async function readItems(db: Writing['db'], globalIds: readonly string[], language: string): Promise<number[]> {
  const ids = globalIds.map((id, index) => readId(`items.${index}`, id, Object.values(TYPE_NAMES)));
  const languages = await findLanguagesOfItems(db, ids);
  for (const [index, id] of ids.entries()) {
    const own = languages.get(id);
    const before = ids.indexOf(id);
    if (own === undefined) throw notFound(`items.${index}`, 'there is no such item');
    if (own !== language) throw invalid(`items.${index}`, `must be an item in ${language}, not in ${own}`);
    if (before < index) throw invalid(`items.${index}`, `is there already, as item ${before}`);
  }
  return ids;
}
