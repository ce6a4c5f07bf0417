import { sql } from 'drizzle-orm';
import { index, integer, pgEnum, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

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
    uniqueIndex('tags_by_slug').on(table.language, table.slug),
    index('tags_by_alias').using('gin', table.aliases),
  ],
);
