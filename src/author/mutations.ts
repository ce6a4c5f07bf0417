import { builder } from '../graphql/builder.js';
import { ImageInput, readImage } from '../image/image-input.js';
import { chooseSlug, readChange, readClearable, unknownId } from '../newsroom/changes.js';
import { readId, readLine, readText } from '../newsroom/fields.js';
import { IDEMPOTENCY_KEY, once } from '../newsroom/idempotency.js';
import { answerWriting, INPUT, needs, payloadType, type Writing } from '../newsroom/mutation.js';
import { taken } from '../newsroom/user-faults.js';
import { MOST_LINKS, readSocialLinks, SocialLinkInput } from '../site/link-inputs.js';
import { chooseWritingLanguage } from '../site/writing-language.js';
import type { Author } from './store.js';
import { AuthorType } from './type.js';
import { changeAuthor, insertAuthor } from './write.js';

const LONGEST_NAME = 200;

const CreateAuthorInput = builder.inputType('CreateAuthorInput', {
  description: 'A person with a page of their own, in one language.',
  fields: (t) => ({
    name: t.string({ required: true, description: `The name, at most ${LONGEST_NAME} characters.` }),
    slug: t.string({ description: 'The name in addresses, which stays; made from `name` when absent.' }),
    language: t.field({ type: 'LanguageTag', description: "The page's language; the site's own when absent." }),
    role: t.string({ description: `What they do in the newsroom, at most ${LONGEST_NAME} characters.` }),
    biography: t.string({ description: 'Who they are: plain text, at most 10,000 characters.' }),
    portrait: t.field({ type: ImageInput, description: 'Their picture.' }),
    socialLinks: t.field({ type: [SocialLinkInput], description: `Their accounts, at most ${MOST_LINKS}.` }),
    idempotencyKey: t.string({ description: IDEMPOTENCY_KEY }),
  }),
});

const UpdateAuthorInput = builder.inputType('UpdateAuthorInput', {
  description: 'Changes of an author: what is absent stays as it is, null clears what can be absent.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the author.' }),
    name: t.string({ description: `The new name, at most ${LONGEST_NAME} characters. The slug stays.` }),
    role: t.string({ description: `What they do, at most ${LONGEST_NAME} characters; null for nothing.` }),
    biography: t.string({ description: 'Who they are: plain text, at most 10,000 characters; null for nothing.' }),
    portrait: t.field({ type: ImageInput, description: 'Their picture; null for none.' }),
    socialLinks: t.field({
      type: [SocialLinkInput],
      description: `All their accounts, instead of those that they have: at most ${MOST_LINKS}; null for none.`,
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
  const name = readName('name', input.name);
  const language = await chooseWritingLanguage(context, 'language', input.language);
  const slug = chooseSlug(input.slug, 'name', name);
  const id = await insertAuthor(db, {
    name,
    language,
    slug,
    role: readRole('role', input.role ?? ''),
    biography: readText('biography', input.biography),
    portrait: input.portrait ? readImage('portrait', input.portrait) : null,
    socialLinks: readSocialLinks('socialLinks', input.socialLinks ?? []),
  });
  if (id === undefined) throw taken('slug', `there is an author ${slug} in ${language}`);
  return id;
}

async function updateAuthor(input: typeof UpdateAuthorInput.$inferInput, { db }: Writing): Promise<number> {
  const id = readId('id', input.id, ['Author']);
  const isThere = await changeAuthor(db, id, {
    name: readChange('name', input.name, readName),
    role: readClearable('role', input.role, readRole),
    biography: readClearable('biography', input.biography, (field, text: string) => readText(field, text)),
    portrait: readClearable('portrait', input.portrait, readImage),
    socialLinks: input.socialLinks === null ? [] : readChange('socialLinks', input.socialLinks, readSocialLinks),
  });
  if (!isThere) throw unknownId('id', 'author');
  return id;
}

function readName(field: string, name: string): string {
  return readLine(field, name, LONGEST_NAME);
}

function readRole(field: string, role: string): string | null {
  return readText(field, role, LONGEST_NAME);
}
