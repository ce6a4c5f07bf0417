import { ImageInput, readImage } from '../image/image-input.js';
import { MOST_LINKS, readSocialLinks, SocialLinkInput } from '../site/link-inputs.js';
import { readNames, slugAndLanguage } from '../site/writing-language.js';
import { readChange, readClearable, readClearableText, unknownId } from '../writing/changes.js';
import { readId, readLine, readText } from '../writing/fields.js';
import { defineMutation } from '../writing/mutation.js';
import { answerRow } from '../writing/payload.js';
import { insertRow } from '../writing/rows.js';
import { authors } from './table.js';
import { AuthorType } from './type.js';
import { changeAuthor } from './write.js';

const LONGEST_NAME = 200;

const answerAuthor = answerRow('author', AuthorType, (id, { loaders }) => loaders.author.byId.load(id));

defineMutation('createAuthor', {
  description: 'Creates an author.',
  role: 'editor',
  action: 'CREATED',
  input: 'A person with a page of their own, in one language.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name.', longest: LONGEST_NAME }),
    ...slugAndLanguage(t, 'name'),
    role: t.string({ description: 'What they do in the newsroom.', longest: LONGEST_NAME }),
    biography: t.string({ description: 'Who they are: plain text.', longest: 10_000 }),
    portrait: t.field({ type: ImageInput, description: 'Their picture.' }),
    socialLinks: t.field({ type: [SocialLinkInput], description: 'Their accounts.', most: MOST_LINKS }),
  }),
  answer: answerAuthor('The new author.'),
  async run(input, writing) {
    const { language, line: name, slug } = readNames(writing, 'name', input.name, input);
    return insertRow(writing.db, authors, `there is an author ${slug} in ${language}`, {
      name,
      language,
      slug,
      role: readText(input.role),
      biography: readText(input.biography),
      portrait: input.portrait ? readImage('portrait', input.portrait) : null,
      socialLinks: readSocialLinks('socialLinks', input.socialLinks ?? []),
    });
  },
});

defineMutation('updateAuthor', {
  description: 'Changes an author.',
  role: 'editor',
  action: 'UPDATED',
  input: 'Changes to an author. An absent field stays as it is; null clears an optional one.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the author.' }),
    name: t.string({ description: 'The new name. The slug stays.', longest: LONGEST_NAME }),
    role: t.string({ description: 'What they do in the newsroom; null for none.', longest: LONGEST_NAME }),
    biography: t.string({ description: 'Who they are: plain text; null for none.', longest: 10_000 }),
    portrait: t.field({ type: ImageInput, description: 'Their picture; null for none.' }),
    socialLinks: t.field({
      type: [SocialLinkInput],
      description: 'All their accounts. They replace the present ones; null for none.',
      most: MOST_LINKS,
    }),
  }),
  answer: answerAuthor('The author after the change.'),
  async run(input, { db }) {
    const id = readId('id', input.id, ['Author']);
    const isThere = await changeAuthor(db, id, {
      name: readChange('name', input.name, readLine),
      role: readClearableText(input.role),
      biography: readClearableText(input.biography),
      portrait: readClearable('portrait', input.portrait, readImage),
      socialLinks: input.socialLinks === null ? [] : readChange('socialLinks', input.socialLinks, readSocialLinks),
    });
    if (!isThere) throw unknownId('id', 'author');
    return id;
  },
});
