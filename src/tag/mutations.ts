import { builder } from '../graphql/builder.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, unknownId } from '../writing/changes.js';
import { LONGEST_SLUG, readId, readLine, readSlug, readText } from '../writing/fields.js';
import { IDEMPOTENCY_KEY, once } from '../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { invalid, taken } from '../writing/user-faults.js';
import type { Tag } from './store.js';
import { TagKindEnum, TagType } from './type.js';
import {
  changeTag,
  findNamesake,
  findSlugOfOther,
  insertTag,
  lockItemsOfTag,
  lockTags,
  moveItemsOfTag,
} from './write.js';

const LONGEST_NAME = 200;
const LONGEST_DESCRIPTION = 2000;
const MOST_ALIASES = 100;

const CreateTagInput = builder.inputType('CreateTagInput', {
  description: 'A new tag.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name.', longest: LONGEST_NAME }),
    slug: t.string({ description: 'The name in addresses; made from `name` when absent.', longest: LONGEST_SLUG }),
    kind: t.field({ type: TagKindEnum, required: true, description: 'What it names.' }),
    language: t.field({ type: 'LanguageTag', description: "Its language; the site's own when absent." }),
    aliases: t.stringList({
      description: 'Other spellings that find it.',
      most: MOST_ALIASES,
      longest: LONGEST_NAME,
    }),
    description: t.string({
      description: 'What it stands for, in a sentence.',
      longest: LONGEST_DESCRIPTION,
    }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});

const UpdateTagInput = builder.inputType('UpdateTagInput', {
  description: 'Changes of a tag: what is absent stays as it is, null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the tag.' }),
    name: t.string({ description: 'Its new name. The slug stays.', longest: LONGEST_NAME }),
    slug: t.string({
      description: 'Its new name in addresses. The old one is an alias from now on.',
      longest: LONGEST_SLUG,
    }),
    kind: t.field({ type: TagKindEnum, description: 'What it names.' }),
    aliases: t.stringList({
      description: 'All its other spellings, instead of those that it has.',
      most: MOST_ALIASES,
      longest: LONGEST_NAME,
    }),
    description: t.string({
      description: 'What it stands for, in a sentence; null for nothing.',
      longest: LONGEST_DESCRIPTION,
    }),
  }),
});

const MergeTagsInput = builder.inputType('MergeTagsInput', {
  description: 'Two tags of one language that name the same.',
  fields: (t) => ({
    from: t.id({ required: true, description: 'Global id of the tag that goes: its names find the other one.' }),
    into: t.id({ required: true, description: 'Global id of the tag that stays.' }),
  }),
});

const tagPayload = (mutation: string, description: string) =>
  payloadType<Tag>(mutation, (t) => ({
    tag: t.field({ type: TagType, nullable: true, description, resolve: ({ row }) => row() }),
  }));
const CreateTagPayload = tagPayload('createTag', 'The new tag.');
const UpdateTagPayload = tagPayload('updateTag', 'The tag as it is now.');
const MergeTagsPayload = tagPayload('mergeTags', 'The tag that stays.');

builder.mutationFields((t) => ({
  createTag: t.field({
    type: CreateTagPayload,
    ...needs('editor', 'Makes a tag.'),
    args: { input: t.arg({ type: CreateTagInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createTag', input] }, () => createTag(input, writing)),
        (id) => context.loaders.tag.byId.load(id),
      ),
  }),
  updateTag: t.field({
    type: UpdateTagPayload,
    ...needs('editor', 'Renames a tag, or changes what is said of it.'),
    args: { input: t.arg({ type: UpdateTagInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateTag(input, writing),
        (id) => context.loaders.tag.byId.load(id),
      ),
  }),
  mergeTags: t.field({
    type: MergeTagsPayload,
    ...needs('editor', 'Makes one tag of two: items of the first get the second, whose aliases its names become.'),
    args: { input: t.arg({ type: MergeTagsInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => mergeTags(input, writing),
        (id) => context.loaders.tag.byId.load(id),
      ),
  }),
}));

async function createTag(input: typeof CreateTagInput.$inferInput, { context, db }: Writing): Promise<number> {
  const name = readLine('name', input.name);
  const language = await chooseWritingLanguage(context, 'language', input.language);
  const slug = chooseSlug(input.slug, 'name', name);
  const aliases = withoutRepeats(readAliases('aliases', input.aliases ?? []), { name, slug });
  const description = readText(input.description);
  await refuseNamesake(db, { language, slug });
  await refuseSlugsOfOthers(db, { language, aliases });
  const id = await insertTag(db, { name, slug, language, kind: input.kind, aliases, description });
  if (id === undefined) throw taken('slug', `there is a tag ${slug} in ${language}`);
  return id;
}

async function updateTag(input: typeof UpdateTagInput.$inferInput, { db }: Writing): Promise<number> {
  const id = readId('id', input.id, ['Tag']);
  const [tag] = await lockTags(db, [id]);
  if (!tag) throw unknownId('id', 'tag');
  const name = readChange('name', input.name, readLine) ?? tag.name;
  const slug = readChange('slug', input.slug, readSlug) ?? tag.slug;
  const aliases = readChange('aliases', input.aliases, readAliases) ?? tag.aliases;
  if (slug !== tag.slug) await refuseNamesake(db, { id, language: tag.language, slug });
  if (input.aliases != null) await refuseSlugsOfOthers(db, { id, language: tag.language, aliases });
  await changeTag(db, id, {
    name,
    slug,
    kind: readChange('kind', input.kind, (_field, kind: Tag['kind']) => kind) ?? tag.kind,
    aliases: withoutRepeats([...aliases, ...(slug === tag.slug ? [] : [tag.slug])], { name, slug }),
    description: input.description === undefined ? tag.description : readText(input.description),
  });
  return id;
}

async function mergeTags(input: typeof MergeTagsInput.$inferInput, { db }: Writing): Promise<number> {
  const [fromId, intoId] = [readId('from', input.from, ['Tag']), readId('into', input.into, ['Tag'])];
  if (fromId === intoId) throw invalid('into', 'must be another tag than `from`');
  // Before the tags: who writes an item has it, and then waits for its tags.
  await lockItemsOfTag(db, fromId);
  const found = await lockTags(db, [fromId, intoId]);
  const [from, into] = [fromId, intoId].map((id) => found.find((tag) => tag.id === id));
  if (!from) throw unknownId('from', 'tag');
  if (!into) throw unknownId('into', 'tag');
  if (from.language !== into.language)
    throw invalid('into', `must be a tag in ${from.language}, as \`from\` is, not in ${into.language}`);
  await moveItemsOfTag(db, from.id, into.id);
  const aliases = [...into.aliases, from.slug, from.name, ...from.aliases];
  await changeTag(db, into.id, { aliases: withoutRepeats(aliases, into) });
  return into.id;
}

function readAliases(field: string, aliases: readonly string[]): string[] {
  return aliases.map((alias, index) => readLine(`${field}.${index}`, alias));
}

/** Each once, and none that is the name or the slug already. */
function withoutRepeats(aliases: readonly string[], { name, slug }: Pick<Tag, 'name' | 'slug'>): string[] {
  return [...new Set(aliases)].filter((alias) => alias !== name && alias !== slug);
}

/** What is another tag's slug leads there: as an alias it would lead nowhere. */
async function refuseSlugsOfOthers(db: Writing['db'], asked: Parameters<typeof findSlugOfOther>[1]): Promise<void> {
  const slug = await findSlugOfOther(db, asked);
  if (slug === undefined) return;
  throw taken(`aliases.${asked.aliases.indexOf(slug)}`, `there is a tag ${slug} in ${asked.language}: merge the two`);
}

/** A slug that is another tag's alias leads there already: that of a tag that was merged into it, for one. */
async function refuseNamesake(db: Writing['db'], asked: Parameters<typeof findNamesake>[1]): Promise<void> {
  const other = await findNamesake(db, asked);
  if (!other) return;
  const message =
    other.slug === asked.slug
      ? `there is a tag ${asked.slug} in ${asked.language}`
      : `${asked.slug} is an alias of the tag ${other.slug} in ${asked.language}`;
  throw taken('slug', message);
}
