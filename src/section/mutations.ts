import { builder } from '../graphql/builder.js';
import { pathOf } from '../site/address.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, unknownId } from '../writing/changes.js';
import { LONGEST_SLUG, readId, readLine, readText } from '../writing/fields.js';
import { IDEMPOTENCY_KEY, once } from '../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { invalid, taken } from '../writing/user-faults.js';
import type { Section } from './store.js';
import { SectionType } from './type.js';
import { changeSection, findSectionById, insertSection, isPathTaken, isWithinSection, lockSections } from './write.js';

const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 2000;

const CreateSectionInput = builder.inputType('CreateSectionInput', {
  description: 'A part of the newsroom, in one language.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name.', longest: LONGEST_NAME }),
    slug: t.string({
      description: 'The name in addresses, which stays; made from `name` when absent.',
      longest: LONGEST_SLUG,
    }),
    language: t.field({
      type: 'LanguageTag',
      description: "Its language; when absent that of `parent`, or the site's own.",
    }),
    parent: t.id({ description: 'Global id of the section above, of the same language; absent for a top section.' }),
    description: t.string({ description: 'What it covers: plain text.', longest: LONGEST_DESCRIPTION }),
    position: t.int({ description: 'Its place among those beside it, the lowest first; 0 when absent.' }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});

const UpdateSectionInput = builder.inputType('UpdateSectionInput', {
  description: 'Changes of a section: what is absent stays as it is, null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the section.' }),
    name: t.string({ description: 'Its new name. The slug stays.', longest: LONGEST_NAME }),
    parent: t.id({
      description:
        'Global id of the section above, of the same language; null for a top section. What is in it moves along: old addresses of items lead to them still.',
    }),
    description: t.string({
      description: 'What it covers: plain text; null for nothing.',
      longest: LONGEST_DESCRIPTION,
    }),
    position: t.int({ description: 'Its place among those beside it, the lowest first.' }),
  }),
});

const sectionPayload = (mutation: string, description: string) =>
  payloadType<Section>(mutation, (t) => ({
    section: t.field({ type: SectionType, nullable: true, description, resolve: ({ row }) => row() }),
  }));
const CreateSectionPayload = sectionPayload('createSection', 'The new section.');
const UpdateSectionPayload = sectionPayload('updateSection', 'The section as it is now.');

builder.mutationFields((t) => ({
  createSection: t.field({
    type: CreateSectionPayload,
    ...needs('publisher', 'Makes a section.'),
    args: { input: t.arg({ type: CreateSectionInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createSection', input] }, () =>
            createSection(input, writing),
          ),
        (id) => context.loaders.section.byId(id),
      ),
  }),
  updateSection: t.field({
    type: UpdateSectionPayload,
    ...needs('publisher', 'Renames a section, or moves it: then the addresses of all that is in it change.'),
    args: { input: t.arg({ type: UpdateSectionInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateSection(input, writing),
        (id) => context.loaders.section.byId(id),
      ),
  }),
}));

async function createSection(input: typeof CreateSectionInput.$inferInput, writing: Writing): Promise<number> {
  const { context, db } = writing;
  const name = readLine('name', input.name);
  const slug = chooseSlug(input.slug, 'name', name);
  const description = readText(input.description);
  await lockSections(db);
  const parent = input.parent == null ? null : await findParent(db, input.parent);
  const language =
    parent && input.language == null
      ? parent.language
      : await chooseWritingLanguage(context, 'language', input.language);
  if (parent) refuseOtherLanguage(parent, language);
  const path = await choosePath(writing, parent, { language, slug });
  const values = { name, slug, language, description, path, parentId: parent?.id ?? null };
  const id = await insertSection(db, { ...values, position: input.position ?? 0 });
  if (id === undefined) throw taken('slug', `there is a section ${slug} in ${language}, or one at ${path}`);
  return id;
}

async function updateSection(input: typeof UpdateSectionInput.$inferInput, writing: Writing): Promise<number> {
  const { db } = writing;
  const id = readId('id', input.id, ['Section']);
  await lockSections(db);
  const before = await findSectionById(db, id);
  if (!before) throw unknownId('id', 'section');
  const { parentId, path } = input.parent === undefined ? before : await moveSection(writing, before, input.parent);
  const { language, slug } = before;
  await changeSection(db, before, {
    language,
    slug,
    name: readChange('name', input.name, readLine) ?? before.name,
    description: input.description === undefined ? before.description : readText(input.description),
    position: readChange('position', input.position, (_field, position: number) => position) ?? before.position,
    parentId,
    path,
  });
  return id;
}

/** Where a section is once it is below another, or below none. */
async function moveSection(writing: Writing, section: Section, parentId: string | null) {
  const parent = parentId === null ? null : await findParent(writing.db, parentId);
  if (parent) {
    refuseOtherLanguage(parent, section.language);
    if (await isWithinSection(writing.db, parent.id, section.id))
      throw invalid(
        'parent',
        `${parent.slug} is ${parent.id === section.id ? 'the section itself' : `itself below ${section.slug}`}`,
      );
  }
  const path = await choosePath(writing, parent, section);
  if (await isPathTaken(writing.db, path, section.id)) throw taken('parent', `another section is at ${path}`);
  return { parentId: parent?.id ?? null, path };
}

async function findParent(db: Writing['db'], globalId: string): Promise<Section> {
  const parent = await findSectionById(db, readId('parent', globalId, ['Section']));
  if (!parent) throw unknownId('parent', 'section');
  return parent;
}

function refuseOtherLanguage(parent: Section, language: string): void {
  if (parent.language !== language)
    throw invalid('parent', `must be a section in ${language}, not in ${parent.language}`);
}

async function choosePath(
  { context }: Writing,
  parent: Section | null,
  { language, slug }: Pick<Section, 'language' | 'slug'>,
): Promise<string> {
  const { settings } = await context.loaders.site.load();
  return parent ? `${parent.path}/${slug}` : pathOf(language, settings.language, slug);
}
