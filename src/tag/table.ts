import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgEnum, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { nameColumns } from '../db/named-table.js';

export const tagKind = pgEnum('tag_kind', ['PERSON', 'ORGANISATION', 'PLACE', 'EVENT', 'SUBJECT']);

/** Tags: the subjects of items. Each tag is in one language. */
export const tags = pgTable(
  'tags',
  {
    ...nameColumns(),
    name: text('name').notNull(),
    kind: tagKind('kind').notNull(),
    /** Other spellings, and the slugs of tags that were merged into this one. */
    aliases: text('aliases').array().notNull().default(sql`'{}'`),
    description: text('description'),
  },
  (table) => [
    // The slug precedes the language in the index, because a filter in every language looks up the slug alone.
    uniqueIndex('tags_by_slug').on(table.slug, table.language),
    index('tags_by_name').on(table.language, table.name, table.id),
    index('tags_by_alias').using('gin', table.aliases),
  ],
);

/**
 * The names that find a tag: its name, slug and aliases, in lower case and without accents. Suggestions find a tag by
 * any word of a name, so each name is also stored from every later word on. A trigger on `tags` fills the table.
 */
export const tagNames = pgTable(
  'tag_names',
  {
    tagId: integer('tag_id')
      .notNull()
      .references(() => tags.id, { onDelete: 'cascade' }),
    language: text('language').notNull(),
    name: text('name').notNull(),
    /** False if the row has only the rest of a name. */
    isWhole: boolean('is_whole').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tagId, table.name] }),
    index('tag_names_by_prefix').on(table.name.op('text_pattern_ops'), table.language),
  ],
);
