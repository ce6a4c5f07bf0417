import { index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { nameColumns } from '../db/named-table.js';
import type { Image } from '../image/image.js';

/** Authors: people with a page of their own, in one language. Printed bylines are a column of the item. */
export const authors = pgTable(
  'authors',
  {
    ...nameColumns(),
    name: text('name').notNull(),
    role: text('role'),
    biography: text('biography'),
    portrait: jsonb('portrait').$type<Image>(),
    socialLinks: jsonb('social_links').$type<{ network: string; url: string }[]>().notNull().default([]),
  },
  // The slug precedes the language in the index, because a filter in every language looks up the slug alone.
  (table) => [
    uniqueIndex('authors_by_slug').on(table.slug, table.language),
    index('authors_by_name').on(table.language, table.name, table.id),
  ],
);
