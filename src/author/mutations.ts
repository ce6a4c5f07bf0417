import { ImageInput, readImage } from '../image/image-input.js';
import { linksField, readSocialLinks, SocialLinkInput } from '../site/links.js';
import { defineNamedMutations, LONGEST_NAME, nameField } from '../site/named-mutations.js';
import { readChange, readClearable, readClearableText } from '../writing/changes.js';
import { readLine } from '../writing/fields.js';
import { authors } from './table.js';
import { AuthorType } from './type.js';
import { indexItemsOfAuthor } from './write.js';

defineNamedMutations(authors, {
  what: 'an author',
  type: AuthorType,
  role: 'editor',
  named: 'name',
  input: 'A person with a page of their own, in one language.',
  fields: (t, isNew, orNone) => ({
    name: nameField(t, isNew, 'name'),
    role: t.string({ description: `What they do in the newsroom${orNone}.`, longest: LONGEST_NAME }),
    biography: t.string({ description: `Who they are: plain text${orNone}.`, longest: 10_000 }),
    portrait: t.field({ type: ImageInput, description: `Their picture${orNone}.` }),
    socialLinks: linksField(
      t,
      SocialLinkInput,
      isNew ? 'Their accounts.' : 'All their accounts. The new list replaces the present list; null for none.',
    ),
  }),
  read: ({ name, role, biography, portrait, socialLinks }) => ({
    name: readChange('name', name, readLine),
    role: readClearableText(role),
    biography: readClearableText(biography),
    portrait: readClearable('portrait', portrait, readImage),
    socialLinks: readSocialLinks('socialLinks', socialLinks),
  }),
  load: (id, { loaders }) => loaders.author.byId.load(id),
  async afterUpdate(db, id, { name }) {
    if (name !== undefined) await indexItemsOfAuthor(db, id);
  },
});
