import { builder } from '../graphql/builder.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, unknownId } from '../writing/changes.js';
import { LONGEST_SLUG, readId, readLine } from '../writing/fields.js';
import { IDEMPOTENCY_KEY, once } from '../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { taken } from '../writing/user-faults.js';
import type { Region } from './store.js';
import { RegionType } from './type.js';
import { changeRegion, insertRegion } from './write.js';

const LONGEST_NAME = 200;

const CreateRegionInput = builder.inputType('CreateRegionInput', {
  description: 'A part of the world that is covered, in one language.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name.', longest: LONGEST_NAME }),
    slug: t.string({
      description: 'The name in addresses, which stays; made from `name` when absent.',
      longest: LONGEST_SLUG,
    }),
    language: t.field({ type: 'LanguageTag', description: "Its language; the site's own when absent." }),
    position: t.int({ description: 'Its place in lists, the lowest first; 0 when absent.' }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});

const UpdateRegionInput = builder.inputType('UpdateRegionInput', {
  description: 'Changes of a region: what is absent stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the region.' }),
    name: t.string({ description: 'Its new name. The slug stays.', longest: LONGEST_NAME }),
    position: t.int({ description: 'Its place in lists, the lowest first.' }),
  }),
});

const regionPayload = (mutation: string, description: string) =>
  payloadType<Region>(mutation, (t) => ({
    region: t.field({ type: RegionType, nullable: true, description, resolve: ({ row }) => row() }),
  }));
const CreateRegionPayload = regionPayload('createRegion', 'The new region.');
const UpdateRegionPayload = regionPayload('updateRegion', 'The region as it is now.');

builder.mutationFields((t) => ({
  createRegion: t.field({
    type: CreateRegionPayload,
    ...needs('editor', 'Makes a region.'),
    args: { input: t.arg({ type: CreateRegionInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createRegion', input] }, () =>
            createRegion(input, writing),
          ),
        (id) => context.loaders.region.byId(id),
      ),
  }),
  updateRegion: t.field({
    type: UpdateRegionPayload,
    ...needs('editor', 'Renames a region, or moves it in lists.'),
    args: { input: t.arg({ type: UpdateRegionInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateRegion(input, writing),
        (id) => context.loaders.region.byId(id),
      ),
  }),
}));

async function createRegion(input: typeof CreateRegionInput.$inferInput, { context, db }: Writing): Promise<number> {
  const name = readLine('name', input.name);
  const language = await chooseWritingLanguage(context, 'language', input.language);
  const slug = chooseSlug(input.slug, 'name', name);
  const id = await insertRegion(db, { name, language, slug, position: input.position ?? 0 });
  if (id === undefined) throw taken('slug', `there is a region ${slug} in ${language}`);
  return id;
}

async function updateRegion(input: typeof UpdateRegionInput.$inferInput, { db }: Writing): Promise<number> {
  const id = readId('id', input.id, ['Region']);
  const isThere = await changeRegion(db, id, {
    name: readChange('name', input.name, readLine),
    position: readChange('position', input.position, (_field, position: number) => position),
  });
  if (!isThere) throw unknownId('id', 'region');
  return id;
}
