import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Image } from '../image/image.js';

/** People with a page, in one language. The printed byline is a text of the item, not of its authors. */
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
  // The slug comes first, because a list in every language asks for the slug alone.
  (table) => [
    uniqueIndex('authors_by_slug').on(table.slug, table.language),
    index('authors_by_name').on(table.language, table.name, table.id),
  ],
);
