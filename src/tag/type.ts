import { loadNodes } from '../db/batch.js';
import { builder } from '../graphql/builder.js';
import { readPageRequest, toConnection } from '../graphql/pagination.js';
import { addFieldBySlug, pageFields } from '../site/by-slug.js';
import { chooseListLanguage, listLanguageArgs } from '../site/language.js';
import { findTags, type Tag } from './store.js';

const LONGEST_QUERY = 200;

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
    ...pageFields(t, 'tags'),
    kind: t.expose('kind', { type: TagKindEnum, description: 'The kind of thing that it names.' }),
    aliases: t.exposeStringList('aliases', {
      description:
        'Other spellings of the name, and the slugs of tags that were merged into this tag. They find the tag too.',
    }),
    description: t.exposeString('description', { nullable: true, description: 'What it stands for, in a sentence.' }),
  }),
});

addFieldBySlug(
  'tag',
  TagType,
  'One tag, found by its slug, its name or an alias; null when there is no such tag. For links, use the `slug` of the result.',
  (key, { loaders }) => loaders.tag.bySlug.load(key),
);

builder.queryField('tags', (t) =>
  t.connection(
    {
      type: TagType,
      description:
        'Tags in the order of their names. With `query`, only the tags with a name, or a word in a name, that begins with the query: for suggestions while somebody types.',
      args: {
        ...listLanguageArgs,
        query: t.arg.string({
          description:
            'The beginning of a name, an alias or a slug, or of a word in one of them. Accents and capitals make no difference. A text without letters or digits finds nothing.',
          longest: LONGEST_QUERY,
        }),
        kind: t.arg({ type: TagKindEnum, description: 'Only tags of this kind.' }),
      },
      resolve: async (_root, args, context) => {
        const page = readPageRequest(args, ['text', 'int']);
        const language = await chooseListLanguage(context.loaders, args.language);
        const conditions = { language, kind: args.kind ?? null, query: args.query || null };
        const rows = await context.batch.track(findTags(context, conditions, page));
        return toConnection(rows, page, ({ id, name }) => [name, id]);
      },
    },
    { name: 'TagConnection', description: 'A page of tags.' },
    { name: 'TagEdge', description: 'A tag at its place in a list.' },
  ),
);
