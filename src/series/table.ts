import { integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { nameColumns } from '../db/named-table.js';
import type { Image } from '../image/image.js';

/** Series of items, in one language: Explainers, Video Features, the episodes of a podcast. */
export const series = pgTable(
  'series',
  {
    ...nameColumns(),
    title: text('title').notNull(),
    description: text('description'),
    mainImage: jsonb('main_image').$type<Image>(),
    position: integer('position').notNull().default(0),
  },
  (table) => [uniqueIndex('series_by_slug').on(table.language, table.slug)],
);
