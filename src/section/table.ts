import { type AnyPgColumn, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { nameColumns } from '../db/named-table.js';

/** Sections of the site, such as News, and Politics below News. Each section is in one language. */
export const sections = pgTable(
  'sections',
  {
    ...nameColumns(),
    name: text('name').notNull(),
    description: text('description'),
    parentId: integer('parent_id').references((): AnyPgColumn => sections.id),
    /** The slugs from the top section down, such as `/news/politics`. */
    path: text('path').notNull().unique(),
    position: integer('position').notNull().default(0),
  },
  (table) => [
    uniqueIndex('sections_by_slug').on(table.language, table.slug),
    index('sections_by_parent').on(table.parentId),
  ],
);
