import { integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

/** Regions: parts of the world that the site covers. Each region is in one language. */
export const regions = pgTable(
  'regions',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    language: text('language').notNull(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    position: integer('position').notNull().default(0),
  },
  (table) => [uniqueIndex('regions_by_slug').on(table.language, table.slug)],
);
