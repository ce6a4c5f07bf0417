import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { localUrl } from '../site/address.js';
import type { Tag } from './store.js';

export const TagKindEnum = builder.enumType('TagKind', {
  description: 'The kind of thing that a tag names.',
  values: {
    PERSON: { description: 'A person.' },
    ORGANISATION: { description: 'A company, party, club or office.' },
    PLACE: { description: 'A place.' },
    EVENT: { description: 'Something that happened or will happen.' },
    SUBJECT: { description: 'A matter, such as inflation.' },
  },
});

export const TagType = builder.objectRef<Tag>('Tag');
builder.node(TagType, {
  description: 'A subject of items, such as a person or a place.',
  id: { resolve: (tag) => tag.id },
  loadMany: (ids, context) => loadNodes(context.loaders.tag.byId, ids),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name.' }),
    slug: t.exposeString('slug', { description: 'The name in addresses, unique within its language.' }),
    language: t.expose('language', { type: 'LanguageTag', description: 'Its language.' }),
    kind: t.expose('kind', { type: TagKindEnum, description: 'The kind of thing that it names.' }),
    aliases: t.exposeStringList('aliases', {
      description:
        'Other spellings of the name, and the slugs of tags that were merged into this tag. They find the tag too.',
    }),
    description: t.exposeString('description', { nullable: true, description: 'What it stands for, in a sentence.' }),
    url: t.field({
      type: 'URL',
      description: 'The canonical address of its page.',
      resolve: ({ language, slug }, _args, context) => localUrl(context, language, 'tags', slug),
    }),
  }),
});
