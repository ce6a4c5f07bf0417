import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Image } from '../image/image.js';

/** A person with a page, in one language. The printed byline is apart from authors: it is the item's own text. */
export const authors = pgTable(
  'authors',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    language: text('language').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    role: text('role'),
    biography: text('biography'),
    portrait: jsonb('portrait').$type<Image>(),
    socialLinks: jsonb('social_links').$type<{ network: string; url: string }[]>().notNull().default([]),
  },
  // The slug first: a list in every language asks for it alone.
  (table) => [
    uniqueIndex('authors_by_slug').on(table.slug, table.language),
    index('authors_by_name').on(table.language, table.name, table.id),
  ],
);
