import { integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { nameColumns } from '../db/named-table.js';

/** Regions: parts of the world that the site covers. Each region is in one language. */
export const regions = pgTable(
  'regions',
  {
    ...nameColumns(),
    name: text('name').notNull(),
    position: integer('position').notNull().default(0),
  },
  (table) => [uniqueIndex('regions_by_slug').on(table.language, table.slug)],
);
