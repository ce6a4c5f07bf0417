import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgEnum, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

export const tagKind = pgEnum('tag_kind', ['PERSON', 'ORGANISATION', 'PLACE', 'EVENT', 'SUBJECT']);

/** What an item is about, in one language. */
export const tags = pgTable(
  'tags',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    language: text('language').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    kind: tagKind('kind').notNull(),
    /** Other spellings, and the slugs of tags that were merged into this one. */
    aliases: text('aliases').array().notNull().default(sql`'{}'`),
    description: text('description'),
  },
  (table) => [
    // The slug first: a list in every language asks for it alone.
    uniqueIndex('tags_by_slug').on(table.slug, table.language),
    index('tags_by_name').on(table.language, table.name, table.id),
    index('tags_by_alias').using('gin', table.aliases),
  ],
);

/**
 * Everything that finds a tag, kept by a trigger of `tags`: its name, slug and aliases without accents and in small
 * letters, and the rest of each from its second, third … word on, for search as one types.
 */
export const tagNames = pgTable(
  'tag_names',
  {
    tagId: integer('tag_id')
      .notNull()
      .references(() => tags.id, { onDelete: 'cascade' }),
    language: text('language').notNull(),
    name: text('name').notNull(),
    /** Whether it is a whole name, not the rest of one. */
    isWhole: boolean('is_whole').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tagId, table.name] }),
    index('tag_names_by_prefix').on(table.name.op('text_pattern_ops'), table.language),
  ],
);
