import { pgTable, text } from 'drizzle-orm/pg-core';
import { jsonList } from '../db/columns.js';
import type { Source } from '../fields/field-types.js';
import type { Image } from '../image/image.js';
import { kindColumns } from '../item/table.js';

export const infographics = pgTable('infographics', {
  ...kindColumns(),
  images: jsonList<Image>('images'),
  embedUrl: text('embed_url'),
  sources: jsonList<Source>('sources'),
});
