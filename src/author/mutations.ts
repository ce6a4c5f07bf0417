import { builder } from '../graphql/builder.js';
import { ImageInput, readImage } from '../image/image-input.js';
import { MOST_LINKS, readSocialLinks, SocialLinkInput } from '../site/link-inputs.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import { chooseSlug, readChange, readClearable, unknownId } from '../writing/changes.js';
import { LONGEST_SLUG, readId, readLine, readText } from '../writing/fields.js';
import { IDEMPOTENCY_KEY, once } from '../writing/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../writing/mutation.js';
import { taken } from '../writing/user-faults.js';
import type { Author } from './store.js';
import { AuthorType } from './type.js';
import { changeAuthor, insertAuthor } from './write.js';

const LONGEST_NAME = 200;

const CreateAuthorInput = builder.inputType('CreateAuthorInput', {
  description: 'A person with a page of their own, in one language.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name.', longest: LONGEST_NAME }),
    slug: t.string({
      description: 'The name in addresses, which stays; made from `name` when absent.',
      longest: LONGEST_SLUG,
    }),
    language: t.field({ type: 'LanguageTag', description: "The page's language; the site's own when absent." }),
    role: t.string({ description: 'What they do in the newsroom.', longest: LONGEST_NAME }),
    biography: t.string({ description: 'Who they are: plain text.', longest: 10_000 }),
    portrait: t.field({ type: ImageInput, description: 'Their picture.' }),
    socialLinks: t.field({ type: [SocialLinkInput], description: 'Their accounts.', most: MOST_LINKS }),
    idempotencyKey: t.string(IDEMPOTENCY_KEY),
  }),
});

const UpdateAuthorInput = builder.inputType('UpdateAuthorInput', {
  description: 'Changes of an author: what is absent stays as it is, null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the author.' }),
    name: t.string({ description: 'The new name. The slug stays.', longest: LONGEST_NAME }),
    role: t.string({ description: 'What they do; null for nothing.', longest: LONGEST_NAME }),
    biography: t.string({ description: 'Who they are: plain text; null for nothing.', longest: 10_000 }),
    portrait: t.field({ type: ImageInput, description: 'Their picture; null for none.' }),
    socialLinks: t.field({
      type: [SocialLinkInput],
      description: 'All their accounts, instead of those that they have; null for none.',
      most: MOST_LINKS,
    }),
  }),
});

const authorPayload = (mutation: string, description: string) =>
  payloadType<Author>(mutation, (t) => ({
    author: t.field({ type: AuthorType, nullable: true, description, resolve: ({ row }) => row() }),
  }));
const CreateAuthorPayload = authorPayload('createAuthor', 'The new author.');
const UpdateAuthorPayload = authorPayload('updateAuthor', 'The author as they are now.');

builder.mutationFields((t) => ({
  createAuthor: t.field({
    type: CreateAuthorPayload,
    ...needs('editor', 'Makes an author.'),
    args: { input: t.arg({ type: CreateAuthorInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'CREATED',
        (writing) =>
          once(writing, { key: input.idempotencyKey, request: ['createAuthor', input] }, () =>
            createAuthor(input, writing),
          ),
        (id) => context.loaders.author.byId.load(id),
      ),
  }),
  updateAuthor: t.field({
    type: UpdateAuthorPayload,
    ...needs('editor', 'Changes what is said of an author.'),
    args: { input: t.arg({ type: UpdateAuthorInput, required: true, description: INPUT }) },
    resolve: (_root, { input }, context) =>
      answerWriting(
        context,
        'UPDATED',
        (writing) => updateAuthor(input, writing),
        (id) => context.loaders.author.byId.load(id),
      ),
  }),
}));

async function createAuthor(input: typeof CreateAuthorInput.$inferInput, { context, db }: Writing): Promise<number> {
  const name = readLine('name', input.name);
  const language = await chooseWritingLanguage(context, 'language', input.language);
  const slug = chooseSlug(input.slug, 'name', name);
  const id = await insertAuthor(db, {
    name,
    language,
    slug,
    role: readText(input.role ?? ''),
    biography: readText(input.biography),
    portrait: input.portrait ? readImage('portrait', input.portrait) : null,
    socialLinks: readSocialLinks('socialLinks', input.socialLinks ?? []),
  });
  if (id === undefined) throw taken('slug', `there is an author ${slug} in ${language}`);
  return id;
}

async function updateAuthor(input: typeof UpdateAuthorInput.$inferInput, { db }: Writing): Promise<number> {
  const id = readId('id', input.id, ['Author']);
  const isThere = await changeAuthor(db, id, {
    name: readChange('name', input.name, readLine),
    role: readClearable('role', input.role, (_field, text: string) => readText(text)),
    biography: readClearable('biography', input.biography, (_field, text: string) => readText(text)),
    portrait: readClearable('portrait', input.portrait, readImage),
    socialLinks: input.socialLinks === null ? [] : readChange('socialLinks', input.socialLinks, readSocialLinks),
  });
  if (!isThere) throw unknownId('id', 'author');
  return id;
}
